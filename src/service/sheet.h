// Sheet: a part of a list: what follows a cursor, and the cursor of what follows that. A cursor names the last entry that was seen, so a
// list that grows or shrinks meanwhile repeats nothing and leaves nothing out.
#pragma once

#include "base/json.h"
#include "service/route.h"

namespace lockgate::service {

// `limit` and `cursor`.
std::vector<Parameter> sheet_parameters();

// Cuts `list[key]` to what the request wants, in the order of the text `id` of its entries, and adds `next` (a cursor, or null) beside it.
// Without `limit` and `cursor` all is given as it is. LG0811: the parameters cannot be read.
Response sheet(const Request& request, nlohmann::ordered_json list, const std::string& key, const std::string& id);

}  // namespace lockgate::service
