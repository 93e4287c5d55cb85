#include "screen/name_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "base/text.h"

namespace lockgate::screen {
namespace {

const Lexicon& lexicon() {
  static const Lexicon kLexicon = [] {
    Diagnostics diagnostics;
    Lexicon read = Lexicon::load("watch", diagnostics);
    for (const Diagnostic& diagnostic : diagnostics.list()) ADD_FAILURE() << render(diagnostic);
    return read;
  }();
  return kLexicon;
}

// `place:shenzhen core:hisilicon form:limited company`
std::string parts_of(const std::string& text) {
  std::string out;
  for (const Token& token : NameReader(lexicon()).read(text).tokens) out += (out.empty() ? "" : " ") + std::string(to_string(token.kind)) + ":" + token.texts.front().text;
  return out;
}

std::string normal(const std::string& text) { return normalize(text, lexicon().characters()).text(); }

TEST(NormalForm, IsTheSameForWhatPeopleReadAsTheSame) {
  struct Same {
    const char* written;
    const char* normal;
  };
  for (const Same& same : std::vector<Same>{{"Huawei Technologies Co., Ltd.", "huawei technologies co ltd"},
                                            {"ＨＵＡＷＥＩ", "huawei"},
                                            {"Hua\u200bwei", "huawei"},
                                            {"\u202eHuawei\u202c", "huawei"},
                                            {"Xi'an", "xian"},
                                            {"Int’l", "intl"},
                                            {"L.L.C.", "llc"},
                                            {"J.Smith", "j smith"},
                                            {"Société Générale", "societe generale"},
                                            {"A&B", "a and b"},
                                            {"Нuаwеi", "huawei"},  // Cyrillic letters among Latin ones
                                            {"Газпром", "gazprom"},
                                            {"華為技術有限公司", "华为技术有限公司"},
                                            {"寒武纪（香港）有限公司", "寒武纪 香港 有限公司"},
                                            {"Murat B\xC2\x81key", "murat bkey"},
                                            {"A\xFFZ", "a z"},
                                            {"…—!", ""}})
    EXPECT_EQ(normal(same.written), same.normal) << same.written;
}

// Random text of the letters that make trouble.
std::string random_text(std::mt19937& dice) {
  static const std::vector<std::string> kPieces = {"a", "B", " ", ".", "'", "&", "é", "ß", "海", "華", "Ж", "ا", "ก", "\u200d", "\u0301", "7", "(", "\xFF", "\xE6", "ﬁ", "한", "カ", "\U0001F600"};
  std::string out;
  for (auto length = dice() % 40; length > 0; --length) out += kPieces[dice() % kPieces.size()];
  return out;
}

TEST(NormalForm, OfANormalFormIsItself) {
  std::mt19937 dice(2);
  for (int trial = 0; trial < 3000; ++trial) {
    const std::string once = normal(random_text(dice));
    ASSERT_FALSE(invalid_utf8(once));
    EXPECT_EQ(normal(once), once);
  }
}

TEST(NormalForm, KnowsWhereEveryWordStood) {
  std::mt19937 dice(3);
  for (int trial = 0; trial < 3000; ++trial) {
    const std::string text = random_text(dice);
    std::uint32_t end = 0;
    for (const Word& word : normalize(text, lexicon().characters()).words) {
      EXPECT_LE(end, word.source.begin) << text;
      EXPECT_LT(word.source.begin, word.source.end);
      end = word.source.end;
    }
    EXPECT_LE(end, text.size());
  }
}

TEST(NormalForm, OfAVeryLongTextIsCutAndSaysSo) {
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += "a ";
  const NormalForm form = normalize(text, lexicon().characters());
  EXPECT_TRUE(form.is_cut);
  EXPECT_EQ(form.words.size(), kMostWords);
}

TEST(NameReader, TypesTheWordsOfNames) {
  struct Typed {
    const char* written;
    const char* parts;
  };
  for (const Typed& typed : std::vector<Typed>{{"Huawei Technologies Co., Ltd.", "core:huawei trade:technology form:limited company"},
                                               {"Shenzhen Kaifa Tech Co Ltd", "place:shenzhen core:kaifa trade:technology form:limited company"},
                                               {"深圳市海思半导体有限公司", "place:shenzhen core:hisilicon form:limited company"},
                                               {"中科寒武纪科技股份有限公司", "core:cambricon trade:technology form:joint stock company"},
                                               {"广州市番禺区欧赛科技有限公司", "place:guangzhou place:panyu core:欧赛 trade:technology form:limited company"},
                                               {"翁源县觉照禅书店", "place:翁源县 core:觉照禅书 form:factory form"},
                                               {"No. 13th Research Institute", "particle:of number:13 trade:research trade:institute"},
                                               {"Huwaei Technologes", "core:huwaei trade:technology"},
                                               {"SA Ahmed", "form:sa core:ahmed"},
                                               {"J. Smith", "initial:j core:smith"}})
    EXPECT_EQ(parts_of(typed.written), typed.parts) << typed.written;
}

TEST(NameReader, ReadsCharactersInEveryUsualWay) {
  const Name name = NameReader(lexicon()).read("长乐");
  std::vector<std::string> texts;
  for (const Text& text : name.tokens.front().texts) texts.push_back(text.text);
  for (const char* reading : {"changle", "zhangle", "changyue"}) EXPECT_NE(std::find(texts.begin(), texts.end(), reading), texts.end()) << reading;
}

TEST(NameReader, PointsAtTheCharactersOfEverySegment) {
  const std::string text = "深\u200b圳市海思半导体有限公司";
  const Name name = NameReader(lexicon()).read(text);
  ASSERT_EQ(name.tokens.size(), 3u);
  EXPECT_EQ(text.substr(name.places[0].begin, name.places[0].end - name.places[0].begin), "深\u200b圳市");
  EXPECT_EQ(text.substr(name.places[1].begin, name.places[1].end - name.places[1].begin), "海思半导体");
}

}  // namespace
}  // namespace lockgate::screen
