// Brief: the verdict without reasons, evaluated only as far as the gates ask. An optimization of World, find and fold, and
// judged by them: the tests compare the two on random law and orders.
#pragma once

#include <optional>
#include <vector>

#include "decide/bound_order.h"
#include "decide/routes.h"
#include "trade/determination.h"

namespace lockgate::decide {

// The answer without reasons: what a batch or a loop needs.
struct Brief {
  trade::Verdict verdict = trade::Verdict::Hold;
  std::vector<int> outcomes;  // by gate of the law: index into Gate::outcomes, or kNone when on hold
};

// nullopt: a missing fact matters, or the rules are at fault; ask the plain evaluator.
std::optional<Brief> evaluate_brief(const Routes& routes, const BoundOrder& bound);

}  // namespace lockgate::decide
