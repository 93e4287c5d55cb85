// NormalForm: a name as words that can be compared: lower case, without marks, punctuation and invisible characters, Han in
// simplified characters, other alphabets in Latin letters. Every byte knows the bytes of the input it stands for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "screen/characters.h"
#include "screen/script.h"

namespace lockgate::screen {

// Grows whenever the same input would give other bytes.
inline constexpr int kNormalFormVersion = 2;

struct Word {
  std::string text;
  Script script = Script::None;  // Han, or Latin for everything else
  Place source;                  // bytes of the input
  std::vector<Place> characters;  // the same for each character, of Han only
};

struct NormalForm {
  std::vector<Word> words;
  bool is_cut = false;  // there were more than kMostWords
  // Joined by blanks: two names with the same text are the same name.
  std::string text() const;
};

// The longest published name has some forty words; what goes on after this many is a text, not a name.
inline constexpr std::size_t kMostWords = 64;

NormalForm normalize(std::string_view input, const Characters& characters);

}  // namespace lockgate::screen
