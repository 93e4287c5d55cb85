#include "screen/looks.h"

#include <gtest/gtest.h>

namespace lockgate::screen {
namespace {

TEST(Looks, OfWhatScannersAndPeopleConfuse) {
  EXPECT_EQ(looks("tirne"), looks("time"));
  EXPECT_EQ(looks("5un"), looks("sun"));
  EXPECT_EQ(looks("alf"), looks("aif"));
  EXPECT_EQ(looks("nudear"), looks("nuclear"));
  EXPECT_EQ(looks("hil"), looks("hill"));
  EXPECT_NE(looks("lee"), looks("le"));
  EXPECT_NE(looks("sun"), looks("sum"));
}

}  // namespace
}  // namespace lockgate::screen
