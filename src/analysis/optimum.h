// Optimum: the best part of a feasible set, with its certificate: one candidate for each cell, the best point of it, decided.
//
// Why that is all: a cell's points are one kind to the law, so one of them answers for all; value rises along every axis, so the
// best of a cell is its upper corner, or the one point of the sum's edge where the value has its top (analysis/value.h). Where an
// end is only approached ("below 2400") the candidate stands a small step short of it, and `bound` is the value at the end itself.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "analysis/feasible_set.h"
#include "analysis/value.h"

namespace lockgate::analysis {

struct Candidate {
  Cell cell;
  Point point;         // in the cell, exactly
  double value = 0;    // at the point
  double bound = 0;    // no point of the cell is worth more
  bool is_on_edge = false;  // the sum holds it back, not only the box
  bool is_allowed = false;
};

// Is a part of these figures allowed?
using Oracle = std::function<bool(const Point&)>;

struct Optimum {
  std::vector<Candidate> candidates;  // every cell's, highest bound first; all of them decided
  std::optional<std::size_t> best;    // the first that is allowed; none: nothing is
  std::vector<std::size_t> front;     // allowed, and no allowed one has more of everything: best first

  const Candidate& winner() const { return candidates[*best]; }
};

// `units` are the resources of the value's terms beyond the axes.
Optimum optimize(const FeasibleSet& set, const Value& value, const std::vector<double>& units, const Oracle& oracle);

// The best point of one cell.
Candidate best_of(const FeasibleSet& set, const Value& value, const std::vector<double>& units, const Cell& cell);

double as_double(const Decimal& value);

}  // namespace lockgate::analysis
