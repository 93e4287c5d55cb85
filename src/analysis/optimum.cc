#include "analysis/optimum.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "base/check.h"

namespace lockgate::analysis {
namespace {

constexpr int kCoarse = 2;  // decimals of the step short of an end; finer where a cell is narrow
constexpr int kFine = 18;

Decimal step(int decimals) { return Decimal::parse(fmt::format("1e-{}", decimals)).value(); }

Decimal minus(const Decimal& a, const Decimal& b) {
  const auto out = subtract(a, b);
  LG_CHECK(out.has_value());
  return *out;
}

Decimal just_within(const End& end, int decimals) { return end.is_reached ? end.at : minus(end.at, step(decimals)); }

Decimal rounded_down(double value, int decimals) { return Decimal::parse(fmt::format("{:.{}f}", std::floor(value * std::pow(10, decimals)) / std::pow(10, decimals), decimals)).value(); }

std::vector<double> resources_of(const std::vector<double>& figures, const std::vector<double>& units) {
  std::vector<double> out = figures;
  out.insert(out.end(), units.begin(), units.end());
  return out;
}

std::vector<double> as_doubles(const Point& point) {
  std::vector<double> out;
  for (const Decimal& figure : point) out.push_back(as_double(figure));
  return out;
}

class CellSearch {
 public:
  CellSearch(const FeasibleSet& set, const Value& value, const std::vector<double>& units, const Cell& cell) : set_(set), value_(value), units_(units), cell_(cell) {}

  Candidate best() const {
    Candidate out{cell_, {}, 0, 0, false, false};
    out.is_on_edge = is_held_back();
    const std::vector<double> top = out.is_on_edge ? on_edge() : corner();
    out.bound = value_.at(resources_of(top, units_));
    out.point = point_near(top, out.is_on_edge);
    out.value = value_.at(resources_of(as_doubles(out.point), units_));
    return out;
  }

 private:
  // Is the upper corner beyond the cell's sum?
  bool is_held_back() const {
    const auto top = set_.sum_high(cell_);
    if (!top) return false;
    Point corner;
    for (std::size_t a = 0; a < set_.axes.size(); ++a) corner.push_back(set_.high(cell_, a).at);
    return set_.sum_at(corner) > top->at;
  }

  std::vector<double> corner() const {
    std::vector<double> out;
    for (std::size_t a = 0; a < set_.axes.size(); ++a) out.push_back(as_double(set_.high(cell_, a).at));
    return out;
  }

  std::vector<double> on_edge() const {
    std::vector<Stretch> stretches;
    for (std::size_t a = 0; a < set_.axes.size(); ++a)
      stretches.push_back({as_double(set_.low(cell_, a).at), as_double(set_.high(cell_, a).at), as_double(set_.sum.weights[a])});
    return share_out(value_, stretches, as_double(set_.sum_high(cell_)->at));
  }

  // The exact point of the cell next to `top`, by ever finer steps.
  Point point_near(const std::vector<double>& top, bool is_on_edge) const {
    for (int decimals = kCoarse; decimals <= kFine; ++decimals) {
      Point out = is_on_edge ? edge_point(top, decimals) : corner_point(decimals);
      if (set_.cell_of(out) == cell_) return out;
    }
    return lowest_point();
  }

  Point corner_point(int decimals) const {
    Point out;
    for (std::size_t a = 0; a < set_.axes.size(); ++a) out.push_back(just_within(set_.high(cell_, a), decimals));
    return out;
  }

  // All but the last of the summed axes as they come, rounded down; the last takes what is left of the sum.
  Point edge_point(const std::vector<double>& top, int decimals) const {
    Point out = corner_point(decimals);
    std::size_t last = 0;
    for (std::size_t a = 0; a < out.size(); ++a)
      if (set_.sum.weights[a] == Decimal::of(1)) last = a;
    for (std::size_t a = 0; a < out.size(); ++a)
      if (a != last && set_.sum.weights[a].sign() != 0) out[a] = std::clamp(rounded_down(top[a], decimals), lowest(a, decimals), out[a]);
    const Decimal most = out[last];
    out[last] = Decimal();
    const Decimal left = minus(just_within(*set_.sum_high(cell_), decimals), set_.sum_at(out));
    out[last] = std::clamp(left, lowest(last, decimals), most);
    return out;
  }

  Decimal lowest(std::size_t axis, int decimals) const {
    const End end = set_.low(cell_, axis);
    return end.is_reached ? end.at : *add(end.at, step(decimals));
  }

  // Where no step is fine enough: the lower corner, which the cell's value bound covers as well.
  Point lowest_point() const {
    Point out;
    for (std::size_t a = 0; a < set_.axes.size(); ++a) out.push_back(lowest(a, kFine));
    return out;
  }

  const FeasibleSet& set_;
  const Value& value_;
  const std::vector<double>& units_;
  const Cell& cell_;
};

// Has `a` at least as much of every figure, up to the step that strict ends cost?
bool covers(const Point& a, const Point& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] < b[i]) return false;
  return true;
}

std::vector<std::size_t> front_of(const std::vector<Candidate>& candidates) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (!candidates[i].is_allowed) continue;
    const bool is_covered = std::any_of(out.begin(), out.end(), [&](std::size_t o) { return covers(candidates[o].point, candidates[i].point); });
    if (!is_covered) out.push_back(i);
  }
  return out;
}

}  // namespace

double as_double(const Decimal& value) { return static_cast<double>(value.mantissa()) / std::pow(10.0, value.scale()); }

Candidate best_of(const FeasibleSet& set, const Value& value, const std::vector<double>& units, const Cell& cell) { return CellSearch(set, value, units, cell).best(); }

Optimum optimize(const FeasibleSet& set, const Value& value, const std::vector<double>& units, const Oracle& oracle) {
  Optimum out;
  for (const Cell& cell : set.cells()) {
    out.candidates.push_back(best_of(set, value, units, cell));
    out.candidates.back().is_allowed = oracle(out.candidates.back().point);
  }
  std::stable_sort(out.candidates.begin(), out.candidates.end(), [](const Candidate& a, const Candidate& b) { return std::tie(a.bound, a.value) > std::tie(b.bound, b.value); });
  for (std::size_t i = 0; i < out.candidates.size() && !out.best; ++i)
    if (out.candidates[i].is_allowed) out.best = i;
  out.front = front_of(out.candidates);
  return out;
}

}  // namespace lockgate::analysis
