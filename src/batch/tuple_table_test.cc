#include "batch/tuple_table.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace lockgate::batch {
namespace {

TEST(TupleTable, NumbersAreThoseOfAMap) {
  std::mt19937 random(1);
  for (const std::size_t width : {1UL, 2UL, 5UL}) {
    TupleTable table(width);
    std::map<std::vector<std::uint32_t>, std::uint32_t> known;
    for (int i = 0; i < 20'000; ++i) {
      std::vector<std::uint32_t> tuple(width);
      for (std::uint32_t& word : tuple) word = random() % 7 == 0 ? UINT32_MAX : static_cast<std::uint32_t>(random() % 12);
      const auto expected = known.try_emplace(tuple, static_cast<std::uint32_t>(known.size())).first->second;
      ASSERT_EQ(table.add(tuple.data()), expected);
      ASSERT_TRUE(std::equal(tuple.begin(), tuple.end(), table[expected]));
    }
    ASSERT_EQ(table.size(), known.size());
  }
}

TEST(TupleTable, WhatWasNeverAddedIsNotFound) {
  TupleTable table(2);
  const std::uint32_t one[] = {1, 2}, other[] = {2, 1};
  EXPECT_EQ(table.find(one), TupleTable::kNone);
  EXPECT_EQ(table.add(std::uint64_t{2} << 32 | 1), 0U);
  EXPECT_EQ(table.find(one), 0U);
  EXPECT_EQ(table.find(other), TupleTable::kNone);
  table.clear();
  EXPECT_EQ(table.find(one), TupleTable::kNone);
  EXPECT_EQ(table.add(other), 0U);
}

}  // namespace
}  // namespace lockgate::batch
