// Completions: every way the missing facts of a situation may turn out, one representative of each kind.
#pragma once

#include <functional>

#include "random/model.h"

namespace lockgate::random {

// Supplies what closed facts say where nothing else is given.
void close(const Model& model, Situation& situation);

// Calls `each` for every completion; false when there are more than `limit` of them.
bool for_each_completion(const Model& model, const Situation& situation, std::size_t limit, const std::function<void(const Situation&)>& each);

// The facts of the line (party kNone) or of a party that are missing or ranged and that a completion fills.
struct Gap {
  int party = kNone;
  int fact = kNone;
  friend auto operator<=>(const Gap&, const Gap&) = default;
};
std::vector<Gap> gaps(const Model& model, const Situation& situation);

}  // namespace lockgate::random
