// OwnershipFile: who owns whom, in JSON Lines: {"owner", "owned", "share", "from", "until"}, {"listed", "lists"},
// {"exempt", "lanes"} and {"party", "headquarters"}. A share is in basis points; a list of two is a range, a text `1/6` an exact fraction, null unknown.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "trade/holding.h"
#include "wire/json_value.h"
#include "wire/text_stream.h"

namespace lockgate::wire {

struct OwnershipFile {
  trade::Ownership ownership;
  std::vector<Error> errors;  // lines that were left out
};

Result<OwnershipFile> read_ownership(const std::string& path);
// `name`: of the file, for errors.
OwnershipFile read_ownership(TextStream stream, const std::string& name);
OwnershipFile read_ownership_text(const std::string& bytes, const std::string& name);

// LG0602: no share, or one that is no part of a whole.
Result<trade::Holding> read_share(const JsonValue& value);

}  // namespace lockgate::wire
