#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "base/text.h"
#include "cli/command.h"
#include "cli/occurrences.h"
#include "cli/open_service.h"
#include "cli/options.h"
#include "desk/watch.h"
#include "service/server.h"
#include "wire/json_file.h"

namespace lockgate::cli {
namespace {

constexpr std::size_t kShortestToken = 16;
// A request that seals waits for the disk, and those that wait together share a flush of it.
constexpr unsigned kThreadsThatWait = 32;
constexpr std::size_t kMegabyte = 1024 * 1024;

struct Arguments {
  service::ServerSettings server;
  std::vector<std::string> names;
  std::string token_file;
  ServiceSources sources;
  std::size_t cache_megabytes = 64;
  std::string webhooks;
  unsigned look_every = 60;
  bool is_quiet = false;
};

// The first line of the file, or nothing where none is named. LG0817: it holds none worth the name.
Result<std::string> read_token(const Arguments& given) {
  if (given.token_file.empty()) return "";
  std::ifstream file(given.token_file);
  std::string line;
  if (!std::getline(file, line) || trim(line).size() < kShortestToken)
    return fail("LG0817", fmt::format("the first line of the file is no token of at least {} characters", kShortestToken), "`openssl rand -hex 32 > FILE` writes one", given.token_file);
  return std::string(trim(line));
}

// Others can reach the service only where somebody is asked who he is.
Result<void> check_reach(const Arguments& given, service::Access& access) {
  if (service::is_loopback(given.server.host) || !given.token_file.empty() || access.has_accounts()) return {};
  return fail("LG0817", fmt::format("others can reach {}, and nobody is asked who he is", given.server.host), "make accounts with `lockgate account add`, or write a long random word to a file that only you can read and name it with --token-file");
}

std::vector<std::string> names_of(const Arguments& given) {
  std::vector<std::string> out = {"localhost", "127.0.0.1", "[::1]", given.server.host.find(':') == std::string::npos ? given.server.host : "[" + given.server.host + "]"};
  out.insert(out.end(), given.names.begin(), given.names.end());
  return out;
}

// Null: nobody is to be told anything. Nothing: the file of endpoints cannot be used, and that has been said.
std::optional<std::unique_ptr<service::Announcer>> open_announcer(Session& session, const Arguments& given, const Publisher& publisher) {
  if (given.webhooks.empty()) return nullptr;
  const auto value = wire::read_json_file(given.webhooks);
  if (!value) return session.refuse(value.error()), std::nullopt;
  auto endpoints = service::read_endpoints(*value);
  if (!endpoints) return session.refuse(endpoints.error()), std::nullopt;
  const auto occurrences = std::make_shared<Occurrences>([&publisher] { return publisher.now(); }, given.sources.ledger, given.sources.lists.empty() ? std::vector<std::string>{desk::excerpt_in(session.data())} : given.sources.lists);
  // What cannot be noticed now is noticed the next time.
  return std::make_unique<service::Announcer>(*publisher.now()->records(), std::move(*endpoints), [occurrences](const service::Announcer::Tell& tell) { static_cast<void>(occurrences->notice(tell)); }, given.look_every);
}

void serve(Session& session, const Arguments& given) {
  const auto token = read_token(given);
  if (!token) return session.refuse(token.error());
  if (given.server.certificate_file.empty() != given.server.key_file.empty()) return session.refuse({"LG0835", "a certificate and its key come together", "", "name both --tls-certificate and --tls-key"});
  const auto publisher = open_publisher(session, given.sources);
  if (publisher == nullptr) return;
  // Who may ask, and what is counted, is the same when another service takes the place of this one.
  const auto access = publisher->now()->keeping().access;
  const auto metrics = publisher->now()->keeping().metrics;
  if (const auto fine = check_reach(given, *access); !fine) return session.refuse(fine.error());
  service::Guard guard(names_of(given), *token);
  guard.ask([&](service::Request& request) { return access->admit(request); });
  service::ServerSettings settings = given.server;
  settings.has_log = !given.is_quiet;
  if (given.sources.is_sealing) settings.threads = std::max(settings.threads, kThreadsThatWait);
  const auto announcer = open_announcer(session, given, *publisher);
  if (!announcer) return;
  const service::Handler handler{[&](service::Request& request, std::string& route) { return publisher->answer(request, route); }, [&](service::Request& request, std::string& route) { return publisher->answer_at_once(request, route); }};
  const auto observe = [&](const std::string& method, const std::string& route, unsigned status, double seconds) { metrics->count_request(method, route, status, seconds); };
  const auto ready = [&](std::uint16_t port) {
    session.out().write(fmt::format("lockgate serves {}://{}:{}/\n", given.sources.is_secure ? "https" : "http", settings.host, port));
    std::fflush(stdout);
  };
  if (const auto served = service::serve(settings, guard, handler, observe, ready); !served) session.refuse(served.error());
}

}  // namespace

Action declare_serve(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  given->server.threads = std::max(2U, std::thread::hardware_concurrency());
  service::Limits& limits = given->server.limits;
  add_text(app, "--host", given->server.host, "ADDRESS", "the address to listen on; any but this machine's own needs accounts or --token-file");
  app.add_option("--port", given->server.port, "the port; 0 takes one that is free; default 8080")->option_text("N");
  add_list(app, "--allow-host", given->names, "NAME", "a further name under which the service is reached, such as that of a proxy; repeat for more");
  add_text(app, "--token-file", given->token_file, "FILE", "a file with the token that requests must show");
  add_text(app, "--tls-certificate", given->server.certificate_file, "FILE", "speak TLS with this certificate and those above it, in PEM");
  add_text(app, "--tls-key", given->server.key_file, "FILE", "its key, in PEM");
  add_text(app, "--ledger", given->sources.ledger, "FILE|URL", "the ledger to show, with the service's accounts and records: `sqlite:PATH` or `postgres://…`; or the variable LOCKGATE_LEDGER")->envname("LOCKGATE_LEDGER");
  add_text(app, "--single-sign-on", given->sources.provider, "FILE", "the identity provider (OpenID Connect) where people of accounts made with --single-sign-on sign in");
  add_flag(app, "--seal", given->sources.is_sealing, "enter every determination of /v1/check in the ledger before it is sent");
  app.add_option("--cache-mb", given->cache_megabytes, "megabytes for answers that are asked for again; 0: none; default 64")->option_text("N")->check(CLI::Range(0, 65536));
  add_text(app, "--webhooks", given->webhooks, "FILE", "endpoints that are told of changed verdicts, new rules, low licenses, duties that fall due and lists replaced");
  app.add_option("--look-every", given->look_every, "seconds between two looks at what endpoints are told of; default 60")->option_text("N")->check(CLI::Range(1, 86400));
  add_list(app, "--list", given->sources.lists, "FILE", "a list that names are screened against; repeat for more; none: the excerpt that comes with the program");
  app.add_option("--threads", given->server.threads, "how many requests that may take long are answered at a time; default one a core")->option_text("N")->check(CLI::Range(1, 256));
  app.add_option("--max-body", limits.body_bytes, "the largest body, in bytes; default 16777216")->option_text("N");
  app.add_option("--max-connections", limits.connections, "how many connections may be open; default 512")->option_text("N");
  app.add_option("--header-timeout", limits.header_seconds, "seconds that a connection may wait, or take to send the head of a request; default 15")->option_text("N");
  app.add_option("--body-timeout", limits.body_seconds, "seconds that a body may take to arrive; default 60")->option_text("N");
  add_text(app, "--browser", given->sources.browser, "FILE", "the Chromium that sets memos as PDF; none: the one in PATH; or the variable LOCKGATE_BROWSER")->envname("LOCKGATE_BROWSER");
  add_flag(app, "--quiet", given->is_quiet, "write no line to stderr for each request");
  return [given](Session& session) {
    given->sources.cache_bytes = given->cache_megabytes * kMegabyte;
    given->sources.is_serving = true;
    given->sources.is_secure = !given->server.certificate_file.empty();
    serve(session, *given);
  };
}

}  // namespace lockgate::cli
