// Cascade: who is restricted through owners in one lane: the least set that holds the listed parties and everybody of whom members
// of the set own enough. Shares along a chain are never multiplied: a member's stake counts in full, another's not at all.
#pragma once

#include <cstdint>
#include <vector>

#include "ownership/graph.h"
#include "ownership/lane.h"
#include "ownership/zeroed.h"

namespace lockgate::ownership {

// Which end of a range is believed.
enum class Bound : std::uint8_t { Least, Most };

class Cascade {
 public:
  // Every edge is read at most once, whatever the order and whatever cycles there are: membership only grows.
  Cascade(const Graph& graph, const Lane& lane, Bound bound);

  bool is_restricted(Node node) const { return place_[node] != 0; }
  // What restricted owners hold of a node directly.
  Units held(Node node) const { return held_[node]; }
  // In the order in which they were found: whoever restricts a node stands before it.
  const std::vector<Node>& members() const { return members_; }
  // Among the members, from 1.
  std::uint32_t place(Node node) const { return place_[node]; }

 private:
  void mark(Node node);
  void ask_for(Node owner) const;
  void spread(Node owner);

  const Graph& graph_;
  const Lane& lane_;
  Bound bound_;
  Zeroed<Units> held_;
  Zeroed<std::uint32_t> place_;
  std::vector<Node> members_;
};

bool is_enough(Units held, Units whole, const Lane& lane);

// Is a node in the largest set that supports itself, instead of the least? Its further members only hold each other. They are not
// restricted, but a person should see the circle. Only who stands above the node is looked at.
bool holds_itself_up(const Graph& graph, const Lane& lane, Bound bound, Node node);

}  // namespace lockgate::ownership
