#include "screen/distance.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace lockgate::screen {
namespace {

// The judge: the dynamic program as textbooks write it.
int judged(const std::string& a, const std::string& b) {
  std::vector<std::vector<int>> table(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        table[i][j] = static_cast<int>(i + j);
        continue;
      }
      table[i][j] = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      const bool is_swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (is_swap) table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
    }
  return table[a.size()][b.size()];
}

std::string random_word(std::mt19937& dice) {
  std::string out;
  for (auto length = dice() % 12; length > 0; --length) out += static_cast<char>('a' + dice() % 3);
  return out;
}

TEST(Distance, IsThatOfTheTextbook) {
  std::mt19937 dice(1);
  for (int trial = 0; trial < 20'000; ++trial) {
    const std::string a = random_word(dice);
    const std::string b = random_word(dice);
    for (int most = 0; most < 4; ++most) {
      const int expected = a.empty() && !b.empty() ? most + 1 : std::min(judged(a, b), most + 1);
      ASSERT_EQ(distance(a, b, most), expected) << a << " " << b << " " << most;
    }
  }
}

TEST(Distance, OfLongWordsIsEqualOrNot) {
  const std::string word(65, 'a');
  EXPECT_EQ(distance(word, word, 2), 0);
  EXPECT_EQ(distance(word, word + "a", 2), 3);
  EXPECT_EQ(distance(std::string(64, 'a'), std::string(63, 'a') + "b", 2), 1);
}

}  // namespace
}  // namespace lockgate::screen
