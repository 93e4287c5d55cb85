#include "registry/stake.h"

#include <gtest/gtest.h>

#include <random>

namespace lockgate::registry {
namespace {

Stake known(std::int64_t least, std::int64_t most, int from, int until) {
  return {least, most, false, false, {Date{from}, Date{until}}};
}

TEST(Stake, PercentagesAreExactOrARangeAroundThem) {
  EXPECT_EQ(read_percent("50")->below, kWhole / 2);
  EXPECT_EQ(read_percent("50")->above, kWhole / 2);
  EXPECT_EQ(read_percent("33.3333333")->below, 33'333'333);
  EXPECT_EQ(read_percent("33.3333333")->above, 33'333'334);
  EXPECT_EQ(read_percent("100.000000000")->below, kWhole);
  for (const char* wrong : {"", ".", "-1", "100.0000001", "101", "1e2", "half", "1000"})
    EXPECT_FALSE(read_percent(wrong)) << wrong;
}

TEST(Stake, SharesOfTwoClassesAreBetweenTheLargerAndTheSum) {
  const auto out = put_together({known(30'000'000, 30'000'000, 0, 20), known(25'000'001, 50'000'000, 10, 30)});
  ASSERT_EQ(out.size(), 3);
  EXPECT_EQ(out[0].span, (Span{Date{0}, Date{10}}));
  EXPECT_EQ(out[1].least, 30'000'000);
  EXPECT_EQ(out[1].most, 80'000'000);
  EXPECT_EQ(out[2].most, 50'000'000);
}

TEST(Stake, AShareThatIsKnownIsNotOpenBecauseAnotherIsNot) {
  const auto out =
      put_together({known(60'000'000, 60'000'000, 0, 10), Stake{0, kWhole, true, false, {Date{0}, Date{10}}}});
  ASSERT_EQ(out.size(), 1);
  EXPECT_FALSE(out[0].is_unknown);
  EXPECT_EQ(out[0].least, 60'000'000);
  EXPECT_EQ(out[0].most, kWhole);
}

// On every day: no less than any that covers it, no more than all of them, and covered exactly when one of them covers
// it.
TEST(Stake, WhatIsPutTogetherHoldsOnEveryDay) {
  std::mt19937 dice(5);
  const auto roll = [&](int sides) { return static_cast<int>(dice() % static_cast<unsigned>(sides)); };
  for (int trial = 0; trial < 500; ++trial) {
    std::vector<Stake> stakes;
    for (int s = roll(5); s >= 0; --s) {
      const int from = roll(12), least = roll(60) * 1'000'000;
      stakes.push_back(known(least, least + roll(40) * 1'000'000, from, from + 1 + roll(8)));
    }
    const auto together = put_together(stakes);
    for (int day = -1; day < 25; ++day) {
      std::int64_t least = 0, most = 0;
      int covering = 0, found = 0;
      for (const Stake& stake : stakes)
        if (stake.span.contains(Date{day}))
          ++covering, least = std::max(least, stake.least), most = std::min(kWhole, most + stake.most);
      for (const Stake& stake : together) {
        if (!stake.span.contains(Date{day})) continue;
        ++found;
        EXPECT_EQ(stake.least, least);
        EXPECT_EQ(stake.most, most);
      }
      EXPECT_EQ(found, covering > 0 ? 1 : 0);
    }
  }
}

}  // namespace
}  // namespace lockgate::registry
