#include "service/single_sign_on.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <set>

#include "base/digest.h"
#include "base/text.h"
#include "service/clock.h"
#include "service/exchange.h"
#include "service/id_token.h"
#include "service/password.h"
#include "service/problem.h"

namespace lockgate::service {
namespace {

using wire::JsonValue;

constexpr std::string_view kCookie = "lockgate_sign_in=";
constexpr auto kPatience = std::chrono::minutes(10);
constexpr int kPatienceSeconds = 600;
constexpr std::size_t kMostPending = 10'000;

tl::unexpected<Error> bad(std::string message, std::string fix = {}) { return fail("LG0845", std::move(message), std::move(fix)); }

std::string text_of(const JsonValue& object, std::string_view key) {
  const JsonValue* value = object.member(key);
  return value != nullptr && value->is_text() ? value->text : "";
}

// What a provider and those between may add to the address a browser comes back with.
std::vector<Parameter> parameters() {
  std::vector<Parameter> out;
  for (const char* name : {"code", "state", "error", "error_description", "error_uri", "iss", "session_state", "scope", "authuser", "prompt", "hd"}) out.push_back({name, "as the provider sends it", "", false});
  return out;
}

std::string_view cookie_of(const Request& request) {
  for (const std::string_view one : split(request.header("cookie"), ';'))
    if (trim(one).starts_with(kCookie)) return trim(one).substr(kCookie.size());
  return {};
}

// The digest of the cookie: who sees the address does not have the cookie.
std::string state_of(std::string_view key) {
  const std::string digest = sha256(key);
  return digest.substr(digest.find(':') + 1);
}

Response redirect_to(const std::string& address) {
  Response out;
  out.status = 303;
  out.type = "text/plain";
  out.headers.emplace_back("Location", address);
  out.headers.emplace_back("Cache-Control", "no-store");
  return out;
}

// RFC 7636, 4.2.
std::string challenge_of(const std::string& verifier) {
  std::string digest(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(digest.data()), reinterpret_cast<const unsigned char*>(verifier.data()), verifier.size());
  return base64url(digest);
}

std::string form_of(const std::vector<std::pair<const char*, std::string>>& fields) {
  std::string out;
  for (const auto& [name, value] : fields) out += fmt::format("{}{}={}", out.empty() ? "" : "&", name, escaped_word(value));
  return out;
}

// An address that somebody has not confirmed may be another's.
bool is_unconfirmed(const JsonValue& claims, const std::string& claim) {
  const JsonValue* confirmed = claims.member("email_verified");
  return claim == "email" && confirmed != nullptr && !(confirmed->kind == JsonValue::Kind::Bool && confirmed->truth);
}

}  // namespace

Result<Provider> read_provider(const JsonValue& value) {
  if (!value.is_object()) return bad("expected an object", "docs/service.md shows one");
  for (const wire::JsonMember& member : value.members)
    if (!std::set<std::string>{"issuer", "client_id", "client_secret_file", "redirect", "claim"}.contains(member.key) || !member.value.is_text())
      return bad(fmt::format("there is no text `{}`", excerpt(member.key)), "`issuer`, `client_id`, `client_secret_file`, `redirect`, `claim`, each a text");
  Provider out{text_of(value, "issuer"), text_of(value, "client_id"), "", text_of(value, "redirect"), text_of(value, "claim")};
  if (out.claim.empty()) out.claim = "email";
  if (!is_askable(out.issuer)) return bad("`issuer` is no address that begins with `https://`", "as the provider writes it, with or without a slash at the end");
  if (out.client.empty()) return bad("`client_id` is missing", "the provider gives it when this service is registered there");
  if (!is_askable(out.redirect) || !out.redirect.ends_with(SingleSignOn::kReturn)) return bad("`redirect` is no address of this service", fmt::format("`https://host{}`, as registered with the provider", SingleSignOn::kReturn));
  return out;
}

SingleSignOn::SingleSignOn(Provider provider, bool is_secure, std::function<Response(const std::string&)> begin) : provider_(std::move(provider)), is_secure_(is_secure), begin_(std::move(begin)) {}

std::string SingleSignOn::cookie(const std::string& key, int seconds) const {
  // Lax, and not Strict: the browser comes back from another site.
  return fmt::format("{}{}; Path=/v1/sign-in; HttpOnly; SameSite=Lax; Max-Age={}{}", kCookie, key, seconds, is_secure_ ? "; Secure" : "");
}

// What the provider says of itself, asked once: an issuer that says it is another is none (OpenID Connect Discovery 1.0, 4.3).
Result<SingleSignOn::Addresses> SingleSignOn::addresses() {
  {
    const std::lock_guard lock(mutex_);
    if (addresses_) return *addresses_;
  }
  const std::string base = provider_.issuer.ends_with('/') ? provider_.issuer.substr(0, provider_.issuer.size() - 1) : provider_.issuer;
  const auto told = exchange({base + "/.well-known/openid-configuration", "", "", ""});
  if (!told) return tl::unexpected(told.error());
  if (text_of(*told, "issuer") != provider_.issuer) return fail("LG0846", fmt::format("the provider calls itself `{}`", excerpt(text_of(*told, "issuer"))), "write `issuer` as the provider does", provider_.issuer);
  const Addresses found{text_of(*told, "authorization_endpoint"), text_of(*told, "token_endpoint"), text_of(*told, "jwks_uri")};
  for (const std::string& one : {found.authorize, found.token, found.keys})
    if (!is_askable(one)) return fail("LG0846", fmt::format("the provider names an address that is not HTTPS: `{}`", excerpt(one)), "", provider_.issuer);
  const std::lock_guard lock(mutex_);
  addresses_ = found;
  return found;
}

Response SingleSignOn::leave() {
  const auto to = addresses();
  if (!to) return problem(503, to.error());
  const std::string key = random_word(), state = state_of(key);
  const Pending pending{random_word(), random_word(), Clock::now()};
  {
    const std::lock_guard lock(mutex_);
    std::erase_if(pending_, [](const auto& one) { return Clock::now() - one.second.begun > kPatience; });
    if (pending_.size() >= kMostPending) return problem(503, {"LG0812", "too many people are signing in", "", "try again later"});
    pending_[state] = pending;
  }
  const std::string asked = form_of({{"response_type", "code"}, {"client_id", provider_.client}, {"redirect_uri", provider_.redirect}, {"scope", "openid email profile"}, {"state", state},
                                     {"nonce", pending.nonce}, {"code_challenge", challenge_of(pending.verifier)}, {"code_challenge_method", "S256"}});
  Response out = redirect_to(to->authorize + (to->authorize.find('?') == std::string::npos ? "?" : "&") + asked);
  out.headers.emplace_back("Set-Cookie", cookie(key, kPatienceSeconds));
  return out;
}

// Each signing in ends once, well or badly.
std::optional<SingleSignOn::Pending> SingleSignOn::take(const std::string& state) {
  const std::lock_guard lock(mutex_);
  const auto at = pending_.find(state);
  if (at == pending_.end() || Clock::now() - at->second.begun > kPatience) return std::nullopt;
  Pending out = std::move(at->second);
  pending_.erase(at);
  return out;
}

Result<std::string> SingleSignOn::name_of(const Request& request, const Pending& pending) {
  const auto from = addresses();
  if (!from) return tl::unexpected(from.error());
  std::vector<std::pair<const char*, std::string>> form = {{"grant_type", "authorization_code"}, {"code", std::string(request.parameter("code"))}, {"redirect_uri", provider_.redirect}, {"code_verifier", pending.verifier}};
  if (provider_.secret.empty()) form.emplace_back("client_id", provider_.client);
  const auto given = exchange({from->token, form_of(form), provider_.client, provider_.secret});
  if (!given) return tl::unexpected(given.error());
  const auto keys = exchange({from->keys, "", "", ""});
  if (!keys) return tl::unexpected(keys.error());
  const auto claims = read_id_token(text_of(*given, "id_token"), *keys, {provider_.issuer, provider_.client, pending.nonce, seconds_now()});
  if (!claims) return tl::unexpected(claims.error());
  const std::string name = text_of(*claims, provider_.claim);
  if (name.empty() || is_unconfirmed(*claims, provider_.claim)) return fail("LG0847", fmt::format("the provider gives no confirmed `{}`", provider_.claim), "have it sent with the scopes `openid email profile`, or name another `claim`");
  return name;
}

Response SingleSignOn::come_back(const Request& request) {
  const std::string state(request.parameter("state"));
  const std::string_view key = cookie_of(request);
  // Nobody is signed in by an address that somebody else sends him: his browser must be the one that left.
  const bool is_own = !key.empty() && state_of(key) == state;
  const auto pending = is_own ? take(state) : std::nullopt;
  if (!pending) return problem(403, {"LG0849", "this signing in was not begun in this browser, or too long ago", "", fmt::format("begin again at {}", kLeave)});
  if (!request.parameter("error").empty()) return problem(403, {"LG0847", fmt::format("the provider refuses: {}", excerpt(std::string(request.parameter("error")))), "", "ask who runs it"});
  if (!request.parameter("iss").empty() && request.parameter("iss") != provider_.issuer) return problem(403, {"LG0847", "the answer is of another provider", "", "begin again"});
  const auto name = name_of(request, *pending);
  if (!name) return problem(name.error().code == "LG0847" ? 403 : 503, name.error());
  Response session = begin_(*name);
  if (session.status != 200) return session;
  Response out = redirect_to("/");
  for (auto& header : session.headers)
    if (header.first == "Set-Cookie") out.headers.push_back(std::move(header));
  out.headers.emplace_back("Set-Cookie", cookie("", 0));
  return out;
}

std::vector<Route> SingleSignOn::routes() {
  Route away;
  away.method = "GET";
  away.path = kLeave;
  away.name = "leave_to_sign_in";
  away.says = "sends a browser to the identity provider";
  away.gives_status = 303;
  away.problems = {503};
  away.is_secret = true;
  away.answer = [this](const Request&) { return leave(); };
  Route back = away;
  back.path = kReturn;
  back.name = "return_signed_in";
  back.says = "where the identity provider sends a browser back to: a session for the account that its claim names";
  back.query = parameters();
  back.problems = {403, 503};
  back.answer = [this](const Request& request) { return come_back(request); };
  return {away, back};
}

}  // namespace lockgate::service
