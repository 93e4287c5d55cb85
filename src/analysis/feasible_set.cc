#include "analysis/feasible_set.h"

#include <algorithm>
#include <tuple>

#include "base/check.h"

namespace lockgate::analysis {
namespace {

Decimal plus(const Decimal& a, const Decimal& b) {
  const auto out = add(a, b);
  LG_CHECK(out.has_value());
  return *out;
}

Decimal times(const Decimal& a, const Decimal& b) {
  const auto out = multiply(a, b);
  LG_CHECK(out.has_value());
  return *out;
}

bool reaches(const Decimal& value, const Cut& cut) { return cut.is_after ? value > cut.at : value >= cut.at; }

std::size_t kind_of(const std::vector<Cut>& cuts, const Decimal& value) {
  return static_cast<std::size_t>(std::partition_point(cuts.begin(), cuts.end(), [&](const Cut& cut) { return reaches(value, cut); }) - cuts.begin());
}

End low_end(const std::vector<Cut>& cuts, std::size_t kind) { return kind == 0 ? End{} : End{cuts[kind - 1].at, !cuts[kind - 1].is_after}; }

// `most` bounds the last kind.
End high_end(const std::vector<Cut>& cuts, std::size_t kind, const Decimal& most) {
  if (kind == cuts.size()) return {most, true};
  return {cuts[kind].at, cuts[kind].is_after};
}

bool is_before(const End& low, const End& high) { return low.at < high.at || (low.at == high.at && low.is_reached && high.is_reached); }

}  // namespace

std::vector<Cut> tidy(std::vector<Cut> cuts, const Decimal& most) {
  std::erase_if(cuts, [&](const Cut& cut) { return cut.at.sign() < 0 || (cut.at.sign() == 0 && !cut.is_after) || !reaches(most, cut); });
  std::stable_sort(cuts.begin(), cuts.end(), [](const Cut& a, const Cut& b) { return std::tie(a.at, a.is_after) < std::tie(b.at, b.is_after); });
  std::vector<Cut> out;
  for (Cut& cut : cuts) {
    if (out.empty() || out.back().at != cut.at || out.back().is_after != cut.is_after) out.push_back(std::move(cut));
    else if (out.back().says.find(cut.says) == std::string::npos) out.back().says += "; " + cut.says;
  }
  return out;
}

End FeasibleSet::low(const Cell& cell, std::size_t axis) const { return low_end(axes[axis].cuts, cell.kinds[axis]); }

End FeasibleSet::high(const Cell& cell, std::size_t axis) const { return high_end(axes[axis].cuts, cell.kinds[axis], axes[axis].most); }

std::optional<End> FeasibleSet::sum_high(const Cell& cell) const {
  if (cell.sum_kind >= sum.cuts.size()) return std::nullopt;
  return high_end(sum.cuts, cell.sum_kind, {});
}

Decimal FeasibleSet::sum_at(const Point& point) const {
  Decimal out;
  for (std::size_t a = 0; a < sum.weights.size(); ++a) out = plus(out, times(sum.weights[a], point[a]));
  return out;
}

Cell FeasibleSet::cell_of(const Point& point) const {
  Cell out;
  for (std::size_t a = 0; a < axes.size(); ++a) out.kinds.push_back(kind_of(axes[a].cuts, point[a]));
  if (sum.is_there()) out.sum_kind = kind_of(sum.cuts, sum_at(point));
  return out;
}

// The sum runs through everything between its ends, since the cell's figures do.
bool FeasibleSet::holds_a_point(const Cell& cell) const {
  if (!sum.is_there()) return true;
  End least, most;
  for (std::size_t a = 0; a < axes.size(); ++a) {
    if (sum.weights[a].sign() == 0) continue;
    const End from = low(cell, a), to = high(cell, a);
    least = {plus(least.at, times(sum.weights[a], from.at)), least.is_reached && from.is_reached};
    most = {plus(most.at, times(sum.weights[a], to.at)), most.is_reached && to.is_reached};
  }
  const auto top = sum_high(cell);
  return is_before(low_end(sum.cuts, cell.sum_kind), most) && (!top || is_before(least, *top));
}

std::vector<Cell> FeasibleSet::cells() const {
  std::vector<Cell> out;
  Cell cell;
  cell.kinds.assign(axes.size(), 0);
  for (;;) {
    for (cell.sum_kind = 0; cell.sum_kind <= sum.cuts.size(); ++cell.sum_kind)
      if (holds_a_point(cell)) out.push_back(cell);
    std::size_t a = 0;
    while (a < axes.size() && ++cell.kinds[a] > axes[a].cuts.size()) cell.kinds[a++] = 0;
    if (a == axes.size()) return out;
  }
}

}  // namespace lockgate::analysis
