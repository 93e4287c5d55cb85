// ListedText: the names of an entry as publishers write them: with damage from spreadsheets, with other names inside, with clauses
// about successors. What is mended or taken apart is reported.
#pragma once

#include <string>
#include <string_view>

#include "wire/list_file.h"

namespace lockgate::wire {

// Adds a name to the party, and the names inside it as aliases of their own. The text as published always stays one of the names,
// but for damage.
void add_listed_name(trade::ListedParty& party, std::string_view text, trade::NameRole role, const std::string& where, std::vector<ListFinding>& findings);

// LG0503 an entry without any name, LG0506 an entry that gives an address where the name should be. False: it has no name.
bool check_names(const trade::ListedParty& party, const std::string& where, std::vector<ListFinding>& findings);

}  // namespace lockgate::wire
