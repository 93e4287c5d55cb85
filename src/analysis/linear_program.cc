#include "analysis/linear_program.h"

#include <algorithm>
#include <cmath>

namespace lockgate::analysis {
namespace {

double at(const std::vector<double>& list, int index) { return list[static_cast<std::size_t>(index)]; }

double breach(double value, double low, double high) {
  const double by = std::max({0.0, low - value, value - high});
  return by / std::max({1.0, std::abs(value), by});
}

}  // namespace

int LinearProgram::add_column(double cost_of, double low_of, double high_of) {
  cost.push_back(cost_of), low.push_back(low_of), high.push_back(high_of);
  return columns() - 1;
}

int LinearProgram::add_row(const std::vector<std::pair<int, double>>& entries, double low_of, double high_of) {
  const auto first = row_start.back();
  for (const auto& [index, factor] : entries) {
    // What is ordered and delivered in one quarter is paid for twice in one row; a solver takes each column once.
    const auto known = std::find(column.begin() + first, column.end(), index);
    if (known != column.end()) value[static_cast<std::size_t>(known - column.begin())] += factor;
    else column.push_back(index), value.push_back(factor);
  }
  row_start.push_back(static_cast<int>(column.size()));
  row_low.push_back(low_of), row_high.push_back(high_of);
  return rows() - 1;
}

double Certificate::gap() const { return std::abs(cost - bound) / std::max(1.0, std::abs(cost)); }

Certificate certify(const LinearProgram& program, const Solution& solution) {
  Certificate out;
  std::vector<long double> reduced(program.cost.begin(), program.cost.end());
  long double cost = 0, bound = 0;
  for (int r = 0; r < program.rows(); ++r) {
    long double activity = 0;
    // A dual that leans on a side that is not there is worth nothing, and counts as nothing.
    double dual = at(solution.row_dual, r);
    if (std::isinf(dual > 0 ? at(program.row_low, r) : at(program.row_high, r))) dual = 0;
    for (int e = program.row_start[static_cast<std::size_t>(r)]; e < program.row_start[static_cast<std::size_t>(r) + 1]; ++e) {
      const auto c = static_cast<std::size_t>(program.column[static_cast<std::size_t>(e)]);
      activity += static_cast<long double>(at(program.value, e)) * solution.x[c];
      reduced[c] -= static_cast<long double>(dual) * at(program.value, e);
    }
    if (dual != 0) bound += static_cast<long double>(dual) * (dual > 0 ? at(program.row_low, r) : at(program.row_high, r));
    out.violation = std::max(out.violation, breach(static_cast<double>(activity), at(program.row_low, r), at(program.row_high, r)));
  }
  for (std::size_t c = 0; c < program.cost.size(); ++c) {
    cost += static_cast<long double>(program.cost[c]) * solution.x[c];
    bound += reduced[c] * (reduced[c] > 0 ? program.low[c] : program.high[c]);
    out.violation = std::max(out.violation, breach(solution.x[c], program.low[c], program.high[c]));
  }
  out.cost = static_cast<double>(cost), out.bound = static_cast<double>(bound);
  return out;
}

}  // namespace lockgate::analysis
