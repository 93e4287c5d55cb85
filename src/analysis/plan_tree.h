// PlanTree: what may happen to both keys, quarter by quarter, as a tree. Regimes turn at the quarters named and stay in between, with
// the exact probabilities of the Markov chain over the whole gap; every quarter is a node with its own orders.
#pragma once

#include <vector>

#include "analysis/regime.h"

namespace lockgate::analysis {

struct PlanNode {
  int parent = -1;
  int quarter = 0;  // from 0
  Regime regime = Regime::Free;
  double probability = 1;
  bool is_leaf = false;
};

struct PlanTree {
  std::vector<PlanNode> nodes;  // parents before children
  int quarters = 0;
  double left_out = 0;  // probability of branches too unlikely to keep, given to the others at the same fork

  int ancestor(int node, int quarters_back) const;
};

// `turns`: quarters at which a regime may be another than the quarter before. Branches less likely than `least` are left out.
PlanTree tree_of(Regime now, const Transition& quarterly, int quarters, const std::vector<int>& turns, double least);
// One path, as given.
PlanTree path_of(const std::vector<Regime>& regimes);

}  // namespace lockgate::analysis
