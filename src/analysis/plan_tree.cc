#include "analysis/plan_tree.h"

#include <algorithm>

namespace lockgate::analysis {
namespace {

Transition product(const Transition& a, const Transition& b) {
  Transition out{};
  for (std::size_t i = 0; i < kRegimes; ++i)
    for (std::size_t j = 0; j < kRegimes; ++j)
      for (std::size_t k = 0; k < kRegimes; ++k) out[i][j] += a[i][k] * b[k][j];
  return out;
}

Transition power(const Transition& quarterly, int quarters) {
  Transition out = quarterly;
  for (int i = 1; i < quarters; ++i) out = product(out, quarterly);
  return out;
}

}  // namespace

int PlanTree::ancestor(int node, int quarters_back) const {
  for (; node >= 0 && quarters_back > 0; --quarters_back) node = nodes[static_cast<std::size_t>(node)].parent;
  return node;
}

PlanTree tree_of(Regime now, const Transition& quarterly, int quarters, const std::vector<int>& turns, double least) {
  PlanTree out;
  out.quarters = quarters;
  out.nodes.push_back({-1, 0, now, 1, quarters == 1});
  int last_turn = 0;
  for (int q = 1, begin = 0; q < quarters; ++q) {
    const int end = static_cast<int>(out.nodes.size());
    const bool turns_now = std::find(turns.begin(), turns.end(), q) != turns.end();
    const Transition step = turns_now ? power(quarterly, q - last_turn) : Transition{};
    for (int n = begin; n < end; ++n) {
      const PlanNode node = out.nodes[static_cast<std::size_t>(n)];
      if (!turns_now) {
        out.nodes.push_back({n, q, node.regime, node.probability, q == quarters - 1});
        continue;
      }
      const auto& row = step[static_cast<std::size_t>(node.regime)];
      double kept = 0;
      for (const double p : row) kept += node.probability * p >= least ? p : 0;
      if (kept <= 0) kept = *std::max_element(row.begin(), row.end());
      for (std::size_t r = 0; r < kRegimes; ++r) {
        const bool is_kept = node.probability * row[r] >= least || (kept == row[r]);
        if (is_kept && row[r] > 0) out.nodes.push_back({n, q, static_cast<Regime>(r), node.probability * row[r] / kept, q == quarters - 1});
      }
      out.left_out += node.probability * (1 - kept);
    }
    if (turns_now) last_turn = q;
    begin = end;
  }
  return out;
}

PlanTree path_of(const std::vector<Regime>& regimes) {
  PlanTree out;
  out.quarters = static_cast<int>(regimes.size());
  for (int q = 0; q < out.quarters; ++q) out.nodes.push_back({q - 1, q, regimes[static_cast<std::size_t>(q)], 1, q == out.quarters - 1});
  return out;
}

}  // namespace lockgate::analysis
