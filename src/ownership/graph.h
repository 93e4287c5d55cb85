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
#include "trade/holding.h"

namespace lockgate::ownership {

using Node = std::uint32_t;
using Units = std::int64_t;

struct Share {
  Units least = 0;
  Units most = 0;
  bool is_unknown = false;
};

// One end of a holding, seen from the other. Between two nodes there is one: two sources for one stake are one stake, and the larger
// statement stands.
struct Link {
  Node other = 0;
  std::uint32_t share = 0;  // number of a Share: there are far fewer of them than of holdings
};

class Graph {
 public:
  // LG0604: shares whose common unit is too small for whole numbers.
  static Result<Graph> build(const trade::Ownership& ownership, std::optional<Date> date);

  std::optional<Node> find(std::string_view name) const;
  std::string_view name(Node node) const { return names_.text(node); }
  Node size() const { return names_.size(); }
  Units whole() const { return whole_; }

  std::span<const Link> owned_by(Node owner) const { return {owned_.data() + owned_begin_[owner], owned_.data() + owned_begin_[owner + 1]}; }
  std::span<const Link> owners_of(Node owned) const { return {owners_.data() + owners_begin_[owned], owners_.data() + owners_begin_[owned + 1]}; }
  const Share& share(const Link& link) const { return (*shares_)[link.share]; }
  std::size_t count() const { return owned_.size(); }

  const std::vector<std::string>& lists_of(Node node) const;
  // Whoever stands on some list, by number.
  const std::vector<Node>& listed() const { return listed_; }
  bool is_exempt(Node node, std::string_view lane) const;
  bool holds_itself(Node node) const { return holds_itself_.contains(node); }

  // The part that decides about one party: itself, its owners, theirs, and so on. All that is said of it here is said there.
  Graph above(Node node) const;

 private:
  friend class GraphBuilder;
  struct Holding {
    Node owner = 0;
    Node owned = 0;
    std::uint32_t share = 0;
  };

  using Merge = std::function<std::uint32_t(std::uint32_t share, std::uint32_t more)>;

  Graph() = default;
  // Both ends of each, in order; several between the same two become one.
  void link(std::vector<Holding> holdings, const Merge& merge);
  // By owner: the ends of `owned_` that belong to each, in order and each once. Where they begin then.
  std::vector<std::uint32_t> sort_owned(const std::vector<std::uint32_t>& begin, const Merge& merge);
  void turn_round();
  bool reaches(Node from, Node to) const;

  TextNumbers names_;
  std::unordered_map<Node, std::vector<std::string>> lists_;
  std::vector<Node> listed_;
  std::unordered_map<Node, std::vector<std::string>> exempt_;
  std::unordered_set<Node> holds_itself_;
  Units whole_ = 10'000;
  std::shared_ptr<const std::vector<Share>> shares_;
  std::vector<Link> owned_;  // by owner, then by owned
  std::vector<std::uint32_t> owned_begin_;
  std::vector<Link> owners_;  // by owned, then by owner
  std::vector<std::uint32_t> owners_begin_;
};

}  // namespace lockgate::ownership
