// LinearProgram: minimize cost * x, row_low <= A x <= row_high, low <= x <= high. Certificate: what a solver's answer is worth,
// worked out here and not believed: how far the point breaks a row or bound, and a lower bound on every point's cost from the
// duals. The bound holds whatever the duals are, since every column has two finite bounds.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace lockgate::analysis {

struct LinearProgram {
  std::vector<double> cost, low, high;  // by column; finite
  std::vector<double> row_low, row_high;
  std::vector<int> row_start = {0}, column;  // by row
  std::vector<double> value;

  int add_column(double cost_of, double low_of, double high_of);
  // Pairs of column and factor.
  int add_row(const std::vector<std::pair<int, double>>& entries, double low_of, double high_of);
  int columns() const { return static_cast<int>(cost.size()); }
  int rows() const { return static_cast<int>(row_low.size()); }
};

struct Solution {
  std::vector<double> x;
  std::vector<double> row_dual;
};

struct Certificate {
  double cost = 0;       // of the point
  double bound = 0;      // no point costs less
  double violation = 0;  // the most a row or bound is broken by, relative to its size
  double gap() const;    // relative
};
Certificate certify(const LinearProgram& program, const Solution& solution);

// Something that solves. Errors: LG0972 no solution was found, with the solver's word for it.
class Solver {
 public:
  virtual ~Solver() = default;
  virtual Result<Solution> solve(const LinearProgram& program) const = 0;
};

}  // namespace lockgate::analysis
