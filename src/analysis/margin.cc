#include "analysis/margin.h"

#include <algorithm>

#include "base/check.h"

namespace lockgate::analysis {
namespace {

constexpr double kOnePercent = 0.01;

Decimal past(const Cut& cut) { return cut.is_after ? *add(cut.at, Decimal::parse("0.01").value()) : cut.at; }

class Walker {
 public:
  Walker(const FeasibleSet& set, const Value& value, const std::vector<double>& units, const Candidate& part, const Oracle& oracle)
      : set_(set), value_(value), units_(units), part_(part), oracle_(oracle) {}

  std::optional<Margin> along(std::size_t axis) const {
    for (std::size_t k = part_.cell.kinds[axis]; k < set_.axes[axis].cuts.size(); ++k) {
      const Cut& cut = set_.axes[axis].cuts[k];
      Point beyond = part_.point;
      beyond[axis] = past(cut);
      if (beyond[axis] > set_.axes[axis].most) return std::nullopt;
      if (oracle_(beyond)) continue;
      return Margin{axis, cut, *subtract(cut.at, part_.point[axis]), beyond, gain(axis, as_double(cut.at))};
    }
    return std::nullopt;
  }

  // The sum is raised along the first figure that has room for it and stays in its kind.
  std::optional<Margin> along_sum() const {
    if (part_.cell.sum_kind >= set_.sum.cuts.size()) return std::nullopt;
    const Cut& cut = set_.sum.cuts[part_.cell.sum_kind];
    const Decimal left = *subtract(cut.at, set_.sum_at(part_.point));
    for (std::size_t a = 0; a < set_.axes.size(); ++a) {
      if (set_.sum.weights[a] != Decimal::of(1)) continue;
      Point beyond = part_.point;
      beyond[a] = *add(beyond[a], *subtract(past(cut), set_.sum_at(part_.point)));
      if (beyond[a] > set_.axes[a].most || set_.cell_of(beyond).kinds != part_.cell.kinds || oracle_(beyond)) continue;
      return Margin{std::nullopt, cut, left, beyond, sum_gain(as_double(cut.at))};
    }
    return std::nullopt;
  }

 private:
  double worth(std::vector<double> figures) const {
    figures.insert(figures.end(), units_.begin(), units_.end());
    return value_.at(figures) / part_.value - 1;
  }

  std::vector<double> figures() const {
    std::vector<double> out;
    for (const Decimal& figure : part_.point) out.push_back(as_double(figure));
    return out;
  }

  double gain(std::size_t axis, double cut) const {
    std::vector<double> raised = figures();
    raised[axis] = std::min(as_double(set_.axes[axis].most), raised[axis] + kOnePercent * cut);
    return worth(raised);
  }

  double sum_gain(double cut) const {
    if (!part_.is_on_edge) return 0;
    std::vector<Stretch> stretches;
    for (std::size_t a = 0; a < set_.axes.size(); ++a)
      stretches.push_back({as_double(set_.low(part_.cell, a).at), as_double(set_.high(part_.cell, a).at), as_double(set_.sum.weights[a])});
    double most = 0;
    for (const Stretch& stretch : stretches) most += stretch.weight * stretch.high;
    return worth(share_out(value_, stretches, std::min(most, (1 + kOnePercent) * cut)));
  }

  const FeasibleSet& set_;
  const Value& value_;
  const std::vector<double>& units_;
  const Candidate& part_;
  const Oracle& oracle_;
};

}  // namespace

std::vector<Margin> margins_of(const FeasibleSet& set, const Value& value, const std::vector<double>& units, const Candidate& part, const Oracle& oracle) {
  const Walker walker(set, value, units, part, oracle);
  std::vector<Margin> out;
  for (std::size_t a = 0; a < set.axes.size(); ++a)
    if (auto margin = walker.along(a)) out.push_back(std::move(*margin));
  if (auto margin = walker.along_sum()) out.push_back(std::move(*margin));
  return out;
}

}  // namespace lockgate::analysis
