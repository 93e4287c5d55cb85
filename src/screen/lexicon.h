// Lexicon: the words that many names share, and brands whose names do not follow from each other, from the folder `watch/`.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/source.h"
#include "screen/characters.h"
#include "screen/name.h"
#include "screen/normal_form.h"
#include "base/text_numbers.h"

namespace lockgate::screen {

struct Sense {
  Kind kind = Kind::Core;
  std::string word;            // what every spelling of a row counts as
  bool is_only_at_end = false;  // inside a name the spelling may be anything else
};

// What the lexicon says of one word of Latin letters, asked once.
struct Meaning {
  std::size_t reach = 0;                       // words of the longest phrase that begins with it; 0: there is none
  const std::vector<Sense>* senses = nullptr;  // of the word alone; null: it means nothing
  bool is_word = false;
  // Words of phrases of the lexicon that an unknown word may be: with one wrong letter, letters a scanner took for others, or without
  // its vowels. Shorter words than `misspelt` looks at, because the rest of the phrase has to be there as well.
  std::vector<std::string> repairs;
};

class Lexicon {
 public:
  static Lexicon load(const std::string& folder, Diagnostics& diagnostics);

  const Characters& characters() const { return characters_; }
  // Of words joined by blanks, or of Han characters; null: none. The first decides the kind.
  const std::vector<Sense>* find(std::string_view phrase) const;
  // Words of the longest phrase that begins with `word`; 0: there is none.
  std::size_t reach(std::string_view word) const;
  // Characters of the longest Han phrase.
  std::size_t longest_han() const { return longest_han_; }
  // Does a Han text that ends with this character name a place?
  bool ends_place(std::string_view character) const;
  Meaning meaning_of(std::string_view word) const;
  // The common word that an unknown one stands for: a long one with one wrong letter, one whose letters a scanner took for others,
  // or one written without its vowels; null: none.
  const std::vector<Sense>* misspelt(std::string_view word, const Meaning& meaning) const;
  // The same for a place. Brands are too often a letter away from one (Tanyuan, Taiyuan) for the word to be taken for it altogether.
  const std::vector<Sense>* misspelt_place(std::string_view word, const Meaning& meaning) const;
  // The legal form that a few consonants at the edge of a name stand for, with one wrong letter (`Lyd`, `LLk`); null: none.
  const std::vector<Sense>* misspelt_form(std::string_view word) const;
  bool is_word(std::string_view word) const {
    const WordUse* use = words_.find(word);
    return use != nullptr && (use->is_word || use->weight > 0);
  }
  // How much a word tells, of 100.
  int weight(std::string_view word) const;

 private:
  // Of a word of Latin spellings.
  struct WordUse {
    bool is_word = false;   // else only its weight is known, or phrases that begin with it
    bool is_alone = false;  // it means something alone
    std::size_t reach = 0;  // words of the longest phrase that begins with it
    int weight = 0;         // 0: not said
  };

  void read(const std::string& path, Kind kind, Diagnostics& diagnostics);
  void add(std::string_view spelling, Sense sense);
  void add_turned(const NormalForm& form, const Sense& sense);
  void add_word(const std::string& word, bool is_alone);
  bool is_spelling(std::string_view word) const {
    const WordUse* use = words_.find(word);
    return use != nullptr && use->is_word;
  }
  void list_bare();
  const std::vector<Sense>* bare(std::string_view word) const;
  std::vector<std::string> repairs(std::string_view word) const;

  Characters characters_;
  TextMap<std::vector<Sense>> senses_;
  TextMap<WordUse> words_;
  std::unordered_map<std::uint64_t, std::vector<std::string>> without_letter_;  // words by the hash of what is left of them without one letter
  std::vector<bool> is_without_letter_;           // by some bits of these hashes: most of what is asked has none
  TextMap<std::vector<std::string>> bare_words_;  // of phrases as well, by their consonants
  TextMap<std::vector<Sense>> bare_;              // of those that mean something alone
  std::vector<std::string> forms_;                // of consonants alone
  std::vector<std::string> place_ends_;
  std::size_t longest_han_ = 0;
};

}  // namespace lockgate::screen
