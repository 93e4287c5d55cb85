// WordNames: by word, the names that have it, and beside each of them its other words and what it weighs. So a search passes over most names
// in the order in which they lie in memory, without a look at anything else of them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "screen/names.h"
#include "screen/vocabulary.h"

namespace lockgate::screen {

// A word in sixteen bits, never zero: with some sixty thousand words it is one word, with more of them one of a few.
using WordKey = std::uint16_t;
inline constexpr std::uint32_t kWordKeys = std::uint32_t{1} << 16;
inline WordKey key_of(std::uint32_t word) { return static_cast<WordKey>(1 + word % (kWordKeys - 1)); }

// A name, as it is seen from one of its words.
struct Sight {
  std::uint32_t name = 0;
  std::uint16_t total : 10;     // weight
  std::uint16_t contents : 3;
  std::uint16_t initials : 3;
  static constexpr bool is_part = false;
  std::array<WordKey, 5> others{};  // zero: none
};
static_assert(sizeof(Sight) == 16);

// The same of a name of more words.
struct WideSight {
  std::uint32_t name = 0;
  std::uint16_t total = 0;
  std::uint8_t contents = 0;
  std::uint8_t initials : 7;
  std::uint8_t is_part : 1;  // there are more words than are said here
  std::array<WordKey, 12> others{};
};
static_assert(sizeof(WideSight) == 32);

// Sights of one size, by word: first those of names of which it is among the rarest words, then the others.
template <class One>
class Sights {
 public:
  Sights() = default;
  // `is_rare`: by token of all names, one name after another: is it among the rarest of its name? `is_here(name)`: is it seen so?
  template <class IsHere>
  Sights(std::uint32_t words, const Names& names, const std::vector<bool>& is_rare, IsHere is_here);

  std::span<const One> all(std::uint32_t word) const { return std::span(all_).subspan(words_[word].begin, count(word)); }
  std::span<const One> rare(std::uint32_t word) const { return std::span(all_).subspan(words_[word].begin, words_[word].rare_end - words_[word].begin); }
  std::size_t count(std::uint32_t word) const { return words_[word + 1].begin - words_[word].begin; }
  void ask_for(std::uint32_t word) const { __builtin_prefetch(&words_[word]); }
  void ask_for_names(std::uint32_t word) const { __builtin_prefetch(&all_[words_[word].begin]); }

 private:
  struct Word {
    std::uint32_t begin = 0;
    std::uint32_t rare_end = 0;
  };
  void find_begins();

  std::vector<Word> words_;  // one more than there are
  std::vector<One> all_;
};

class WordNames {
 public:
  WordNames() = default;
  WordNames(const Vocabulary& vocabulary, const Names& names, const std::vector<bool>& is_rare);

  const Sights<Sight>& sights() const { return sights_; }
  const Sights<WideSight>& wide_sights() const { return wide_sights_; }
  std::size_t count(std::uint32_t word) const { return sights_.count(word) + wide_sights_.count(word); }
  int weight(std::uint32_t word) const { return weights_[word]; }
  void ask_for(std::uint32_t word) const { sights_.ask_for(word), wide_sights_.ask_for(word), __builtin_prefetch(&weights_[word]); }
  void ask_for_names(std::uint32_t word) const { sights_.ask_for_names(word), wide_sights_.ask_for_names(word); }

 private:
  std::vector<int> weights_;  // by word
  Sights<Sight> sights_;
  Sights<WideSight> wide_sights_;
};

}  // namespace lockgate::screen
