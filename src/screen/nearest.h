// Nearest: the listed names that a name in Chinese characters has most in common with, however little that is. A search by scores finds
// nothing where a firm's English name is another than its Chinese one; a person who knows the firm can choose among ten.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "screen/comparison.h"
#include "screen/lexicon.h"
#include "screen/name.h"
#include "screen/names.h"
#include "screen/vocabulary.h"

namespace lockgate::screen {

struct Near {
  std::uint32_t name = 0;
  Comparison comparison;
};

class Nearest {
 public:
  // All must outlive this.
  Nearest(const Lexicon& lexicon, const Vocabulary& vocabulary, const Names& names);

  // At most `count`, best first; of equals, in the order of the lists.
  std::vector<Near> to(const Name& query, std::size_t count) const;

 private:
  const Lexicon& lexicon_;
  const Vocabulary& vocabulary_;
  const Names& names_;
  std::vector<std::string> echoes_;  // by word; empty: no brand in letters
  std::vector<std::string> brands_;  // by name: of all its brands together, where it has several
  std::vector<bool> is_firm_;        // by name
};

// Is there a brand in Chinese characters to be found under another name?
bool has_han_brand(const Name& name);

}  // namespace lockgate::screen
