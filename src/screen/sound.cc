#include "screen/sound.h"

#include <algorithm>

namespace lockgate::screen {
namespace {

// Shorter keys are shared by too many words.
constexpr std::size_t kShortest = 3;

bool is_vowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

// Chinese tells neither b from p, d from t nor g from k in foreign words, and writes l for r.
char class_of(char c) {
  switch (c) {
    case 'b': case 'p': return 'P';
    case 'd': case 't': return 'T';
    case 'g': case 'k': case 'q': case 'c': return 'K';
    case 'f': case 'v': case 'w': return 'F';
    case 'l': case 'r': return 'L';
    case 's': case 'z': case 'j': case 'x': return 'S';
    case 'm': return 'M';
    case 'n': return 'N';
    case 'h': return 'H';
    default: return '\0';
  }
}

void add(std::string& key, char sound) {
  if (sound != '\0' && (key.empty() || key.back() != sound)) key += sound;
}

// One key, with `ch` and a hard `g` read as K or as S.
std::string key_of(std::string_view word, bool is_soft) {
  std::string key;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const char c = word[at];
    const char next = at + 1 < word.size() ? word[at + 1] : '\0';
    if (is_vowel(c)) {
      if (at == 0) key += 'A';
    } else if ((c == 'c' || c == 's' || c == 'z') && next == 'h') {
      add(key, c == 'c' && !is_soft ? 'K' : 'S'), ++at;
    } else if (c == 'p' && next == 'h') {
      add(key, 'F'), ++at;
    } else if (c == 'c') {
      add(key, next == 'e' || next == 'i' || next == 'y' ? 'S' : 'K');
    } else if (c == 'g') {
      add(key, is_soft && (next == 'e' || next == 'i') ? 'S' : 'K');
    } else if (c == 'x' && at > 0) {
      add(key, 'K'), add(key, 'S');
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
  for (const bool is_soft : {false, true}) {
    std::string key = is_letters ? key_of(word, is_soft) : "";
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
