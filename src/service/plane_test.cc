#include "service/plane.h"

#include <gtest/gtest.h>

namespace lockgate::service {
namespace {

Decimal number(const char* text) { return *Decimal::parse(text); }

Axis axis(const std::vector<const char*>& cuts) {
  Axis out{"a", "", "", {}, {Interval{}}};
  for (const char* cut : cuts) {
    out.intervals.back().high = number(cut);
    Interval next;
    next.low = number(cut);
    next.example = number(cut);
    out.intervals.push_back(next);
  }
  return out;
}

bool holds(const Interval& interval, const Decimal& at) {
  const bool is_above = !interval.low || *interval.low < at || (interval.has_low && *interval.low == at);
  const bool is_below = !interval.high || at < *interval.high || (interval.has_high && *interval.high == at);
  return is_above && is_below;
}

TEST(Plane, CoversEveryPointOnceWithItsAnswer) {
  const Axis x = axis({"1", "2", "3"}), y = axis({"10", "20"});
  const auto answer = [](const Decimal& at_x, const Decimal& at_y) { return std::string(at_x >= number("2") || at_y >= number("20") ? "stop" : "go"); };
  const auto regions = regions_of(x, y, answer);
  EXPECT_EQ(regions.size(), 3U);  // below left, below right, above: joined along x first
  for (const char* at_x : {"0", "1", "1.5", "2", "2.5", "3", "9"})
    for (const char* at_y : {"0", "10", "15", "20", "99"}) {
      int here = 0;
      for (const Region& region : regions)
        if (holds(region.x, number(at_x)) && holds(region.y, number(at_y))) {
          ++here;
          EXPECT_EQ(region.answer, answer(number(at_x), number(at_y)));
        }
      EXPECT_EQ(here, 1) << at_x << " " << at_y;
    }
}

}  // namespace
}  // namespace lockgate::service
