// Residual: a graph in which some atoms are decided. What they decide is gone from it; what is left keeps its number, so
// whatever names a node of the graph names the same node of the residual.
#pragma once

#include <vector>

#include "law/program.h"

namespace lockgate::law {

inline constexpr Truth kOpen = 0;  // not decided by the atoms that are

struct Residual {
  Graph graph;
  std::vector<Truth> known;  // by node: kTrue, kFalse or kOpen
};

// `atoms`: by atom of the graph; kOpen leaves it free.
Residual restrict_to(const Graph& graph, const std::vector<Truth>& atoms);

}  // namespace lockgate::law
