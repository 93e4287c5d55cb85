// Lattice: the parts that can really be made of a die, one option of each knob: how many units stay on, at which rate, how many
// links and memory stacks. Searched whole; each part is allowed or not as its cell is.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/feasible_set.h"
#include "analysis/value.h"

namespace lockgate::analysis {

// Multiplies one figure by top / bottom.
struct Option {
  std::string says;  // `78 units on`
  Decimal top;
  Decimal bottom = Decimal::of(1);
};

struct Knob {
  std::string name;
  std::size_t axis = 0;
  bool counts_units = false;  // its options are how many units are on
  std::vector<Option> options;
};

struct Fused {
  std::vector<std::size_t> options;  // by knob
  Point point;                       // a figure that is no exact decimal is rounded up, away from what is allowed
  double value = 0;
};

struct Lattice {
  std::size_t searched = 0;
  std::size_t allowed = 0;
  std::size_t better_refused = 0;  // worth more than the best, and not allowed
  std::optional<Fused> best;
};

// `is_allowed`: of a cell of the set. `most_units`: what all units on count as. Parts with more of a figure than the set holds
// cannot be made by fusing and are left out.
Lattice search(const std::vector<Knob>& knobs, const FeasibleSet& set, const Value& value, double most_units, const std::function<bool(const Cell&)>& is_allowed);

}  // namespace lockgate::analysis
