#include "service/target.h"

#include <fmt/format.h>

#include <optional>

#include "base/text.h"

namespace lockgate::service {
namespace {

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// nullopt: a percent sign without two digits, or the result is no text.
std::optional<std::string> decode(std::string_view text, bool is_query) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      out += is_query && text[at] == '+' ? ' ' : text[at];
      continue;
    }
    const int high = at + 2 < text.size() ? digit_of(text[at + 1]) : -1, low = at + 2 < text.size() ? digit_of(text[at + 2]) : -1;
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
    at += 2;
  }
  if (invalid_utf8(out) || out.find('\0') != std::string::npos) return std::nullopt;
  return out;
}

tl::unexpected<Error> bad(std::string_view text) {
  return fail("LG0811", fmt::format("`{}` is not text in percent encoding", excerpt(text)), "write what is no letter or digit as `%` and two digits, in UTF-8");
}

}  // namespace

Result<Target> parse_target(std::string_view text) {
  const std::size_t mark = text.find('?');
  const auto path = decode(text.substr(0, mark), false);
  if (!path) return bad(text.substr(0, mark));
  Target out{*path, {}};
  if (mark == std::string_view::npos) return out;
  for (const std::string_view pair : split(text.substr(mark + 1), '&')) {
    if (pair.empty()) continue;
    const std::size_t sign = pair.find('=');
    const auto key = decode(pair.substr(0, sign), true);
    const auto value = decode(sign == std::string_view::npos ? "" : pair.substr(sign + 1), true);
    if (!key || !value) return bad(pair);
    if (!out.query.emplace(*key, *value).second) return fail("LG0811", fmt::format("the parameter `{}` is given twice", excerpt(*key)), "give it once");
  }
  return out;
}

}  // namespace lockgate::service
