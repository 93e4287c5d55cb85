#include "service/plane.h"

#include <algorithm>

namespace lockgate::service {
namespace {

bool is_same(const Interval& a, const Interval& b) { return a.low == b.low && a.high == b.high && a.has_low == b.has_low && a.has_high == b.has_high; }

void extend(Interval& interval, const Interval& by) {
  interval.high = by.high;
  interval.has_high = by.has_high;
}

std::vector<Region> row_of(const Axis& x, const Interval& y, const std::function<std::string(const Decimal&, const Decimal&)>& answer) {
  std::vector<Region> out;
  for (const Interval& interval : x.intervals) {
    std::string said = answer(interval.example, y.example);
    if (!out.empty() && out.back().answer == said) extend(out.back().x, interval);
    else out.push_back({interval, y, std::move(said)});
  }
  return out;
}

}  // namespace

std::vector<Region> regions_of(const Axis& x, const Axis& y, const std::function<std::string(const Decimal&, const Decimal&)>& answer) {
  std::vector<Region> out;
  std::vector<std::size_t> last;  // the regions that reach up to this row
  for (const Interval& interval : y.intervals) {
    std::vector<std::size_t> now;
    for (Region& region : row_of(x, interval, answer)) {
      const auto below = std::find_if(last.begin(), last.end(), [&](std::size_t index) { return is_same(out[index].x, region.x) && out[index].answer == region.answer; });
      if (below != last.end()) {
        extend(out[*below].y, interval);
        now.push_back(*below);
        continue;
      }
      now.push_back(out.size());
      out.push_back(std::move(region));
    }
    last = std::move(now);
  }
  return out;
}

}  // namespace lockgate::service
