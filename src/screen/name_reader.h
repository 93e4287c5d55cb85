// NameReader: from the text of a name to its tokens.
#pragma once

#include <string_view>

#include "screen/lexicon.h"
#include "screen/name.h"
#include "screen/normal_form.h"
#include "screen/segmenter.h"

namespace lockgate::screen {

class NameReader {
 public:
  explicit NameReader(const Lexicon& lexicon) : lexicon_(lexicon) {}
  Name read(std::string_view input) const;

 private:
  // How many words from `at` on are one phrase of the lexicon; 0: none.
  std::size_t phrase_at(const NormalForm& form, std::size_t at, const std::vector<Sense>*& senses) const;
  std::size_t longer_repaired(const NormalForm& form, std::size_t at, std::size_t count, const std::vector<Sense>*& senses) const;
  std::size_t repaired_phrase_at(const NormalForm& form, std::size_t at, const std::vector<Sense>*& senses) const;
  void add_latin(const NormalForm& form, std::size_t& at, Name& name) const;
  void add_han(const Word& word, Name& name) const;
  bool is_misspelt_co(const NormalForm& form, std::size_t at) const;
  static void add_written(Token& token);
  Token known(const std::vector<Sense>& senses, std::string own) const;
  Token unknown_latin(const std::string& word) const;
  Token unknown_han(std::string_view text, Kind kind) const;

  const Lexicon& lexicon_;
};

}  // namespace lockgate::screen
