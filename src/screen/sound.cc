#include "screen/sound.h"

#include <algorithm>

#include "screen/consonant.h"

namespace lockgate::screen {
namespace {

// Shorter keys are shared by too many words.
constexpr std::size_t kShortest = 3;

void add(std::string& key, char sound) {
  if (sound != '\0' && (key.empty() || key.back() != sound)) key += sound;
}

// Where a letter may be heard in two ways.
struct Ear {
  bool is_soft = false;     // `g` in Gina, and `ch` in Chanel: Chinese writes both after either sound
  bool is_harsh = false;    // `ch` in Bach (巴赫)
  bool is_nasal = false;    // `m` before a consonant or at the end, where Chinese syllables have n (Hamburg, 汉堡)
  bool is_mute = false;     // `r` there (Ford, 福特)
  bool is_hissing = false;  // `x` in Durex (杜蕾斯)
};

bool is_closed(std::string_view word, std::size_t at) { return at + 1 == word.size() || (!is_vowel(word[at + 1]) && word[at + 1] != word[at]); }

// In how many ways: each of an ear's bits that may change what is heard.
constexpr unsigned kSoft = 1, kHarsh = 2, kNasal = 4, kMute = 8, kHissing = 16, kAll = 31;

unsigned ears_of(std::string_view word) {
  unsigned out = 0;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const char next = at + 1 < word.size() ? word[at + 1] : '\0';
    if (word[at] == 'g' && (next == 'e' || next == 'i')) out |= kSoft;
    if (word[at] == 'c' && next == 'h') out |= kSoft | (at > 0 ? kHarsh : 0);
    if (word[at] == 'm' && at > 0 && is_closed(word, at)) out |= kNasal;
    if (word[at] == 'r' && at > 0 && is_closed(word, at)) out |= kMute;
    if (word[at] == 'x' && at > 0) out |= kHissing;
  }
  return out;
}

std::string key_of(std::string_view word, const Ear& ear) {
  std::string key;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const char c = word[at];
    const char next = at + 1 < word.size() ? word[at + 1] : '\0';
    if (is_vowel(c)) {
      if (at == 0) key += 'A';
    } else if ((c == 'c' || c == 's' || c == 'z') && next == 'h') {
      add(key, c != 'c' ? 'S' : ear.is_harsh && at > 0 ? 'H' : ear.is_soft ? 'S' : 'K'), ++at;
    } else if (c == 'p' && next == 'h') {
      add(key, 'F'), ++at;
    } else if (c == 'c') {
      add(key, next == 'e' || next == 'i' || next == 'y' ? 'S' : 'K');
    } else if (c == 'g') {
      add(key, ear.is_soft && (next == 'e' || next == 'i') ? 'S' : 'K');
    } else if (c == 'x' && at > 0) {
      if (!ear.is_hissing) add(key, 'K');
      add(key, 'S');
    } else if (c == 'm' && ear.is_nasal && at > 0 && is_closed(word, at)) {
      add(key, 'N');
    } else if (c == 'r' && ear.is_mute && at > 0 && is_closed(word, at)) {
      continue;
    } else if (c != 'h' || at == 0) {
      add(key, class_of(c));
    }
  }
  return key;
}

// What a syllable begins and ends with.
void add_syllable(std::string& key, const std::string& syllable, bool is_first) {
  if (syllable == "er") return add(key, 'L');
  const char c = syllable.front();
  const bool is_open = is_vowel(c);
  if (is_open && is_first) key += 'A';
  const bool is_hissing = c == 'c' || c == 'q' || c == 'z' || c == 's' || c == 'x' || c == 'j';
  if (!is_open) add(key, is_hissing ? 'S' : class_of(c));
  if (syllable.back() == 'n' || syllable.back() == 'g') add(key, 'N');
}

}  // namespace

std::vector<std::string> sounds_of_latin(std::string_view word) {
  const bool is_letters = std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  std::vector<std::string> out;
  const unsigned heard = is_letters ? ears_of(word) : 0;
  for (unsigned ear = 0; is_letters && ear <= kAll; ++ear) {
    if ((ear & ~heard) != 0) continue;
    std::string key = key_of(word, {(ear & kSoft) != 0, (ear & kHarsh) != 0, (ear & kNasal) != 0, (ear & kMute) != 0, (ear & kHissing) != 0});
    if (key.size() >= kShortest && std::find(out.begin(), out.end(), key) == out.end()) out.push_back(std::move(key));
  }
  return out;
}

std::string sound_of_pinyin(const std::vector<std::string>& syllables) {
  std::string key;
  for (std::size_t i = 0; i < syllables.size(); ++i) {
    if (syllables[i].empty()) return "";
    add_syllable(key, syllables[i], i == 0);
  }
  return key.size() >= kShortest ? key : "";
}

}  // namespace lockgate::screen
