// Findings: what was found while a list or a register was read, told to a person: errors one by one, of warnings the
// first of each kind, of notes only how many.
#pragma once

#include <string>
#include <vector>

#include "cli/session.h"
#include "wire/list_file.h"

namespace lockgate::cli {

// `notes`: what the notes are about, such as `names were mended`.
void tell(Session& session, const std::string& path, const std::vector<wire::ListFinding>& findings,
          const std::string& notes);

}  // namespace lockgate::cli
