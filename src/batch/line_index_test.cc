#include "batch/line_index.h"

#include <gtest/gtest.h>

namespace lockgate::batch {
namespace {

TEST(LineIndex, ListsTheLinesOfAnswersInTheOrderOfTheBook) {
  const LineIndex index({2, 0, 2, 1, 0, 2}, 4);
  EXPECT_EQ(index.count(2), 3U);
  EXPECT_EQ(index.count(3), 0U);
  const auto is_wanted = [](Answer answer) { return answer != 1; };
  EXPECT_EQ(index.count_if(is_wanted), 5U);
  EXPECT_EQ(index.list_if(is_wanted), (std::vector<std::uint32_t>{1, 4, 0, 2, 5}));
}

TEST(LineIndex, OfNoLinesIsEmpty) {
  const LineIndex index({}, 0);
  EXPECT_EQ(index.lines(), 0U);
  EXPECT_TRUE(index.list_if([](Answer) { return true; }).empty());
}

}  // namespace
}  // namespace lockgate::batch
