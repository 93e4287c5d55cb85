#include "screen/sound.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace lockgate::screen {
namespace {

bool sounds_alike(const std::string& latin, const std::vector<std::string>& syllables) {
  const std::vector<std::string> keys = sounds_of_latin(latin);
  return std::find(keys.begin(), keys.end(), sound_of_pinyin(syllables)) != keys.end();
}

// Firms whose Chinese names are written after the sound: Siemens 西门子, Adidas 阿迪达斯, Cadillac 凯迪拉克, Unitech 尤尼泰克.
TEST(Sound, OfForeignWordsIsKept) {
  EXPECT_TRUE(sounds_alike("adidas", {"a", "di", "da", "si"}));
  EXPECT_TRUE(sounds_alike("cadillac", {"kai", "di", "la", "ke"}));
  EXPECT_TRUE(sounds_alike("unitech", {"you", "ni", "tai", "ke"}));
  EXPECT_TRUE(sounds_alike("arcos", {"a", "er", "ke", "si"}));
}

// Durex 杜蕾斯, Feuerbach 费尔巴哈, Hamburger 汉堡 with its end.
TEST(Sound, OfLettersHeardInTwoWaysIsKept) {
  EXPECT_TRUE(sounds_alike("durex", {"du", "lei", "si"}));
  EXPECT_TRUE(sounds_alike("feuerbach", {"fei", "er", "ba", "ha"}));
  EXPECT_TRUE(sounds_alike("hambur", {"han", "bao", "er"}));
}

TEST(Sound, OfOtherWordsIsAnother) {
  EXPECT_FALSE(sounds_alike("siemens", {"a", "di", "da", "si"}));
  EXPECT_FALSE(sounds_alike("unitech", {"you", "man", "te"}));
}

TEST(Sound, OfShortWordsTellsNothing) {
  EXPECT_TRUE(sounds_of_latin("oree").empty());
  EXPECT_EQ(sound_of_pinyin({"ou", "sai"}), "");
  EXPECT_TRUE(sounds_of_latin("4paradigm").empty());
}

}  // namespace
}  // namespace lockgate::screen
