// Interval: a number with the ends between which it is taken to lie; a point where all three are the same.
#pragma once

#include <optional>
#include <string>

#include "base/decimal.h"

namespace lockgate::analysis {

struct Interval {
  double low = 0;
  double mid = 0;
  double high = 0;

  bool is_point() const { return low == high; }
};

// A figure as its sources give it; exact. `preferred` is the value they prefer when they give a range.
struct Amount {
  Range range;
  std::optional<Decimal> preferred;
  std::string source;
  std::string note;
};

double to_double(const Decimal& number);

// The middle is the preferred value or, without one, the geometric mean of the ends (of zero and a number, half of it).
Interval interval_of(const Amount& amount);

// The widest ratio that the two leave.
Interval ratio_of(const Interval& above, const Interval& below);

// The ends moved apart by a factor of exp(spread).
Interval widened(const Interval& interval, double spread);

}  // namespace lockgate::analysis
