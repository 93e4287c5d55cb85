#include "service/response_head.h"

#include <algorithm>

#include "service/problem.h"

namespace lockgate::service {
namespace {

constexpr std::string_view kAlways =
    "Server: lockgate\r\nX-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\nReferrer-Policy: no-referrer\r\nCross-Origin-Resource-Policy: same-origin\r\n";

void add(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ");
  const std::size_t begin = head.size();
  head.append(value);
  std::replace_if(head.begin() + static_cast<std::ptrdiff_t>(begin), head.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, ' ');
  head.append("\r\n");
}

}  // namespace

std::string response_head(const Response& response, const HeadFacts& facts) {
  std::string out;
  out.reserve(512);
  out.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ").append(reason_of(response.status)).append("\r\n").append(kAlways);
  add(out, "X-Request-Id", facts.id);
  if (response.status != 304 && !response.type.empty()) add(out, "Content-Type", response.type);
  for (const auto& [name, value] : response.headers) add(out, name, value);  // several cookies may be set at once
  if (response.headers.empty()) add(out, "Cache-Control", "no-store");
  if (facts.length && response.status != 304) add(out, "Content-Length", std::to_string(*facts.length));
  if (facts.is_chunked) add(out, "Transfer-Encoding", "chunked");
  if (!facts.is_kept) add(out, "Connection", "close");
  return out.append("\r\n");
}

}  // namespace lockgate::service
