#include "screen/vocabulary.h"

namespace lockgate::screen {

Vocabulary::Word& Vocabulary::add_word(std::string_view text, const Lexicon& lexicon) {
  const std::uint32_t number = texts_.add(text);
  if (number == words_.size()) words_.push_back({lexicon.meaning_of(text), nullptr});
  return words_[number];
}

const Token& Vocabulary::add(Token token) {
  token.number = size();
  if (token.number % kBlock == 0) blocks_.emplace_back().reserve(kBlock);
  return blocks_.back().emplace_back(std::move(token));
}

const Token& Vocabulary::add(std::string_view key, Token token) {
  keys_.add(key);
  phrases_.push_back(&add(std::move(token)));
  return *phrases_.back();
}

}  // namespace lockgate::screen
