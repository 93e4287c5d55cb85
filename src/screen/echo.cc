#include "screen/echo.h"

#include <algorithm>
#include <array>
#include <utility>

#include "screen/consonant.h"

namespace lockgate::screen {
namespace {

constexpr char kVowel = 'A';
constexpr std::size_t kLongest = 24;
// What it costs when a vowel, a consonant that Chinese drops or writes with a syllable of its own, or any other one stands alone, and when
// two stand for each other.
constexpr int kLostVowel = 25;
constexpr int kLostSoft = 50;
constexpr int kLost = 80;
constexpr int kNear = 40;
constexpr int kOther = 100;
constexpr int kLeast = 500;

bool is_soft(char c) { return std::string_view("NLHKS").find(c) != std::string_view::npos; }

void add(std::string& key, char sound) {
  if (key.empty() || key.back() != sound) key += sound;
}

// Consonants that are heard for each other: t and ch, k and ch, n and m, h and f, l and n.
bool is_near(char a, char b) {
  constexpr std::array<std::pair<char, char>, 6> kPairs = {{{'S', 'T'}, {'K', 'S'}, {'M', 'N'}, {'F', 'H'}, {'L', 'N'}, {'H', 'K'}}};
  return std::find(kPairs.begin(), kPairs.end(), std::minmax({a, b})) != kPairs.end();
}

int cost_of(char a, char b) {
  if (a == b) return 0;
  if (a == kVowel || b == kVowel) return kOther;
  return is_near(a, b) ? kNear : kOther;
}

int cost_alone(char c) { return c == kVowel ? kLostVowel : is_soft(c) ? kLostSoft : kLost; }

int weight_of(std::string_view key) {
  int out = 0;
  for (const char c : key) out += c == kVowel ? kLostVowel : kLost;
  return out;
}

}  // namespace

std::string echo_of_latin(std::string_view word) {
  std::string key;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const char c = word[at];
    const char next = at + 1 < word.size() ? word[at + 1] : '\0';
    const bool is_behind_vowel = !key.empty() && key.back() == kVowel;
    if (c < 'a' || c > 'z') return "";
    if (is_vowel(c) || ((c == 'w' || c == 'h') && is_behind_vowel && !is_vowel(next))) add(key, kVowel);
    else if ((c == 'c' || c == 's' || c == 'z' || c == 't') && next == 'h') add(key, c == 't' ? 'T' : 'S'), ++at;
    else if (c == 'p' && next == 'h') add(key, 'F'), ++at;
    else if (c == 'c' && (next == 'e' || next == 'i')) add(key, 'S');
    else if (c == 'x' && is_behind_vowel) add(key, 'K'), add(key, 'S');
    else add(key, class_of(c));
  }
  return key.substr(0, kLongest);
}

std::string echo_of_pinyin(const std::vector<std::string>& syllables) {
  std::string key;
  for (const std::string& syllable : syllables) {
    if (syllable.empty()) return "";
    const char c = syllable.front();
    if (!is_vowel(c)) add(key, c == 'q' || c == 'c' ? 'S' : class_of(c));
    add(key, kVowel);
    if (syllable == "er") add(key, 'L');
    if (syllable.back() == 'n' || syllable.back() == 'g') add(key, 'N');
  }
  return key.substr(0, kLongest);
}

int echo(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty() || a.size() > kLongest || b.size() > kLongest) return 0;
  std::array<int, kLongest + 1> row{};
  for (std::size_t j = 0; j < b.size(); ++j) row[j + 1] = row[j] + cost_alone(b[j]);
  for (const char c : a) {
    int diagonal = row[0];
    row[0] += cost_alone(c);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const int here = std::min({diagonal + cost_of(c, b[j]), row[j] + cost_alone(b[j]), row[j + 1] + cost_alone(c)});
      diagonal = std::exchange(row[j + 1], here);
    }
  }
  const int alike = 1000 - 1000 * row[b.size()] / std::max({weight_of(a), weight_of(b), 1});
  return alike < kLeast ? 0 : alike;
}

}  // namespace lockgate::screen
