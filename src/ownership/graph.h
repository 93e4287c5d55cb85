// Graph: who owns how much of whom on one day, in whole units small enough to hold every stated share exactly.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "trade/holding.h"

namespace lockgate::ownership {

using Node = std::uint32_t;
using Units = std::int64_t;

// Between two nodes there is one edge: two sources for one stake are one stake, and the larger statement stands.
struct Edge {
  Node owner = 0;
  Node owned = 0;
  Units least = 0;
  Units most = 0;
  bool is_unknown = false;
};

class Graph {
 public:
  // LG0604: shares whose common unit is too small for whole numbers.
  static Result<Graph> build(const trade::Ownership& ownership, std::optional<Date> date);

  std::optional<Node> find(std::string_view name) const;
  const std::string& name(Node node) const { return names_[node]; }
  Node size() const { return static_cast<Node>(names_.size()); }
  Units whole() const { return whole_; }

  std::span<const Edge> owned_by(Node owner) const { return {edges_.data() + begin_[owner], edges_.data() + begin_[owner + 1]}; }
  // Positions in `edges()`.
  std::span<const std::uint32_t> into(Node owned) const { return {into_.data() + into_begin_[owned], into_.data() + into_begin_[owned + 1]}; }
  const std::vector<Edge>& edges() const { return edges_; }

  const std::vector<std::string>& lists_of(Node node) const;
  // Whoever stands on some list, by number.
  const std::vector<Node>& listed() const { return listed_; }
  bool is_exempt(Node node, std::string_view lane) const;
  bool holds_itself(Node node) const { return holds_itself_.contains(node); }

  Graph(Graph&&) = default;
  Graph& operator=(Graph&&) = default;

 private:
  Graph() = default;
  Node number_of(const std::string& name);
  Result<void> find_unit(const trade::Ownership& ownership);
  void add(const trade::Holding& holding);
  // By owner and owned, one edge between two nodes.
  void sort();
  void merge();
  // An indirect stake counts only where nothing says what it is made of, and then it is no more than possible.
  void add_indirect(const trade::Holding& holding);
  bool reaches(Node from, Node to) const;
  Units units(const trade::Fraction& share) const { return share.numerator * (whole_ / share.denominator); }

  std::deque<std::string> names_;  // in place, so that views of them stay good
  std::unordered_map<std::string_view, Node> numbers_;
  std::unordered_map<Node, std::vector<std::string>> lists_;
  std::vector<Node> listed_;
  std::unordered_map<Node, std::vector<std::string>> exempt_;
  std::unordered_set<Node> holds_itself_;
  Units whole_ = 10'000;
  std::vector<Edge> edges_;  // by owner
  std::vector<std::uint32_t> begin_;
  std::vector<std::uint32_t> into_;
  std::vector<std::uint32_t> into_begin_;
};

}  // namespace lockgate::ownership
