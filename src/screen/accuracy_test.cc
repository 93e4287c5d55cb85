// What becomes of names on their way, one kind of damage at a time, and how many are still found; and names that are nobody's, put together
// from listed ones. The floors lie a little below what was reached when they were written: they only go up.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "base/text.h"
#include "screen/screener.h"

namespace lockgate::screen {
namespace {

using Dice = std::mt19937;
using Damage = std::function<std::string(std::vector<std::string>, Dice&)>;

std::vector<std::string> names_of_the_excerpt() {
  std::vector<std::string> out;
  std::ifstream file("watch/lists/us-excerpt.csv");
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line))
    if (line.find('"') == std::string::npos) out.emplace_back(split(line, ',')[3]);
  return out;
}

std::vector<std::string> words_of(const std::string& name) {
  std::vector<std::string> out;
  for (const std::string_view word : split(name, ' '))
    if (!word.empty()) out.emplace_back(word);
  return out;
}

std::string text_of(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string& longest(std::vector<std::string>& words) {
  return *std::max_element(words.begin(), words.end(), [](const std::string& a, const std::string& b) { return a.size() < b.size(); });
}

std::string wrong_letter(std::vector<std::string> words, Dice& dice) {
  std::string& word = longest(words);
  word[1 + dice() % (word.size() - 1)] = static_cast<char>('a' + dice() % 26);
  return text_of(words);
}

std::string swapped_letters(std::vector<std::string> words, Dice& dice) {
  std::string& word = longest(words);
  const std::size_t at = dice() % (word.size() - 1);
  std::swap(word[at], word[at + 1]);
  return text_of(words);
}

std::string without_vowels(std::vector<std::string> words, Dice& /*dice*/) {
  for (std::string& word : words)
    if (word.size() > 3) word.erase(std::remove_if(word.begin() + 1, word.end(), [](char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }), word.end());
  return text_of(words);
}

std::string turned_round(std::vector<std::string> words, Dice& /*dice*/) {
  std::reverse(words.begin(), words.end());
  return text_of(words);
}

std::string with_an_initial(std::vector<std::string> words, Dice& /*dice*/) {
  words.front() = words.front().substr(0, 1) + ".";
  return text_of(words);
}

std::string cut_short(std::vector<std::string> words, Dice& dice) {
  const std::string name = text_of(words);
  return name.substr(0, name.size() - 1 - dice() % 3);
}

std::string as_scanned(std::vector<std::string> words, Dice& /*dice*/) {
  for (std::string& word : words)
    for (char& c : word) c = c == 'l' ? '1' : c == 'o' && word.size() > 3 ? '0' : c;
  return text_of(words);
}

double found(const Screener& screener, const std::vector<std::string>& names, const Damage& damage) {
  Dice dice(7);
  std::size_t asked = 0;
  std::size_t hit = 0;
  for (std::size_t n = 0; n < names.size(); ++n) {
    std::vector<std::string> words = words_of(names[n]);
    if (words.size() < 2 || longest(words).size() < 4) continue;
    ++asked;
    const std::vector<Hit> hits = screener.screen(screener.read(damage(std::move(words), dice)));
    hit += std::any_of(hits.begin(), hits.end(), [&](const Hit& one) { return one.is_alert && names[one.party] == names[n]; }) ? 1 : 0;
  }
  return static_cast<double>(hit) / static_cast<double>(asked);
}

class Accuracy : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    Diagnostics diagnostics;
    names_ = new std::vector<std::string>(names_of_the_excerpt());
    std::vector<trade::ListedParty> parties;
    for (const std::string& name : *names_) {
      parties.emplace_back();
      parties.back().names.push_back({name, trade::NameRole::Primary});
    }
    screener_ = new Screener(std::make_shared<const Lexicon>(Lexicon::load("watch", diagnostics)), std::move(parties), {});
  }
  static void TearDownTestSuite() {
    delete screener_;
    delete names_;
  }
  static const std::vector<std::string>* names_;
  static const Screener* screener_;
};

const std::vector<std::string>* Accuracy::names_ = nullptr;
const Screener* Accuracy::screener_ = nullptr;

TEST_F(Accuracy, OfDamagedNamesDoesNotDrop) {
  struct Floor {
    const char* damage;
    Damage make;
    double least;
  };
  const std::vector<Floor> floors = {{"wrong letter", wrong_letter, 0.94},   {"swapped letters", swapped_letters, 0.95}, {"without vowels", without_vowels, 0.65},
                                     {"turned round", turned_round, 0.95},   {"an initial", with_an_initial, 0.82},      {"cut short", cut_short, 0.86},
                                     {"as scanned", as_scanned, 0.75}};
  for (const Floor& floor : floors) {
    const double reached = found(*screener_, *names_, floor.make);
    EXPECT_GE(reached, floor.least) << floor.damage;
  }
}

// The last word of one name replaced by the first of another; the first word of one and the last of another.
TEST_F(Accuracy, OfOtherNamesDoesNotDrop) {
  Dice dice(8);
  std::size_t asked = 0;
  std::size_t alerts = 0;
  for (const std::string& name : *names_) {
    std::vector<std::string> words = words_of(name);
    const std::vector<std::string> other = words_of((*names_)[dice() % names_->size()]);
    if (words.size() < 2 || other.size() < 2 || other.front() == words.front()) continue;
    const std::string last = words.back();
    words.back() = other.front();
    for (const std::string& text : {text_of(words), words.front() + " " + other.back()}) {
      if (text == words.front() + " " + last) continue;
      ++asked;
      alerts += screener_->screen(screener_->read(text)).empty() ? 0 : 1;
    }
  }
  const double rate = static_cast<double>(alerts) / static_cast<double>(asked);
  EXPECT_LE(rate, 0.13);
}

}  // namespace
}  // namespace lockgate::screen
