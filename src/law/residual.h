// Residual: a graph in which some atoms are decided. What they decide is gone from it; what is left keeps its number, so
// whatever names a node of the graph names the same node of the residual.
#pragma once

#include <vector>

#include "law/program.h"

namespace lockgate::law {

inline constexpr Truth kOpen = 0;  // not decided by the atoms that are

struct Residual {
  Graph graph;
  std::vector<Truth> known;         // by node: kTrue, kFalse or kOpen
  std::vector<std::uint32_t> open;  // the nodes that are kOpen, children first
};

// `atoms`: by atom of the graph; kOpen leaves it free.
// As law/program.h evaluates a graph. The atoms that were decided must be what they were.
void evaluate_line(const Residual& residual, const Truth* atoms, const std::vector<const Truth*>& party_values, std::vector<Truth>& values);

Residual restrict_to(const Graph& graph, const std::vector<Truth>& atoms);

}  // namespace lockgate::law
