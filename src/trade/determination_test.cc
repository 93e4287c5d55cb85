#include "trade/determination.h"

#include <gtest/gtest.h>

namespace lockgate::trade {
namespace {

constexpr Verdict kMildestFirst[] = {Verdict::Proceed, Verdict::Conditions, Verdict::Hold, Verdict::License,
                                     Verdict::Stop};

TEST(Verdict, WordsReadBack) {
  for (const Verdict verdict : kMildestFirst) EXPECT_EQ(parse_verdict(to_string(verdict)), verdict);
  EXPECT_FALSE(parse_verdict("Proceed"));
  EXPECT_FALSE(parse_verdict(""));
}

TEST(Verdict, TheWorseIsTheGreater) {
  for (std::size_t i = 1; i < std::size(kMildestFirst); ++i) EXPECT_LT(kMildestFirst[i - 1], kMildestFirst[i]);
}

}  // namespace
}  // namespace lockgate::trade
