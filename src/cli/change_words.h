// ChangeWords: what changes for an order between two answers, in one language.
#pragma once

#include <string>

#include "cli/difference.h"

namespace lockgate::cli {

class ChangeWords {
 public:
  ChangeWords(const law::Law& law, Language language) : narrator_(law, language) {}

  const Narrator& narrator() const { return narrator_; }
  // `license (presumption of denial) → license (case-by-case review)`, or what changes at the gates behind the same verdict.
  std::string transition(const Difference& difference) const;
  // `! license\n→ ✗ stop`.
  std::string verdicts(const Difference& difference) const;
  // A line for each gate that changes.
  std::string gates(const Difference& difference) const;
  // Citations that go (`-`) and come (`+`), each once, and what is asked only after (`?`): the question, or where nobody put it in words
  // the fact.
  static std::string reasons(const Difference& difference);

 private:
  std::string named(const trade::Determination& determination) const;

  Narrator narrator_;
};

}  // namespace lockgate::cli
