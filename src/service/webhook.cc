#include "service/webhook.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"

namespace lockgate::service {
namespace {

using wire::JsonValue;

constexpr std::string_view kSecret = "whsec_";
// The standard's own: 24 to 64 bytes.
constexpr std::size_t kShortestSecret = 24, kLongestSecret = 64;

tl::unexpected<Error> bad(std::string message, std::string fix, std::string where) { return fail("LG0836", std::move(message), std::move(fix), std::move(where)); }

std::string base64(const unsigned char* bytes, std::size_t size) {
  std::string out(4 * ((size + 2) / 3) + 1, '\0');
  out.resize(static_cast<std::size_t>(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), bytes, static_cast<int>(size))));
  return out;
}

std::optional<std::string> bytes_of(std::string_view base64_text) {
  std::string out(base64_text.size() + 3, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()), reinterpret_cast<const unsigned char*>(base64_text.data()), static_cast<int>(base64_text.size()));
  if (size < 0) return std::nullopt;
  out.resize(static_cast<std::size_t>(size) - static_cast<std::size_t>(std::count(base64_text.begin(), base64_text.end(), '=')));
  return out;
}

Result<Endpoint> split_url(const std::string& url, const std::string& where) {
  Endpoint out;
  out.url = url;
  out.is_secure = url.starts_with("https://");
  const std::size_t begin = out.is_secure ? 8 : 7;
  if (!out.is_secure && !url.starts_with("http://")) return bad("an endpoint is an address that begins with `https://` or `http://`", "", where);
  const std::size_t slash = std::min(url.find_first_of("/?", begin), url.size());
  const std::string place = url.substr(begin, slash - begin);
  out.target = slash == url.size() ? "/" : url.substr(slash);
  if (out.target.front() == '?') out.target.insert(0, "/");
  const std::size_t colon = place.find(':', place.starts_with('[') ? place.find(']') : 0);
  out.host = place.substr(0, colon);
  out.port = colon == std::string::npos ? (out.is_secure ? "443" : "80") : place.substr(colon + 1);
  const bool is_number = !out.port.empty() && std::all_of(out.port.begin(), out.port.end(), [](char c) { return c >= '0' && c <= '9'; });
  const bool is_plain = std::all_of(url.begin(), url.end(), [](char c) { return c > ' ' && c < '\x7f' && c != '@' && c != '#'; });
  if (out.host.empty() || !is_number || !is_plain) return bad(fmt::format("`{}` is no address that can be posted to", excerpt(url)), "`https://host:port/path`, without a user's name", where);
  return out;
}

Result<void> read_secrets(const JsonValue* given, const std::string& where, Endpoint& out) {
  if (given == nullptr || !given->is_array() || given->items.empty()) return bad("an endpoint has a list `secrets`", "`openssl rand -base64 32` makes what follows `whsec_`", where);
  for (const JsonValue& one : given->items) {
    const auto bytes = one.is_text() && one.text.starts_with(kSecret) ? bytes_of(std::string_view(one.text).substr(kSecret.size())) : std::nullopt;
    if (!bytes || bytes->size() < kShortestSecret || bytes->size() > kLongestSecret) return bad("a secret is `whsec_` and 24 to 64 bytes in base64", "`openssl rand -base64 32` makes what follows `whsec_`", where);
    out.secrets.push_back(*bytes);
  }
  return {};
}

Result<void> read_events(const JsonValue* given, const std::string& where, Endpoint& out) {
  if (given == nullptr) return {};
  if (!given->is_array()) return bad("`events` is a list", "leave it out for all", where);
  for (const JsonValue& one : given->items) {
    if (std::find(event_types().begin(), event_types().end(), one.text) == event_types().end()) return bad(fmt::format("there is no event `{}`", excerpt(one.text)), fmt::format("events: {}", fmt::join(event_types(), ", ")), where);
    out.events.push_back(one.text);
  }
  return {};
}

Result<Endpoint> read_endpoint(const JsonValue& value, const std::string& where) {
  if (!value.is_object()) return bad("an endpoint is an object", "", where);
  for (const wire::JsonMember& member : value.members)
    if (member.key != "url" && member.key != "secrets" && member.key != "events") return bad(fmt::format("an endpoint has no `{}`", excerpt(member.key)), "`url`, `secrets`, `events`", where);
  const JsonValue* url = value.member("url");
  if (url == nullptr || !url->is_text()) return bad("an endpoint has a `url`", "", where);
  auto out = split_url(url->text, where);
  if (!out) return out;
  if (const auto read = read_secrets(value.member("secrets"), where, *out); !read) return tl::unexpected(read.error());
  if (const auto read = read_events(value.member("events"), where, *out); !read) return tl::unexpected(read.error());
  return out;
}

}  // namespace

bool Endpoint::wants(std::string_view type) const { return events.empty() || std::find(events.begin(), events.end(), type) != events.end(); }

const std::vector<std::string>& event_types() {
  static const std::vector<std::string> kTypes = {"verdict.changed", "rule.effective", "license.low", "duty.due", "list.updated"};
  return kTypes;
}

Result<std::vector<Endpoint>> read_endpoints(const JsonValue& value) {
  const JsonValue* all = value.member("endpoints");
  if (all == nullptr || !all->is_array() || value.members.size() != 1) return bad("expected an object with a list `endpoints` and nothing else", "docs/service.md shows one", "");
  std::vector<Endpoint> out;
  for (const JsonValue& one : all->items) {
    auto endpoint = read_endpoint(one, fmt::format("endpoints[{}]", out.size()));
    if (!endpoint) return tl::unexpected(endpoint.error());
    out.push_back(std::move(*endpoint));
  }
  return out;
}

std::string signature_of(const std::vector<std::string>& secrets, std::string_view id, std::int64_t timestamp, std::string_view body) {
  const std::string text = fmt::format("{}.{}.{}", id, timestamp, body);
  std::string out;
  for (const std::string& secret : secrets) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()), reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &size);
    out.append(out.empty() ? "v1," : " v1,").append(base64(digest.data(), size));
  }
  return out;
}

}  // namespace lockgate::service
