// Entry: one declaration of a rulebook as it stands in its Markdown file, split into fields but not yet understood.
// See docs/law-language.md, section 1.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace lockgate::law {

struct EntryField {
  std::string_view keyword;  // `in force`
  std::string_view value;    // a slice of the source, continuation lines included
  Place place;               // of the value
};

struct Entry {
  SourcePtr source;
  std::string_view head;   // `rule`
  std::string_view title;  // what follows the head word: name, or declaration
  Place place;             // of the title
  std::vector<EntryField> fields;

  const EntryField* find(std::string_view keyword) const;
};

// All entries of a Markdown file, in order. Blocks with other info strings are prose.
std::vector<Entry> read_entries(const SourcePtr& source, Diagnostics& diagnostics);

}  // namespace lockgate::law
