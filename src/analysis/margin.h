// Margin: how far a part is from being refused, figure by figure, and what the next bit of each would be worth.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/optimum.h"

namespace lockgate::analysis {

struct Margin {
  std::optional<std::size_t> axis;  // none: the sum
  Cut cut;                          // the first one above the part that, with nothing else changed, is refused
  Decimal left;                     // from the part to the cut
  Point beyond;                     // the part moved onto the cut (or just past it), and refused
  double gain = 0;                  // of value, as a share, were the cut one percent higher
};

// One for each figure, and for the sum, that meets a cut it may not pass. What has none is free up to what the die has.
std::vector<Margin> margins_of(const FeasibleSet& set, const Value& value, const std::vector<double>& units, const Candidate& part, const Oracle& oracle);

}  // namespace lockgate::analysis
