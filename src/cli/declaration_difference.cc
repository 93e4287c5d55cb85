#include "cli/declaration_difference.h"

#include <map>

#include "cli/declaration.h"

namespace lockgate::cli {
namespace {

using Texts = std::map<std::string, std::string>;

// The words of everything declared under a name.
Texts texts_of(const law::Law& law) {
  Texts out;
  for (const Declaration& one : declarations_of(law)) out[one.name] += entry_text(*one.origin);
  return out;
}

}  // namespace

DeclarationDifference declaration_difference(const law::Law& before, const law::Law& after) {
  const Texts then = texts_of(before), now = texts_of(after);
  DeclarationDifference out;
  for (const auto& [name, text] : now) {
    const auto known = then.find(name);
    if (known == then.end()) out.begins.push_back(name);
    else if (known->second != text) out.changes.push_back(name);
  }
  for (const auto& [name, text] : then)
    if (!now.contains(name)) out.ends.push_back(name);
  return out;
}

}  // namespace lockgate::cli
