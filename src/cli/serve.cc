#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include <fstream>
#include <thread>

#include "base/text.h"
#include "cli/command.h"
#include "cli/open_service.h"
#include "cli/options.h"
#include "service/server.h"

namespace lockgate::cli {
namespace {

constexpr std::size_t kShortestToken = 16;

struct Arguments {
  service::ServerSettings server;
  std::vector<std::string> names;
  std::string token_file;
  ServiceSources sources;
  bool is_quiet = false;
};

// The first line of the file. LG0817: none is named though others can reach the service, or it holds none worth the name.
Result<std::string> read_token(const Arguments& given) {
  if (given.token_file.empty()) {
    if (service::is_loopback(given.server.host)) return "";
    return fail("LG0817", fmt::format("others can reach {}, and no token is asked of them", given.server.host), "write a long random word to a file that only you can read, and name it with --token-file");
  }
  std::ifstream file(given.token_file);
  std::string line;
  if (!std::getline(file, line) || trim(line).size() < kShortestToken)
    return fail("LG0817", fmt::format("the first line of the file is no token of at least {} characters", kShortestToken), "`openssl rand -hex 32 > FILE` writes one", given.token_file);
  return std::string(trim(line));
}

std::vector<std::string> names_of(const Arguments& given) {
  std::vector<std::string> out = {"localhost", "127.0.0.1", "[::1]", given.server.host.find(':') == std::string::npos ? given.server.host : "[" + given.server.host + "]"};
  out.insert(out.end(), given.names.begin(), given.names.end());
  return out;
}

void serve(Session& session, const Arguments& given) {
  const auto token = read_token(given);
  if (!token) return session.refuse(token.error());
  const auto service = open_service(session, given.sources);
  if (service == nullptr) return;
  service::ServerSettings settings = given.server;
  settings.has_log = !given.is_quiet;
  const auto answer = [&](service::Request& request, std::string& route) { return service->answer(request, route); };
  const auto observe = [&](const std::string& method, const std::string& route, unsigned status, double seconds) { service->metrics().count_request(method, route, status, seconds); };
  const auto ready = [&](std::uint16_t port) {
    session.out().write(fmt::format("lockgate serves http://{}:{}/\n", settings.host, port));
    std::fflush(stdout);
  };
  if (const auto served = service::serve(settings, service::Guard(names_of(given), *token), answer, observe, ready); !served) session.refuse(served.error());
}

}  // namespace

Action declare_serve(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  given->server.threads = std::max(2U, std::thread::hardware_concurrency());
  service::Limits& limits = given->server.limits;
  add_text(app, "--host", given->server.host, "ADDRESS", "the address to listen on; any but this machine's own needs --token-file");
  app.add_option("--port", given->server.port, "the port; 0 takes one that is free; default 8080")->option_text("N");
  add_list(app, "--allow-host", given->names, "NAME", "a further name under which the service is reached, such as that of a proxy; repeat for more");
  add_text(app, "--token-file", given->token_file, "FILE", "a file with the token that requests must show");
  add_text(app, "--ledger", given->sources.ledger, "FILE|URL", "the ledger to show: `sqlite:PATH` or `postgres://…`; or the variable LOCKGATE_LEDGER")->envname("LOCKGATE_LEDGER");
  add_list(app, "--list", given->sources.lists, "FILE", "a list that names are screened against; repeat for more; none: the excerpt that comes with the program");
  app.add_option("--threads", given->server.threads, "how many requests are answered at a time; default one a core")->option_text("N")->check(CLI::Range(1, 256));
  app.add_option("--max-body", limits.body_bytes, "the largest body, in bytes; default 16777216")->option_text("N");
  app.add_option("--max-connections", limits.connections, "how many connections may be open; default 512")->option_text("N");
  app.add_option("--header-timeout", limits.header_seconds, "seconds that a connection may wait, or take to send the head of a request; default 15")->option_text("N");
  app.add_option("--body-timeout", limits.body_seconds, "seconds that a body may take to arrive; default 60")->option_text("N");
  add_flag(app, "--quiet", given->is_quiet, "write no line to stderr for each request");
  return [given](Session& session) { serve(session, *given); };
}

}  // namespace lockgate::cli
