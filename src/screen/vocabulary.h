// Vocabulary: the words and phrases that the listed names have, each read once and shared by all names that have it. Most words of most
// questions are among them.
#pragma once

#include <cstdint>
#include <deque>
#include <string_view>
#include <vector>

#include "screen/lexicon.h"
#include "screen/name.h"
#include "base/text_numbers.h"

namespace lockgate::screen {

class Vocabulary {
 public:
  // A word of Latin letters.
  struct Word {
    Meaning meaning;
    const Token* alone = nullptr;  // as what it means when it stands alone; null: no name has it so
  };

  // Null: no listed name has it.
  const Word* word(std::string_view text) const {
    const std::uint32_t number = texts_.find(text);
    return number == TextNumbers::kNone ? nullptr : &words_[number];
  }
  Word& add_word(std::string_view text, const Lexicon& lexicon);

  // Anything else, by the words and what they mean; see name_reader.cc.
  const Token* find(std::string_view key) const {
    const std::uint32_t number = keys_.find(key);
    return number == TextNumbers::kNone ? nullptr : phrases_[number];
  }
  const Token& add(std::string_view key, Token token);
  const Token& add(Token token);

  // By number.
  const Token& token(std::uint32_t number) const { return blocks_[number / kBlock][number % kBlock]; }
  std::uint32_t size() const { return blocks_.empty() ? 0 : static_cast<std::uint32_t>((blocks_.size() - 1) * kBlock + blocks_.back().size()); }

 private:
  TextNumbers texts_;
  std::deque<Word> words_;
  TextNumbers keys_;
  std::vector<const Token*> phrases_;
  static constexpr std::size_t kBlock = 1024;
  std::vector<std::vector<Token>> blocks_;  // that never grow beyond what was reserved: tokens stay where they are
};

}  // namespace lockgate::screen
