// Declaration: anything a rulebook declares, by name, with the place where it says so.
#pragma once

#include <string>
#include <vector>

#include "law/law.h"

namespace lockgate::cli {

struct Declaration {
  const char* kind;  // `rule`, `fact`, `set`
  std::string name;
  std::string says;  // its citation, label or sentence
  const law::Origin* origin;
};

// Everything that has a name, book by book in the order of the law's own lists.
std::vector<Declaration> declarations_of(const law::Law& law);

// The entry as it stands in the rulebook; empty when the thing is not an entry of its own (a row of a table).
std::string entry_text(const law::Origin& origin);
// `rulebook/us-ear/gate.md:66`
std::string place_text(const law::Origin& origin);

const char* to_string(law::Rule::Kind kind);
const char* to_string(law::Rider::Kind kind);

}  // namespace lockgate::cli
