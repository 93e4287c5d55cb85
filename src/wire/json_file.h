// JsonFile: one JSON value that is a whole file.
#pragma once

#include <string>

#include "wire/json_value.h"

namespace lockgate::wire {

// `-` is standard input. LG0101 to LG0106.
Result<JsonValue> read_json_file(const std::string& path);

}  // namespace lockgate::wire
