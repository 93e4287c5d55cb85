#include "base/text.h"

#include <gtest/gtest.h>

#include <random>

namespace lockgate {
namespace {

std::string near(std::string_view word) {
  static const std::vector<std::string> known = {"destination",         "date", "tpp", "die_area_mm2",
                                                 "dram_bandwidth_gbps", "id"};
  return nearest(word, known).value_or("none");
}

// Bytes that are often, but not always, UTF-8, with marks, punctuation and several scripts.
std::string random_text(std::mt19937_64& random) {
  static const std::vector<std::string> pieces = {
      "a", "B",      "ß", "é", "e", "\u0301", "\u0323", "华",       "Ｋ", "ﬁ",      "Σ", " ",      "\t", "-", ".", "'",
      "ك", "\u200d", "K", "İ", "1", "²",      "\xff",   "\xe4\xb8", "क",  "\u094d", "…", "\u00a0", "©",  "&", "´", "ﷺ"};
  std::string text;
  for (std::size_t i = random() % 12; i > 0; --i) text += pieces[random() % pieces.size()];
  return text;
}

TEST(Text, FindsTheFirstInvalidByte) {
  EXPECT_EQ(invalid_utf8(""), std::nullopt);
  EXPECT_EQ(invalid_utf8("华为 ﬁ 😀"), std::nullopt);
  EXPECT_EQ(invalid_utf8("ab\xff"), 2U);
  EXPECT_EQ(invalid_utf8("a\xc0\x80"), 1U);         // overlong
  EXPECT_EQ(invalid_utf8("a\xed\xa0\x80"), 1U);     // surrogate
  EXPECT_EQ(invalid_utf8("华\xe4\xb8"), 3U);        // cut short
  EXPECT_EQ(invalid_utf8("\xf4\x90\x80\x80"), 0U);  // above U+10FFFF
}

TEST(Text, FoldsForComparison) {
  EXPECT_EQ(fold("NVIDIA Corporation"), "nvidia corporation");
  EXPECT_EQ(fold("  Example\t Cloud  Co., Ltd. "), "example cloud co ltd");
  EXPECT_EQ(fold("ＮＶＩＤＩＡ　（上海）"), "nvidia 上海");
  EXPECT_EQ(fold("Straße"), fold("STRASSE"));
  EXPECT_EQ(fold("e\u0301cole"), fold("École"));
  EXPECT_EQ(fold("ﬁber"), "fiber");
  EXPECT_EQ(fold("A - B"), "a b");
  EXPECT_EQ(fold("हिन्दी"), "हिन्दी");  // vowel signs stay
  EXPECT_EQ(fold("...!?"), "");
  EXPECT_EQ(fold(""), "");
}

TEST(Text, FoldingTwiceChangesNothing) {
  std::mt19937_64 random{7};
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = random_text(random);
    const std::string once = fold(text);
    ASSERT_EQ(fold(once), once) << text;
    ASSERT_EQ(invalid_utf8(once), std::nullopt);
    ASSERT_EQ(fold_code(fold_code(text)), fold_code(text)) << text;
  }
}

TEST(Text, FoldsCodes) {
  EXPECT_EQ(fold_code("8473.30"), "847330");
  EXPECT_EQ(fold_code(" 8471 80-10 "), "84718010");
  EXPECT_EQ(fold_code("９９03.79.01"), "99037901");
  EXPECT_EQ(fold_code("ab-12"), "AB12");
  EXPECT_EQ(fold_code(""), "");
}

// U+00AD vanishes in folding; without it the bytes around it would be a letter.
TEST(Text, BrokenBytesStayBroken) {
  EXPECT_EQ(fold("\xef\xbf\xc2\xad\x8e"), "\uFFFD\uFFFD");
  EXPECT_EQ(fold_code("\xef\xbf\xc2\xad\x8e"), "");
}

TEST(Text, FindsTheNearestWord) {
  EXPECT_EQ(near("destnation"), "destination");
  EXPECT_EQ(near("dsetination"), "destination");
  EXPECT_EQ(near("Destination"), "destination");
  EXPECT_EQ(near("TPP"), "tpp");
  EXPECT_EQ(near("tp"), "tpp");
  EXPECT_EQ(near("die_area_mm"), "die_area_mm2");
  EXPECT_EQ(near("dram-bandwidth-gbs"), "dram_bandwidth_gbps");
  EXPECT_EQ(near("di"), "id");
  EXPECT_EQ(near("quantity"), "none");
  EXPECT_EQ(near("x"), "none");
  EXPECT_EQ(near(""), "none");
  EXPECT_EQ(nearest("bat", {"cat", "hat"}), "cat");  // the first of equals
  EXPECT_EQ(nearest("华为技术", {"华为技木"}), "华为技木");
}

TEST(Text, TrimsAndSplits) {
  EXPECT_EQ(trim(" \t a b \r\n"), "a b");
  EXPECT_EQ(trim(" \n"), "");
  EXPECT_EQ(split("a; b ;;", ';'), (std::vector<std::string_view>{"a", "b", "", ""}));
  EXPECT_EQ(split("", ';'), (std::vector<std::string_view>{""}));
}

TEST(Text, ShortensForMessages) {
  EXPECT_EQ(excerpt("short"), "short");
  EXPECT_EQ(excerpt(std::string(60, 'x')), std::string(60, 'x'));
  EXPECT_EQ(excerpt(std::string(61, 'x')), std::string(60, 'x') + "…");
  std::string many;
  for (int i = 0; i < 100; ++i) many += "华";
  EXPECT_EQ(invalid_utf8(excerpt(many)), std::nullopt);
}

TEST(Place, CodesReadBack) {
  for (std::uint16_t code = 0; code < kPlaceCodes; ++code) EXPECT_EQ(place_code(place_text(code)), code);
  EXPECT_EQ(place_code("AA"), 0);
  EXPECT_EQ(place_code("ZZ"), 675);
  for (const char* text : {"", "U", "us", "USA", "U1", "华"}) EXPECT_FALSE(place_code(text)) << text;
}

TEST(Place, KnowsTheAssignedCodes) {
  for (const char* text : {"US", "CN", "HK", "MO", "TW", "NL", "SS", "XK", "QM", "AA", "ZZ"})
    EXPECT_TRUE(is_known_place(*place_code(text))) << text;
  for (const char* text : {"UK", "EU", "SU", "YU", "AN",
                           "QA"
                           "x",
                           "AB", "AC", "ZX"})
    if (const auto code = place_code(text)) EXPECT_FALSE(is_known_place(*code)) << text;
  int known = 0;
  for (std::uint16_t code = 0; code < kPlaceCodes; ++code) known += is_known_place(code);
  EXPECT_EQ(known, 249 + 1 + 14 + 26 + 1);  // ISO 3166-1's own, and AA, QM..QZ, XA..XZ, ZZ
}

}  // namespace
}  // namespace lockgate
