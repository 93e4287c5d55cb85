#include "service/access.h"

#include <fmt/format.h>
#include <openssl/crypto.h>

#include <algorithm>

#include "base/digest.h"
#include "base/text.h"
#include "service/guard.h"
#include "service/json_body.h"
#include "service/password.h"
#include "service/problem.h"
#include "service/schema.h"
#include "service/service.h"

namespace lockgate::service {
namespace {

using Json = nlohmann::ordered_json;
using std::chrono::hours, std::chrono::minutes, std::chrono::seconds;

constexpr std::string_view kBearer = "Bearer ";
constexpr std::string_view kCookie = "lockgate_session=";
constexpr auto kIdle = minutes(30);
constexpr auto kLongest = hours(10);
// How long an account that was disabled may still be believed.
constexpr auto kBelieved = seconds(5);
constexpr unsigned kMostFailures = 5;
constexpr auto kBarred = minutes(15);
constexpr std::size_t kMostSessions = 10'000;
constexpr std::size_t kMostNames = 10'000;

std::string_view cookie_of(const Request& request) {
  for (const std::string_view one : split(request.header("cookie"), ';'))
    if (one.starts_with(kCookie)) return one.substr(kCookie.size());
  return {};
}

bool is_same(std::string_view a, std::string_view b) { return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0; }

bool is_change(const Request& request) { return request.method != "GET" && request.method != "HEAD"; }

bool is_signing_in(const Request& request) { return (request.path == "/v1/session" && request.method == "POST") || request.path == "/v1/sign-in" || request.path.starts_with("/v1/sign-in/"); }

Json account_json(const std::string& name, const std::vector<std::string>& roles) { return {{"name", name}, {"roles", roles}}; }

}  // namespace

Access::Access(Records& records, bool is_secure, std::optional<Provider> provider) : accounts_(records), is_secure_(is_secure) {
  if (provider) elsewhere_ = std::make_unique<SingleSignOn>(std::move(*provider), is_secure, [this](const std::string& name) { return begin_elsewhere(name); });
}

bool Access::has_accounts() {
  const std::lock_guard lock(mutex_);
  // Once there are some they are not believed away.
  if (has_accounts_ || Clock::now() - looked_ < kBelieved) return has_accounts_;
  const auto all = accounts_.all();
  has_accounts_ = !all || !all->empty();
  looked_ = Clock::now();
  return has_accounts_;
}

std::optional<Account> Access::account_of(const std::string& key, const std::function<Result<std::optional<Account>>()>& look) {
  const auto known = seen_.find(key);
  if (known != seen_.end() && Clock::now() - known->second.at < kBelieved) return known->second.account;
  const auto found = look();
  if (seen_.size() > kMostNames) seen_.clear();
  // A database that does not answer lets nobody in.
  const std::optional<Account> account = found ? *found : std::nullopt;
  if (account) seen_[key] = {account, Clock::now()};
  else seen_.erase(key);
  return account;
}

std::optional<Access::Session> Access::session_of(const Request& request) {
  const std::string_view cookie = cookie_of(request);
  const auto at = cookie.empty() ? sessions_.end() : sessions_.find(sha256(cookie));
  if (at == sessions_.end()) return std::nullopt;
  const auto now = Clock::now();
  if (now - at->second.last > kIdle || now - at->second.begun > kLongest) return sessions_.erase(at), std::nullopt;
  at->second.last = now;
  return at->second;
}

std::optional<Response> Access::admit(Request& request) {
  if (!has_accounts()) return std::nullopt;
  if (is_open_to_all(request.path) || is_signing_in(request)) {
    request.caller = "nobody";
    return std::nullopt;
  }
  const std::lock_guard lock(mutex_);
  const std::string_view shown = request.header("authorization");
  const bool is_program = shown.starts_with(kBearer);
  const auto session = is_program ? std::nullopt : session_of(request);
  std::optional<Account> account;
  if (is_program) account = account_of("token " + sha256(shown), [&] { return accounts_.active_by_token(trim(shown.substr(kBearer.size()))); });
  if (session) account = account_of("name " + session->name, [&] { return accounts_.active(session->name); });
  if (!account) {
    Response out = problem(401, {"LG0810", "nobody is signed in", "", "sign in by POST /v1/session, or send `Authorization: Bearer TOKEN` of an account of the role `service`"});
    out.headers.emplace_back("WWW-Authenticate", "Bearer");
    return out;
  }
  if (session && is_change(request) && !is_same(request.header("x-csrf-token"), session->word))
    return problem(403, {"LG0829", "the request does not show the word of its session", "", "send `X-CSRF-Token` with the `csrf` that signing in gave"});
  request.caller = account->name;
  request.roles = account->roles;
  return std::nullopt;
}

bool Access::is_barred(const std::string& name) {
  const std::lock_guard lock(mutex_);
  const auto at = failures_.find(name);
  if (at == failures_.end()) return false;
  if (Clock::now() - at->second.first > kBarred) return failures_.erase(at), false;
  return at->second.count >= kMostFailures;
}

void Access::count_failure(const std::string& name) {
  const std::lock_guard lock(mutex_);
  if (failures_.size() > kMostNames) failures_.clear();
  Failures& one = failures_.try_emplace(name, Failures{0, Clock::now()}).first->second;
  ++one.count;
}

Response Access::sign_in(const Request& request) {
  const auto body = read_json_body(request, {"name", "password"}, {});
  if (!body) return problem(400, body.error());
  const auto given = [&](const char* what) { return body->settings.contains(what) ? body->settings.at(what) : std::string(); };
  const std::string name = given("name");
  if (is_barred(name)) {
    Response out = problem(429, {"LG0827", "this account was tried too often with a wrong password", "", "wait a quarter of an hour"});
    out.headers.emplace_back("Retry-After", "900");
    return out;
  }
  const auto account = accounts_.active(name);
  if (!account) return problem(503, account.error());
  // The time it takes is the same whether there is such an account or not.
  if (!is_password(given("password"), *account ? (*account)->password : "")) {
    count_failure(name);
    return problem(401, {"LG0828", "name or password are wrong", "", "`lockgate account password NAME` sets another password"});
  }
  return begin(**account);
}

Response Access::begin(const Account& account) {
  const std::string key = random_word(), word = random_word();
  {
    const std::lock_guard lock(mutex_);
    failures_.erase(account.name);
    std::erase_if(sessions_, [](const auto& one) { return Clock::now() - one.second.last > kIdle; });
    if (sessions_.size() >= kMostSessions) return problem(503, {"LG0812", "too many people are signed in", "", "try again later"});
    sessions_[sha256(key)] = {account.name, word, Clock::now(), Clock::now()};
  }
  Json json = account_json(account.name, account.roles);
  json["csrf"] = word;
  Response out = json_response(json);
  out.headers.emplace_back("Set-Cookie", fmt::format("{}{}; Path=/; HttpOnly; SameSite=Strict{}", kCookie, key, is_secure_ ? "; Secure" : ""));
  return out;
}

// Only an account that was made for it: a provider that lets people choose their names must not give away another's.
Response Access::begin_elsewhere(const std::string& name) {
  const auto account = accounts_.active(name);
  if (!account) return problem(503, account.error());
  if (*account && (*account)->is_elsewhere()) return begin(**account);
  return problem(403, {"LG0848", fmt::format("`{}` has no account for signing in so", excerpt(name)), "", "`lockgate account add NAME --role ROLE --single-sign-on` makes one"});
}

Response Access::sign_out(const Request& request) {
  const std::lock_guard lock(mutex_);
  sessions_.erase(sha256(cookie_of(request)));
  Response out = json_response({{"name", nullptr}, {"roles", Json::array()}});
  out.headers.emplace_back("Set-Cookie", fmt::format("{}; Path=/; HttpOnly; SameSite=Strict; Max-Age=0", kCookie));
  return out;
}

Response Access::who(const Request& request) {
  Json json = account_json(request.caller, request.roles);
  const std::lock_guard lock(mutex_);
  if (const auto session = session_of(request)) json["csrf"] = session->word;
  return json_response(json);
}

Route Access::ways() {
  Route out;
  out.method = "GET";
  out.path = "/v1/sign-in";
  out.name = "ways_to_sign_in";
  out.says = "how people sign in: with a password, and at an identity provider";
  out.gives = {{"application/json", object_of({{"accounts", {{"type", "boolean"}}}, {"single_sign_on", {{"type", {"string", "null"}}}}}, {"accounts", "single_sign_on"})}};
  out.answer = [this](const Request&) { return json_response({{"accounts", has_accounts()}, {"single_sign_on", elsewhere_ ? Json(SingleSignOn::kLeave) : Json(nullptr)}}); };
  return out;
}

std::vector<Route> Access::routes() {
  const Schema person = object_of({{"name", {{"type", {"string", "null"}}}}, {"roles", list_of(text())}, {"csrf", text("to be sent as `X-CSRF-Token` with every change")}}, {"name", "roles"});
  Route in;
  in.method = "POST";
  in.path = "/v1/session";
  in.name = "sign_in";
  in.says = "signs a person in: a cookie, and a word for `X-CSRF-Token`";
  in.takes = {{"application/json", object_of({{"name", text()}, {"password", text()}}, {"name", "password"})}};
  in.gives = {{"application/json", person}};
  in.problems = {401, 429, 503};
  in.is_secret = true;
  in.answer = [this](const Request& request) { return sign_in(request); };
  Route who_asks = in;
  who_asks.method = "GET";
  who_asks.name = "session";
  who_asks.says = "who asks, and in which roles";
  who_asks.takes.clear();
  who_asks.problems.clear();
  who_asks.answer = [this](const Request& request) { return who(request); };
  Route out = who_asks;
  out.method = "DELETE";
  out.name = "sign_out";
  out.says = "ends the session";
  out.answer = [this](const Request& request) { return sign_out(request); };
  std::vector<Route> all = {in, who_asks, out, ways()};
  if (elsewhere_)
    for (Route& route : elsewhere_->routes()) all.push_back(std::move(route));
  return all;
}

}  // namespace lockgate::service
