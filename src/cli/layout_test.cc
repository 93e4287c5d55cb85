#include "cli/layout.h"

#include <gtest/gtest.h>

namespace lockgate::cli {
namespace {

using Lines = std::vector<std::string>;

TEST(Layout, CountsColumns) {
  EXPECT_EQ(columns_of("abc"), 3);
  EXPECT_EQ(columns_of("推定拒绝"), 8);
  EXPECT_EQ(columns_of("e\u0301"), 1);
  EXPECT_EQ(columns_of("✓ →"), 3);
}

TEST(Layout, WrapsAtBlanks) {
  EXPECT_EQ(wrap("one two three", 8), (Lines{"one two", "three"}));
  EXPECT_EQ(wrap("one\ntwo", 8), (Lines{"one", "two"}));
  EXPECT_EQ(wrap("", 8), (Lines{""}));
}

TEST(Layout, WrapsChineseByColumns) { EXPECT_EQ(wrap("须申请许可证。", 8), (Lines{"须申请许", "可证。"})); }

TEST(Layout, BreaksAWordOnlyWhenItIsTooWide) { EXPECT_EQ(wrap("a abcdefghij", 4), (Lines{"a", "abcd", "efgh", "ij"})); }

TEST(Layout, NoLineIsTooWide) {
  const std::string text = "15 CFR 742.6(a)(6)(iii): 目的地 XC 属于 D:5 国家组; end_user.ultimate_parent; https://example.org/a/long/path";
  for (int columns = 2; columns < 60; ++columns)
    for (const std::string& line : wrap(text, columns)) EXPECT_LE(columns_of(line), columns) << line;
}

TEST(Layout, PadsByColumns) {
  EXPECT_EQ(pad("许可", 6), "许可  ");
  EXPECT_EQ(pad_left("12", 4), "  12");
  EXPECT_EQ(pad("longer", 3), "longer");
}

TEST(Layout, TakesControlCharactersOut) {
  EXPECT_EQ(printable("a\x1b[2Jb\tc\nd"), "a\uFFFD[2Jb c\nd");
  EXPECT_EQ(printable("\xff"), "\uFFFD");
}

TEST(Layout, GroupsDigits) {
  EXPECT_EQ(grouped("1234567.891"), "1,234,567.891");
  EXPECT_EQ(grouped("123"), "123");
  EXPECT_EQ(grouped("10^14.2"), "10^14.2");
}

}  // namespace
}  // namespace lockgate::cli
