// FeasibleSet: the figures a part may have, cut where the law cuts them. Along each axis (one figure: `tpp`) the cuts make kinds,
// and so do the cuts of one sum of several figures; a cell is one kind of each. Nothing here knows what lies allowed: that is asked,
// once a cell, of whoever knows the law.
//
// Everything is exact; a figure is not negative and at most what the part it is made from has, for fuses only take away.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"

namespace lockgate::analysis {

// A figure of this size, or (`is_after`) the first one above it, is of another kind than what lies below.
struct Cut {
  Decimal at;
  bool is_after = false;
  std::string says;  // the law's own comparison: `performance density 3.2`
};

struct Axis {
  std::string fact;
  Decimal most;           // of the part that fuses are blown on
  std::vector<Cut> cuts;  // rising, each once, none above `most`
};

// A weighted sum of figures that the law compares. No weights: there is none.
struct Sum {
  std::vector<Decimal> weights;  // by axis, not negative
  std::vector<Cut> cuts;
  bool is_there() const { return !cuts.empty(); }
};

using Point = std::vector<Decimal>;  // by axis

struct Cell {
  std::vector<std::size_t> kinds;  // by axis: how many cuts a figure reaches
  std::size_t sum_kind = 0;
  friend auto operator<=>(const Cell&, const Cell&) = default;
};

// One end of a stretch of figures, as an exact number: reached, or only approached.
struct End {
  Decimal at;
  bool is_reached = true;
};

struct FeasibleSet {
  std::vector<Axis> axes;
  Sum sum;

  std::vector<Cell> cells() const;  // those that hold a point
  Cell cell_of(const Point& point) const;
  End low(const Cell& cell, std::size_t axis) const;
  End high(const Cell& cell, std::size_t axis) const;
  // Of the sum; nullopt: no cut lies above the cell.
  std::optional<End> sum_high(const Cell& cell) const;
  Decimal sum_at(const Point& point) const;

 private:
  bool holds_a_point(const Cell& cell) const;
};

// Sorted, without doubles, and without those no figure up to `most` reaches.
std::vector<Cut> tidy(std::vector<Cut> cuts, const Decimal& most);

}  // namespace lockgate::analysis
