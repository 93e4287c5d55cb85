#include "screen/vowels.h"

#include <algorithm>

namespace lockgate::screen {
namespace {

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

}  // namespace

std::string consonants(std::string_view word) {
  std::string out(word.substr(0, 1));
  for (const char c : word.substr(std::min<std::size_t>(1, word.size())))
    if (!is_vowel(c)) out += c;
  return out;
}

bool is_bare(std::string_view word) {
  constexpr std::size_t kShortest = 3;
  const bool is_letters = std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return is_letters && word.size() >= kShortest && std::none_of(word.begin() + 1, word.end() - 1, is_vowel);
}

}  // namespace lockgate::screen
