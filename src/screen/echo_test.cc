#include <gtest/gtest.h>

#include "screen/echo.h"

namespace lockgate::screen {
namespace {

int echoed(std::string_view word, const std::vector<std::string>& syllables) { return echo(echo_of_latin(word), echo_of_pinyin(syllables)); }

TEST(Echo, OfANameAfterItsSoundIsFull) {
  EXPECT_EQ(echoed("ausay", {"ou", "sai"}), 1000);
  EXPECT_EQ(echoed("coyuan", {"ke", "yuan"}), 1000);
  EXPECT_EQ(echo_of_latin("tech"), "TAS");
  EXPECT_EQ(echo_of_pinyin({"wei", "er", "si"}), "FALSA");
}

TEST(Echo, OfANameThatRemindsOfItIsMoreThanHalf) {
  for (const auto& [word, syllables] : {std::pair<std::string, std::vector<std::string>>{"welltech", {"wei", "er", "si", "tai"}}, {"horsway", {"hong", "xin", "wei"}}, {"unimatic", {"you", "man", "te"}}}) {
    EXPECT_GE(echoed(word, syllables), 500) << word;
    EXPECT_LT(echoed(word, syllables), 1000) << word;
  }
}

TEST(Echo, OfAnotherNameIsNone) {
  EXPECT_EQ(echoed("finder", {"chao", "da"}), 0);
  EXPECT_EQ(echoed("petrobras", {"hua", "wei"}), 0);
  EXPECT_EQ(echoed("华为", {"hua", "wei"}), 0);
  EXPECT_EQ(echoed("huawei", {"hua", ""}), 0);
}

// From either side, and no more than the whole.
TEST(Echo, IsTheSameBothWays) {
  const std::vector<std::string> keys = {"A", "TAS", "FALSA", "HANSANFA", "ATLANTAKASAMANAFALATA", ""};
  for (const std::string& a : keys)
    for (const std::string& b : keys) {
      EXPECT_EQ(echo(a, b), echo(b, a)) << a << ' ' << b;
      EXPECT_LE(echo(a, b), 1000);
    }
}

}  // namespace
}  // namespace lockgate::screen
