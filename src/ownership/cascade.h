// Cascade: who is restricted through owners in one lane: the least set that holds the listed parties and everybody of whom members
// of the set own enough. Shares along a chain are never multiplied: a member's stake counts in full, another's not at all.
#pragma once

#include <cstdint>
#include <vector>

#include "ownership/graph.h"
#include "ownership/lane.h"

namespace lockgate::ownership {

// Which end of a range is believed.
enum class Bound : std::uint8_t { Least, Most };

class Cascade {
 public:
  // Every edge is read at most once, whatever the order and whatever cycles there are: membership only grows.
  Cascade(const Graph& graph, const Lane& lane, Bound bound);

  bool is_restricted(Node node) const { return restricted_[node]; }
  // What restricted owners hold of a node directly.
  Units held(Node node) const { return held_[node]; }
  // In the order in which they were found: whoever restricts a node stands before it.
  const std::vector<Node>& members() const { return members_; }
  std::uint32_t place(Node node) const { return place_[node]; }

 private:
  void mark(Node node);
  void spread(Node owner);

  const Graph& graph_;
  const Lane& lane_;
  Bound bound_;
  std::vector<bool> restricted_;
  std::vector<Units> held_;
  std::vector<std::uint32_t> place_;
  std::vector<Node> members_;
};

bool is_enough(Units held, Units whole, const Lane& lane);

// The largest set that supports itself, instead of the least: its further members only hold each other. They are not restricted, but
// a person should see the circle.
std::vector<bool> largest_set(const Graph& graph, const Lane& lane, Bound bound);

}  // namespace lockgate::ownership
