// Cascade: who is restricted through owners in one lane: the least set that holds the listed parties and everybody of whom members
// of the set own enough. Shares along a chain are never multiplied: a member's stake counts in full, another's not at all.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "ownership/graph.h"
#include "ownership/lane.h"
#include "ownership/standings.h"

namespace lockgate::ownership {

// Which end of a range is believed.
enum class Bound : std::uint8_t { Least, Most };

class Cascade {
 public:
  // Every edge is read at most once, whatever the order and whatever cycles there are: membership only grows.
  Cascade(const Graph& graph, const Lane& lane, Bound bound);

  bool is_restricted(Node node) const { return place(node) != 0; }
  // What restricted owners hold of a node directly.
  Units held(Node node) const { return standings_.of(node).held; }
  // In the order in which they were found: whoever restricts a node stands before it.
  const std::vector<Node>& members() const { return members_; }
  // Those of them who are not listed in the lane themselves.
  std::span<const Node> reached() const { return std::span(members_).subspan(listed_); }
  // Among the members, from 1; 0: not restricted.
  std::uint32_t place(Node node) const { return standings_.of(node).place; }

 private:
  void begin();
  void ask_ahead(std::size_t next) const;
  void spread(Node owner);
  void take(const Link& link);

  const Graph& graph_;
  const Lane& lane_;
  Bound bound_;
  Units enough_;
  Standings standings_;
  std::vector<Node> members_;
  std::size_t listed_ = 0;  // so many members, the first
};

// The fewest units that restrict.
Units enough(Units whole, const Lane& lane);
bool is_enough(Units held, Units whole, const Lane& lane);

// Is a node in the largest set that supports itself, instead of the least? Its further members only hold each other. They are not
// restricted, but a person should see the circle. Only who stands above the node is looked at.
bool holds_itself_up(const Graph& graph, const Lane& lane, Bound bound, Node node);

}  // namespace lockgate::ownership
