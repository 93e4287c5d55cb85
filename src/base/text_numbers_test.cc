#include "base/text_numbers.h"

#include <gtest/gtest.h>

namespace lockgate {
namespace {

std::string name_of(std::uint32_t number) { return "party " + std::to_string(number * 7919 % 5000); }

TEST(TextNumbers, GivesEachTextOneNumberAndFindsIt) {
  TextNumbers numbers;
  for (std::uint32_t n = 0; n < 5000; ++n) ASSERT_EQ(numbers.add(name_of(n)), n);
  for (std::uint32_t n = 0; n < 5000; ++n) {
    ASSERT_EQ(numbers.add(name_of(n)), n);
    ASSERT_EQ(numbers.find(name_of(n)), n);
    ASSERT_EQ(numbers.text(n), name_of(n));
    ASSERT_EQ(numbers.find("nobody " + std::to_string(n)), TextNumbers::kNone);
  }
  EXPECT_EQ(numbers.size(), 5000u);
}

// Across the places where the table grows, with texts that come twice in one piece.
TEST(TextNumbers, OfManyAtOnceAreThoseOfOneAfterAnother) {
  TextNumbers numbers;
  TextNumbers others;
  std::vector<std::string> texts;
  for (std::uint32_t n = 0; n < 3000; ++n) texts.push_back(n % 3 == 0 ? "" : name_of(n % 2 == 0 ? n / 2 : n));
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  std::vector<std::uint32_t> found(views.size());
  numbers.add_all(views, found);
  for (std::size_t i = 0; i < views.size(); ++i) ASSERT_EQ(found[i], others.add(views[i]));
}

}  // namespace
}  // namespace lockgate
