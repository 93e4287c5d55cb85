#include "service/guard.h"

#include <fmt/format.h>
#include <openssl/crypto.h>

#include <algorithm>

#include "base/digest.h"
#include "base/text.h"
#include "service/problem.h"

namespace lockgate::service {
namespace {

constexpr std::string_view kBearer = "Bearer ";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return lower(c); });
  return out;
}

// But for capitals?
bool is_same(std::string_view lower_case, std::string_view text) {
  return lower_case.size() == text.size() && std::equal(text.begin(), text.end(), lower_case.begin(), [](char c, char own) { return lower(c) == own; });
}

// Without the port: `[::1]:8080` is `[::1]`.
std::string_view name_of(std::string_view host) {
  const std::size_t bracket = host.starts_with('[') ? host.find(']') : 0;
  return bracket == std::string_view::npos ? host : host.substr(0, host.find(':', bracket));
}

bool is_foreign(const Request& request) {
  const std::string_view site = request.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") return true;
  const std::string_view origin = request.header("origin");
  if (origin.empty()) return false;
  const std::string own = lower(request.header("host"));
  return lower(origin) != "http://" + own && lower(origin) != "https://" + own;
}

}  // namespace

bool is_open_to_all(std::string_view path) { return !path.starts_with("/v1") && path != "/mcp" && path != "/metrics"; }

bool is_loopback(std::string_view host) { return host == "localhost" || host == "::1" || host == "[::1]" || host.starts_with("127."); }

Guard::Guard(std::vector<std::string> hosts, std::string_view token) : hosts_(std::move(hosts)), token_digest_(token.empty() ? "" : sha256(token)) {
  for (std::string& host : hosts_) host = lower(host);
}

bool Guard::is_known_host(std::string_view host) const {
  const std::string_view name = name_of(host);
  return std::any_of(hosts_.begin(), hosts_.end(), [&](const std::string& own) { return is_same(own, name); });
}

// Digests are compared, so that the time taken tells nothing, not even the length.
bool Guard::has_token(const Request& request) const {
  const std::string_view given = request.header("authorization");
  if (!given.starts_with(kBearer)) return false;
  const std::string digest = sha256(trim(given.substr(kBearer.size())));
  return digest.size() == token_digest_.size() && CRYPTO_memcmp(digest.data(), token_digest_.data(), digest.size()) == 0;
}

std::optional<Response> Guard::refuse(Request& request) const {
  if (!is_known_host(request.header("host")))
    return problem(403, {"LG0808", fmt::format("this service is not reached under the name `{}`", excerpt(request.header("host"))), "", "use the address it was started with, or start it with `--allow-host NAME`"});
  if (request.method != "GET" && request.method != "HEAD" && is_foreign(request))
    return problem(403, {"LG0809", "the request comes from the page of another site", "", "ask from the service's own page, or from a program that sends no `Origin`"});
  if (!token_digest_.empty() && has_token(request)) {
    request.caller = "token";
    request.roles = {"*"};
    return std::nullopt;
  }
  if (admit_) {
    if (auto refused = admit_(request)) return refused;
    if (!request.caller.empty()) return std::nullopt;
  }
  if (!token_digest_.empty() && !is_open_to_all(request.path)) return refuse_token();
  request.caller = token_digest_.empty() ? "local" : "nobody";
  if (token_digest_.empty()) request.roles = {"*"};
  return std::nullopt;
}

Response Guard::refuse_token() {
  Response out = problem(401, {"LG0810", "the token is missing or wrong", "", "send `Authorization: Bearer TOKEN` with the token of the file the service was started with"});
  out.headers.emplace_back("WWW-Authenticate", "Bearer");
  return out;
}

}  // namespace lockgate::service
