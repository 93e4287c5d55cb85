// Graph: who owns how much of whom on one day, in whole units small enough to hold every stated share exactly. Held so that a hundred
// million holdings fit into memory: eight bytes for each end of each, and every name once.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/text_numbers.h"
#include "ownership/register.h"
#include "ownership/rows.h"
#include "trade/holding.h"

namespace lockgate::ownership {

using Units = std::int64_t;

struct Share {
  Units least = 0;
  Units most = 0;
  bool is_unknown = false;
};

// A Link here is a holding; its share the number of a Share. Between two nodes there is one: two sources for one stake are one stake,
// and the larger statement stands.
class Graph {
 public:
  // On one day; without one everything holds. LG0604: shares whose common unit is too small for whole numbers.
  static Result<Graph> build(Register all, std::optional<Date> date);
  static Result<Graph> build(const trade::Ownership& ownership, std::optional<Date> date);

  std::optional<Node> find(std::string_view name) const;
  std::string_view name(Node node) const { return names_.text(node); }
  Node size() const { return names_.size(); }
  Units whole() const { return whole_; }

  std::span<const Link> owned_by(Node owner) const { return owned_[owner]; }
  std::span<const Link> owners_of(Node owned) const { return owners_[owned]; }
  const Share& share(const Link& link) const { return (*shares_)[link.share]; }
  std::size_t count() const { return owned_.count(); }
  // Asks for the memory that `owned_by` looks at.
  void ask_for_owned_by(Node owner) const { owned_.ask_for(owner); }

  const std::vector<std::string>& lists_of(Node node) const;
  // Whoever stands on some list, by number.
  const std::vector<Node>& listed() const { return listed_; }
  // Of them those whose lists are wanted. Many stand on the same lists, which are looked at once.
  std::vector<Node> listed(const std::function<bool(const std::vector<std::string>& lists)>& is_wanted) const;
  bool is_exempt(Node node, std::string_view lane) const;
  bool holds_itself(Node node) const { return holds_itself_.contains(node); }

  // The part that decides about one party: itself, its owners, theirs, and so on. All that is said of it here is said there.
  Graph above(Node node) const;

 private:
  friend class GraphBuilder;
  using Lists = std::vector<std::string>;

  Graph() = default;
  bool reaches(Node from, Node to) const;
  std::optional<std::size_t> place_among_listed(Node node) const;

  TextNumbers names_;
  std::vector<Node> listed_;
  std::vector<std::uint32_t> listed_on_;  // of each in `listed_` the number of its lists
  std::shared_ptr<const std::vector<Lists>> lists_;
  std::unordered_map<Node, std::vector<std::string>> exempt_;
  std::unordered_set<Node> holds_itself_;
  Units whole_ = 10'000;
  std::shared_ptr<const std::vector<Share>> shares_;
  Rows owned_;   // by owner, then by owned
  Rows owners_;  // by owned, then by owner
};

}  // namespace lockgate::ownership
