// Target: the path and the query of a request line, decoded.
#pragma once

#include "base/result.h"
#include "service/message.h"

namespace lockgate::service {

struct Target {
  std::string path;  // decoded, and free of NULs
  Texts query;       // a key given twice is refused
};

// `/v1/chips?on=2026-01-15&q=h%20200`. LG0811: a percent sign without two digits, bytes that are no text, a key twice.
Result<Target> parse_target(std::string_view text);

}  // namespace lockgate::service
