#include "screen/screener.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "base/text.h"

namespace lockgate::screen {
namespace {

using trade::ListedParty;
using trade::NameRole;

std::shared_ptr<const Lexicon> lexicon() {
  static const auto kLexicon = [] {
    Diagnostics diagnostics;
    return std::make_shared<const Lexicon>(Lexicon::load("watch", diagnostics));
  }();
  return kLexicon;
}

// The names of the excerpt that is shipped: the fourth cell of a row, without quotation marks or commas inside.
const std::vector<std::string>& listed_names() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> out = {"海思半导体有限公司", "中芯国际集成电路制造有限公司", "Zhong Ke Han Wu Ji", "J. D. K. Smith", "Beijing University of Technology"};
    std::ifstream file("watch/lists/us-excerpt.csv");
    for (std::string line; std::getline(file, line);)
      if (line.find('"') == std::string::npos) out.emplace_back(split(line, ',')[3]);
    return out;
  }();
  return kNames;
}

std::vector<ListedParty> parties_of(const std::vector<std::string>& names) {
  std::vector<ListedParty> out;
  for (const std::string& name : names) {
    ListedParty party;
    party.id = std::to_string(out.size());
    party.names.push_back({name, NameRole::Primary});
    out.push_back(std::move(party));
  }
  return out;
}

// What happens to names on their way: letters lost, doubled, swapped; words lost, joined, turned round, added from other names.
std::string damaged(std::string name, const std::vector<std::string>& others, std::mt19937& dice) {
  for (auto times = dice() % 4; times > 0 && name.size() > 2; --times) {
    const std::size_t at = dice() % (name.size() - 1);
    switch (dice() % 8) {
      case 0: name.erase(at, 1); break;
      case 1: name.insert(at, 1, name[at]); break;
      case 2: std::swap(name[at], name[at + 1]); break;
      case 3: name[at] = static_cast<char>('a' + dice() % 26); break;
      case 4: if (const auto blank = name.find(' ', at); blank != std::string::npos) name.erase(blank, 1); break;
      case 5: if (const auto blank = name.find(' ', at); blank != std::string::npos) name = name.substr(blank + 1) + " " + name.substr(0, blank); break;
      case 6: std::erase_if(name, [](char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }); break;
      default: name += " " + others[dice() % others.size()].substr(0, 12); break;
    }
  }
  return name;
}

bool same(const std::vector<Hit>& a, const std::vector<Hit>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Hit& x, const Hit& y) { return x.party == y.party && x.name == y.name && x.score == y.score; });
}

TEST(Screener, LosesNothingAgainstComparingWithEveryName) {
  std::mt19937 dice(4);
  for (const int floor : {550, 770, 900}) {
    const Screener screener(lexicon(), parties_of(listed_names()), {770, floor});
    for (int trial = 0; trial < 500; ++trial) {
      const std::string text = damaged(listed_names()[dice() % listed_names().size()], listed_names(), dice);
      const Name query = screener.read(text);
      ASSERT_TRUE(same(screener.screen(query), screener.screen_all(query))) << text << " at " << floor;
    }
  }
}

// Names made of the words that make trouble: initials, short words, numbers, words that join, the same word many times.
TEST(Screener, LosesNothingOfNamesMadeToBeLost) {
  const std::vector<std::string> words = {"a", "b", "j", "ab", "abc", "abd", "abcd", "abdc", "abcde", "abcdef", "abcdfe", "xabcdef", "abcabd", "12", "13th", "co", "ltd", "beijing", "tech", "technology", "and", "hi", "silicon", "hisilicon", "海思", "北京", "abcdefghijkl", "abcdefghijlk", "zhong", "ke", "zhongke", "中科", "unitech", "尤尼泰克", "arcos", "阿尔科斯", "adidas", "阿迪达斯", "drgnfly", "dragonfly", "lmtd", "lirnited", "joint", "stock", "cornpany", "changzha", "changsha", "曾國衛", "kwok", "wai", "tsang", "guowei", "zeng", "廣發", "kwong", "fat"};
  std::mt19937 dice(5);
  const auto random_name = [&] {
    std::string out;
    for (auto count = 1 + dice() % 5; count > 0; --count) out += (out.empty() ? "" : " ") + words[dice() % words.size()];
    return out;
  };
  std::vector<std::string> names;
  for (int i = 0; i < 400; ++i) names.push_back(random_name());
  for (const int floor : {501, 600, 800}) {
    const Screener screener(lexicon(), parties_of(names), {800, floor});
    for (int trial = 0; trial < 600; ++trial) {
      const std::string text = random_name();
      const Name query = screener.read(text);
      ASSERT_TRUE(same(screener.screen(query), screener.screen_all(query))) << text << " at " << floor;
    }
  }
}

// Long names, of which a search sees only a part at first, and pieces of them.
TEST(Screener, LosesNothingOfLongNames) {
  std::mt19937 dice(8);
  std::vector<std::string> words = {"j", "a", "k"};
  for (const std::string& name : listed_names())
    for (const std::string_view word : split(name, ' ')) words.emplace_back(word);
  const auto random_name = [&] {
    std::string out;
    for (auto count = 3 + dice() % 16; count > 0; --count) out += (out.empty() ? "" : " ") + words[dice() % words.size()];
    return out;
  };
  std::vector<std::string> names;
  for (int i = 0; i < 300; ++i) names.push_back(random_name());
  for (const int floor : {550, 770}) {
    const Screener screener(lexicon(), parties_of(names), {800, floor});
    for (int trial = 0; trial < 300; ++trial) {
      const std::string text = dice() % 8 == 0 ? random_name() : damaged(names[dice() % names.size()], names, dice);
      const Name query = screener.read(text);
      ASSERT_TRUE(same(screener.screen(query), screener.screen_all(query))) << text << " at " << floor;
    }
  }
}

// Of initials alone any may be the one that is met as it is.
TEST(Screener, LosesNothingOfInitialsAlone) {
  const std::vector<std::pair<const char*, const char*>> pairs = {{"j beijing", "b j"}, {"beijing j", "j b"}, {"j b", "j beijing"}, {"b j", "j beijing"}};
  for (const auto& [asked, listed] : pairs) {
    const Screener screener(lexicon(), parties_of({listed}), {800, 800});
    const Name query = screener.read(asked);
    EXPECT_FALSE(screener.screen_all(query).empty()) << asked << " and " << listed;
    EXPECT_TRUE(same(screener.screen(query), screener.screen_all(query))) << asked << " and " << listed;
  }
}

// What is damaged in a common word, or written after its sound, still finds the firm; what is only near a place keeps its brand.
TEST(Screener, FindsFirmsThroughDamagedCommonWords) {
  const Screener screener(lexicon(), parties_of({"Joint Stock Company Dux", "Piraclinos Limited", "Dalian Unitech Trading Co., Ltd.", "Tanyuan Technology Co., Ltd.", "Changsha NetForward Electronic Technology Co. Ltd.", "Soyuz"}), {});
  const auto best = [&](const std::string& text) {
    const std::vector<Hit> hits = screener.screen(screener.read(text));
    return hits.empty() ? std::string() : screener.listed_name(hits.front()).text;
  };
  EXPECT_EQ(best("Joint Stock Cornpany Dux"), "Joint Stock Company Dux");
  EXPECT_EQ(best("Prclns Lmtd"), "Piraclinos Limited");
  EXPECT_EQ(best("大连尤尼泰克贸易有限公司"), "Dalian Unitech Trading Co., Ltd.");
  EXPECT_EQ(best("碳元科技"), "Tanyuan Technology Co., Ltd.");
  EXPECT_EQ(best("Changzha NetForward Electronic Technology"), "Changsha NetForward Electronic Technology Co. Ltd.");
  EXPECT_EQ(best("Joint Limited"), "");
  EXPECT_EQ(best("Soyuz"), "Soyuz");
}

TEST(Screener, FindsEveryNameByItself) {
  const Screener screener(lexicon(), parties_of(listed_names()), {});
  for (const std::string& name : listed_names()) {
    const std::vector<Hit> hits = screener.screen(screener.read(name));
    ASSERT_FALSE(hits.empty()) << name;
    EXPECT_EQ(hits.front().score, 1000) << name;
  }
}

// A blank inside a word, a misspelt word inside a long phrase, and an end that falls inside a phrase.
TEST(Screener, FindsNamesOfCommonWordsThatAreDamaged) {
  const Screener screener(lexicon(), parties_of({"China Railway Construction Corporation Limited", "China Aerospace Science and Industry Corporation Limited", "S M A"}), {});
  const auto best = [&](const std::string& text) {
    const std::vector<Hit> hits = screener.screen(screener.read(text));
    return hits.empty() ? std::string() : screener.listed_name(hits.front()).text;
  };
  EXPECT_EQ(best("China Railway Construction Corporation Lim ited"), "China Railway Construction Corporation Limited");
  EXPECT_EQ(best("China Aerospace Science and lndustry Corporation Limited"), "China Aerospace Science and Industry Corporation Limited");
  EXPECT_EQ(best("China Aerospace Scie"), "China Aerospace Science and Industry Corporation Limited");
  EXPECT_EQ(best("M/S"), "");
}

// A name copied out of a list with what a spreadsheet left behind it.
TEST(Screener, FindsNamesWithDamageBehindThem) {
  const Screener screener(lexicon(), parties_of({"Lavantia Ltd", "Hangxing Electronics (Lianyungang) Co., Ltd."}), {});
  for (const char* text : {"LAVANTIA LTD+B843:B853", "Hangxing Electronics (Lianyungang) Co., Ltd.ÿ"}) {
    const std::vector<Hit> hits = screener.screen(screener.read(text));
    ASSERT_FALSE(hits.empty()) << text;
    EXPECT_EQ(hits.front().score, 1000) << text;
  }
}

TEST(Screener, AccountsForEveryPoint) {
  const Screener screener(lexicon(), parties_of(listed_names()), {770, 501});
  std::mt19937 dice(6);
  for (int trial = 0; trial < 500; ++trial) {
    const Name query = screener.read(damaged(listed_names()[dice() % listed_names().size()], listed_names(), dice));
    for (const Hit& hit : screener.screen(query)) {
      int sum = 0;
      for (const Evidence& line : hit.evidence) sum += line.points;
      EXPECT_EQ(sum, hit.score) << query.input;
    }
  }
}

TEST(Screener, NeverAlertsOnPlacesTradeWordsAndFormsInCommon) {
  const Screener screener(lexicon(), parties_of({"Shenzhen Xunlian Technology Co., Ltd.", "Beijing Electronics Trading Company", "北京电子科技有限公司"}), {501, 501});
  for (const char* text : {"深圳市科技有限公司", "Shenzhen Technology Co., Ltd.", "Shenzhen Kaifa Technology Co., Ltd.", "Beijing Electronics", "Beijing Trading Company"})
    EXPECT_TRUE(screener.screen(screener.read(text)).empty()) << text;
  EXPECT_FALSE(screener.screen(screener.read("Beijing Electronics Trading Co")).empty()) << "the whole of a name without a brand is its brand";
}

TEST(Screener, BridgesScriptsAndSpellings) {
  struct Bridge {
    const char* asked;
    const char* listed;
  };
  const std::vector<Bridge> bridges = {{"深圳市海思半导体有限公司", "HiSilicon Technologies Co., Ltd."},
                                       {"Hi Silicon Tech Co", "HiSilicon Technologies Co., Ltd."},
                                       {"HISILICON", "HiSilicon Technologies Co., Ltd."},
                                       {"上海復旦微電子集團股份有限公司", "Shanghai Fudan Microelectronics Group Co., Ltd."},
                                       {"GUANGZHOU HAIGE COMM GRP", "Guangzhou Haige Communication Group Co., Ltd."},
                                       {"HAIGE GUANGZHOU COMMUNICATIONS", "Guangzhou Haige Communication Group Co., Ltd."},
                                       {"株式会社トヨタ自動車", "トヨタ自動車"},
                                       {"주식회사 삼성전자", "삼성전자"},
                                       {"阿里巴巴集团控股有限公司", "阿里巴巴集团控股"},
                                       {"ZHU Hailun", "朱海仑"},
                                       {"Huwaei Technologes", "Huawei Technologies Co., Ltd."}};
  for (const Bridge& bridge : bridges) {
    const Screener screener(lexicon(), parties_of({bridge.listed}), {});
    EXPECT_FALSE(screener.screen(screener.read(bridge.asked)).empty()) << bridge.asked << " and " << bridge.listed;
  }
  const Screener other(lexicon(), parties_of({"주식회사 현대자동차"}), {});
  EXPECT_TRUE(other.screen(other.read("주식회사 삼성전자")).empty());
}

// Hong Kong spells what it hears in Cantonese, and English puts the family name last.
TEST(Screener, FindsHongKongNamesAcrossScripts) {
  const Screener latin(lexicon(), parties_of({"Ping-keung Tang", "Guowei ZENG", "Kwok-wai Tsang", "Ka Chiu Lee", "TAM Yiu Chung", "Kwong Fat Trading Limited", "Wing Lung Electronics (H.K.) Co., Ltd."}), {});
  const Screener han(lexicon(), parties_of({"鄧炳強", "曾國衛", "廣發貿易有限公司"}), {});
  const auto best = [](const Screener& screener, const std::string& text) {
    const std::vector<Hit> hits = screener.screen(screener.read(text));
    return hits.empty() ? std::string() : screener.listed_name(hits.front()).text;
  };
  EXPECT_EQ(best(latin, "鄧炳強"), "Ping-keung Tang");
  EXPECT_EQ(best(latin, "邓炳强"), "Ping-keung Tang");
  EXPECT_EQ(best(latin, "曾國衛"), "Guowei ZENG");
  EXPECT_EQ(best(latin, "李家超"), "Ka Chiu Lee");
  EXPECT_EQ(best(latin, "譚耀宗"), "TAM Yiu Chung");
  EXPECT_EQ(best(latin, "廣發貿易有限公司"), "Kwong Fat Trading Limited");
  EXPECT_EQ(best(latin, "永隆電子(香港)有限公司"), "Wing Lung Electronics (H.K.) Co., Ltd.");
  EXPECT_EQ(best(han, "Tang Ping Keung"), "鄧炳強");
  EXPECT_EQ(best(han, "Kwok-wai Tsang"), "曾國衛");
  EXPECT_EQ(best(han, "Zeng Guowei"), "曾國衛");
  EXPECT_EQ(best(han, "Kwong Fat Trading Ltd"), "廣發貿易有限公司");
  // The same sound in Cantonese alone makes no other characters the same.
  EXPECT_EQ(best(han, "曾國惠"), "");
  EXPECT_EQ(best(latin, "陳家超"), "");
}

// Where the English name is another than the Chinese one, what comes nearest is shown in order, and alerts nobody.
TEST(Screener, ShowsWhatComesNearestToANameInCharacters) {
  const Screener screener(lexicon(), parties_of({"Petrobras S.A.", "Ausay, Ahmad", "Shanghai Welltech Electronic Trading Co., Ltd.", "Guangzhou Ausay Technology Co., Ltd.", "Saw San Aung"}), {770, 550});
  const auto first = [&](const char* text) {
    const Name name = screener.read(text);
    EXPECT_TRUE(screener.screen(name).empty()) << text;
    const std::vector<Hit> hits = screener.screen(name, 3);
    EXPECT_LE(hits.size(), 3u);
    for (const Hit& hit : hits) {
      int points = 0;
      for (const Evidence& line : hit.evidence) points += line.points;
      EXPECT_EQ(points, hit.score);
      EXPECT_FALSE(hit.is_alert);
      EXPECT_LT(hit.score, kWithoutBrand);
    }
    return hits.empty() ? std::string() : screener.listed_name(hits.front()).text;
  };
  EXPECT_EQ(first("广州欧赛科技有限公司"), "Guangzhou Ausay Technology Co., Ltd.");
  EXPECT_EQ(first("上海威洱斯泰电子贸易有限公司"), "Shanghai Welltech Electronic Trading Co., Ltd.");
  EXPECT_EQ(first("索桑昂"), "Saw San Aung");
  EXPECT_TRUE(screener.screen(screener.read("Nobody Whatever"), 3).empty());
}

TEST(Screener, TakesWeakAliasesOnlyAsTheyAre) {
  ListedParty party = parties_of({"Banco Nacional"}).front();
  party.names.push_back({"Bancuba", NameRole::Weak});
  const Screener screener(lexicon(), {party}, {});
  EXPECT_FALSE(screener.screen(screener.read("BANCUBA")).empty());
  EXPECT_TRUE(screener.screen(screener.read("Bancubba")).empty());
}

TEST(Screener, AnswersTheSameFromEveryThread) {
  const Screener screener(lexicon(), parties_of(listed_names()), {});
  std::vector<std::vector<Hit>> answers(4);
  std::vector<std::thread> threads;
  for (auto& answer : answers)
    threads.emplace_back([&] {
      for (const std::string& name : listed_names())
        for (Hit& hit : screener.screen(screener.read(name))) answer.push_back(std::move(hit));
    });
  for (std::thread& thread : threads) thread.join();
  for (const auto& answer : answers) EXPECT_TRUE(same(answer, answers.front()));
}

}  // namespace
}  // namespace lockgate::screen
