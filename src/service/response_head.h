// ResponseHead: the head of an answer as HTTP/1.1 writes it. Boost.Beast's own writer hands a head to the socket in dozens of small pieces,
// which costs a quarter of what a small answer costs altogether; a head is one string here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "service/message.h"

namespace lockgate::service {

struct HeadFacts {
  std::string_view id;  // of the request
  bool is_kept = true;  // the connection stays open
  std::optional<std::uint64_t> length;  // of the body; none: it comes in chunks, or the status has no body
  bool is_chunked = false;
};

// Ends with the empty line. What could end a line within a value is written as a blank.
std::string response_head(const Response& response, const HeadFacts& facts);

}  // namespace lockgate::service
