#include "base/text_numbers.h"

#include <gtest/gtest.h>

#include <algorithm>

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

TEST(TextNumbers, CanBeTakenApartAndPutTogether) {
  TextNumbers numbers;
  for (std::uint32_t n = 0; n < 1000; ++n) numbers.add(name_of(n));
  const auto again = TextNumbers::of(std::move(numbers).columns());
  ASSERT_TRUE(again);
  for (std::uint32_t n = 0; n < 1000; ++n) ASSERT_EQ(again->find(name_of(n)), n);
  EXPECT_EQ(again->find("nobody"), TextNumbers::kNone);
}

TextNumbers::Columns columns_of_three() {
  TextNumbers numbers;
  for (const char* text : {"one", "two", "three"}) numbers.add(text);
  return std::move(numbers).columns();
}

// Each of these would lead a look-up out of the arrays, or round for ever.
TEST(TextNumbers, RefusesColumnsOfNoTable) {
  using Columns = TextNumbers::Columns;
  const std::vector<void (*)(Columns&)> faults = {
      [](Columns& c) { c.begin.clear(); },
      [](Columns& c) { c.begin[0] = 1; },
      [](Columns& c) { c.begin[1] = 100; },
      [](Columns& c) { c.bytes.pop_back(); },
      [](Columns& c) { c.slots.pop_back(); },
      [](Columns& c) { c.slots.resize(32); },
      [](Columns& c) { c.slots.clear(); },
      [](Columns& c) { std::fill(c.slots.begin(), c.slots.end(), TextNumbers::Slot{7, 2}); },
      [](Columns& c) { std::fill(c.slots.begin(), c.slots.end(), TextNumbers::Slot{}); },
      [](Columns& c) { std::find_if(c.slots.begin(), c.slots.end(), [](const auto& slot) { return slot.number == 1; })->number = 3; },
  };
  EXPECT_TRUE(TextNumbers::of(columns_of_three()));
  for (const auto fault : faults) {
    Columns columns = columns_of_three();
    fault(columns);
    EXPECT_FALSE(TextNumbers::of(std::move(columns)));
  }
}

}  // namespace
}  // namespace lockgate
