// Characters: what is known about single characters: simplified forms, pinyin, letters of other alphabets that look Latin.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/source.h"

namespace lockgate::screen {

class Characters {
 public:
  // From han/simplified.tsv, han/readings.tsv and confusables.tsv of a folder.
  static Characters load(const std::string& folder, Diagnostics& diagnostics);

  // Of a traditional character; the character itself where it has none.
  char32_t simplified(char32_t point) const;
  // The Latin letter that a letter of another alphabet is taken for; 0: none.
  char latin_alike(char32_t point) const;
  // Every way to read a text of Han characters in pinyin, syllables joined, the most usual first, at most `most`. Empty when a
  // character has no reading.
  // The most usual reading of each character; empty where one has none.
  std::vector<std::string> syllables(std::string_view han) const;
  std::vector<std::string> pinyin(std::string_view han, std::size_t most) const;

 private:
  std::unordered_map<char32_t, char32_t> simplified_;
  std::unordered_map<char32_t, char> latin_;
  std::unordered_map<char32_t, std::vector<std::string>> readings_;
};

}  // namespace lockgate::screen
