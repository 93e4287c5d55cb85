#include "analysis/value.h"

#include <algorithm>
#include <cmath>

namespace lockgate::analysis {
namespace {

// The figure at which one more unit of the sum is worth `price`: from work / x^2 = price * weight.
double figure_at(const Term& term, const Stretch& stretch, double price) {
  const double free = term.reserved + std::sqrt(term.work / (stretch.weight * price));
  return std::clamp(free, stretch.low, stretch.high);
}

}  // namespace

double Value::at(const std::vector<double>& resources) const {
  double time = 0;
  for (std::size_t t = 0; t < terms.size(); ++t) {
    if (terms[t].work == 0) continue;
    const double left = resources[t] - terms[t].reserved;
    if (left <= 0) return 0;
    time += terms[t].work / left;
  }
  return time > 0 ? 1 / time : 0;
}

double Value::share(std::size_t term, const std::vector<double>& resources) const {
  if (terms[term].work == 0) return 0;
  return terms[term].work / (resources[term] - terms[term].reserved) * at(resources);
}

std::vector<double> share_out(const Value& value, const std::vector<Stretch>& stretches, double total) {
  const auto figures_at = [&](double price) {
    std::vector<double> out;
    for (std::size_t a = 0; a < stretches.size(); ++a)
      out.push_back(stretches[a].weight == 0 ? stretches[a].high : figure_at(value.terms[a], stretches[a], price));
    return out;
  };
  const auto sum_of = [&](const std::vector<double>& figures) {
    double sum = 0;
    for (std::size_t a = 0; a < stretches.size(); ++a) sum += stretches[a].weight * figures[a];
    return sum;
  };
  // The sum falls as the price rises; unclipped, the closed form is the point where they meet, and clipping keeps it monotone.
  double low = 1e-30, high = 1e30;
  for (int i = 0; i < 200 && high / low > 1 + 1e-15; ++i) {
    const double price = std::sqrt(low * high);
    (sum_of(figures_at(price)) > total ? low : high) = price;
  }
  return figures_at(high);
}

}  // namespace lockgate::analysis
