// SHA-256 of bytes, as `sha256:<64 hex digits>` (OpenSSL).
#pragma once

#include <string>
#include <string_view>

namespace lockgate {

std::string sha256(std::string_view bytes);

}  // namespace lockgate
