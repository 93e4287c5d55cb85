// NameReader: from the text of a name to its tokens.
#pragma once

#include <string_view>

#include "screen/lexicon.h"
#include "screen/name.h"
#include "screen/vocabulary.h"

namespace lockgate::screen {

class NameReader {
 public:
  // With a vocabulary, which must outlive the names read, most words are looked up.
  explicit NameReader(const Lexicon& lexicon, const Vocabulary* vocabulary = nullptr) : lexicon_(lexicon), vocabulary_(vocabulary) {}

  Name read(std::string_view input) const;
  // A name of a list: its words are added.
  static Name read_listed(std::string_view input, const Lexicon& lexicon, Vocabulary& vocabulary);

 private:
  const Lexicon& lexicon_;
  const Vocabulary* vocabulary_;
};

}  // namespace lockgate::screen
