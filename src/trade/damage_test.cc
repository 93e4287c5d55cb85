#include "trade/damage.h"

#include <gtest/gtest.h>

namespace lockgate::trade {
namespace {

TEST(Damage, IsTakenOffTheEndOfNames) {
  EXPECT_EQ(without_damage("Lavantia Ltd+B843:B853"), "Lavantia Ltd");
  EXPECT_EQ(without_damage("Hangxing Electronics Co., Ltd.ÿ"), "Hangxing Electronics Co., Ltd.");
  EXPECT_EQ(without_damage("Acme (HK)ÿÿ"), "Acme (HK)");
}

TEST(Damage, IsNotSeenInNames) {
  for (const char* name : {"L'Haÿ", "ÿ", "", "+B843:B853", "A+B Ltd", "C++", "A+B1", "Vitamin B+B12:", "A+b1:b2", "1+1:1"}) EXPECT_EQ(without_damage(name), name);
}

}  // namespace
}  // namespace lockgate::trade
