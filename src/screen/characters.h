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
  // From han/simplified.tsv, han/readings.tsv, han/cantonese.tsv and confusables.tsv of a folder.
  static Characters load(const std::string& folder, Diagnostics& diagnostics);

  // Of a traditional character; the character itself where it has none.
  char32_t simplified(char32_t point) const;
  // The Latin letter that a letter of another alphabet is taken for; 0: none.
  char latin_alike(char32_t point) const;
  // The most usual reading of each character; empty where one has none.
  std::vector<std::string> syllables(std::string_view han) const;
  // Every way to read a text of Han characters in pinyin, syllables joined, the most usual first, at most `most`. Empty when a
  // character has no reading. `last`: of the first so many characters the reading stands last, as English has family names.
  std::vector<std::string> pinyin(std::string_view han, std::size_t most, std::size_t last = 0) const { return readings(readings_, han, most, last); }
  // The same in Cantonese as Hong Kong spells it.
  std::vector<std::string> cantonese(std::string_view han, std::size_t most, std::size_t last = 0) const { return readings(cantonese_, han, most, last); }

 private:
  using Readings = std::unordered_map<char32_t, std::vector<std::string>>;
  static std::vector<std::string> readings(const Readings& known, std::string_view han, std::size_t most, std::size_t last);

  std::unordered_map<char32_t, char32_t> simplified_;
  std::unordered_map<char32_t, char> latin_;
  Readings readings_;
  Readings cantonese_;
};

}  // namespace lockgate::screen
