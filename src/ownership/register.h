// Register: who is said to own what of whom, and when, in columns: each name once, each thing that is said of a share once. It takes
// holdings some at a time, so that they need not all be in memory as they were read.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text_numbers.h"
#include "ownership/register_columns.h"
#include "ownership/rows.h"
#include "trade/holding.h"

namespace lockgate::ownership {

// What a holding says besides who holds of whom.
struct Terms {
  trade::Fraction least;
  trade::Fraction most;
  Span span;
  bool is_unknown = false;
  bool is_indirect = false;
  friend bool operator==(const Terms&, const Terms&) = default;
};

class Register {
 public:
  using Words = std::vector<std::string>;
  // A node, and the number of the lists it stands on or of the lanes it is exempt from.
  using Said = std::array<std::uint32_t, 2>;

  void reserve(std::size_t holdings) { statements_.reserve(holdings); }
  void add(std::span<const trade::Holding> holdings);
  void add(std::span<const trade::ListedOwner> listed);
  void add(std::span<const trade::Exemption> exempt);
  void add(const trade::Ownership& ownership);
  // What another says, by the names it uses.
  void add(const Register& other) { add(other.statements()); }

  std::optional<Node> find(std::string_view name) const;
  Node parties() const { return names_.size(); }
  std::size_t holdings() const { return rows_.count() + statements_.size(); }
  // All of it as it can be added again; holdings that were packed come by owner.
  trade::Ownership statements() const;
  // Names and identifiers, some at a time.
  void each_naming(const std::function<void(std::span<const trade::Naming>)>& use) const;

  // All of it in columns, and back. nullopt: these are the columns of no register; one that is made breaks nothing, whatever they held.
  RegisterColumns columns() &&;
  static std::optional<Register> of(RegisterColumns columns);

 private:
  friend class GraphBuilder;
  struct Hash {
    std::size_t operator()(const Terms& terms) const;
  };

  void add_some(std::span<const trade::Holding> holdings);
  std::uint32_t number_of(const Terms& terms);
  std::uint32_t number_of(const Words& words);
  // Of the words of the one and then of the other.
  std::uint32_t number_of(std::uint32_t words, std::uint32_t more);
  trade::Holding holding(Node owner, const Link& link) const;
  trade::Naming naming(const std::array<std::uint32_t, 3>& naming) const;
  bool take_terms(const RegisterColumns& columns);
  bool take_words(const RegisterColumns& columns);
  // What was added goes into the rows.
  void arrange();

  TextNumbers names_;
  Rows rows_;  // by owner; a link's share is the number of its terms
  std::vector<Rows::Entry> statements_;  // those not in the rows yet
  std::vector<Terms> terms_;
  std::unordered_map<Terms, std::uint32_t, Hash> numbers_of_terms_;
  std::array<std::uint32_t, 1024> recent_{};  // by hash: the number of terms that may be those asked for
  std::vector<Said> listed_;
  std::vector<Said> exempt_;
  std::vector<Words> words_;
  std::map<Words, std::uint32_t> numbers_of_words_;
  // What is said of parties that need not be nodes, all of it numbers of texts.
  TextNumbers texts_;
  std::vector<std::array<std::uint32_t, 2>> seats_;
  std::vector<std::array<std::uint32_t, 3>> namings_;
};

}  // namespace lockgate::ownership
