// FormFile: the forms that a case is asked to fill in (ledger/forms), as data with sources: which fields there are, where
// each gets its value from, and which of them mean the same thing.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace lockgate::desk {

struct FormField {
  std::string id;     // `14`, `22.a`: as the form numbers it
  std::string label;
  std::string term;   // what it means; fields of one term have one value, on whatever form. Empty: its own
  std::vector<std::string> from;  // where the value may come from, best first; empty: only people know
  std::string pattern;            // what a value looks like; empty: anything
  bool is_required = true;
};

struct Form {
  std::string id;
  std::string title;
  std::string cite;
  std::string confidence;
  std::vector<FormField> fields;
};

// Every `*.json` of a folder, by name. LG0712: one cannot be read.
Result<std::vector<Form>> read_forms(const std::string& folder);

}  // namespace lockgate::desk
