// Axis: where the law in force cuts the values of one number of an item. Between two cuts it cannot tell values apart.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "law/program.h"
#include "law/residual.h"

namespace lockgate::service {

struct Interval {
  std::optional<Decimal> low;   // absent: from 0
  std::optional<Decimal> high;  // absent: without end
  bool has_low = true;          // is the end itself in it
  bool has_high = false;
  Decimal example;              // a value in it
};

struct Axis {
  std::string fact;  // without `item.`
  std::string unit;
  std::string label;
  std::vector<Decimal> cuts;         // every number that the law compares the fact with, once
  std::vector<Interval> intervals;   // from 0 up, without gaps
};

// By atom of the line: can it still matter to a gate on this route? A threshold of another country's law does not cut here.
std::vector<bool> atoms_in_play(const law::Program& program, const law::Residual& route);

// The value of a fact that stands still in the plane; none: it is not known, or moves along the other axis.
using Still = std::function<std::optional<Decimal>(int fact)>;

// LG0820: not a number of an item. `program` is the law of the day; nothing about thresholds is known but from it. Where it compares
// the sum of the fact and one that stands still, the axis is cut at what is left of the threshold.
Result<Axis> axis_of(const law::Program& program, const std::vector<bool>& in_play, const std::string& fact, const Still& still);

}  // namespace lockgate::service
