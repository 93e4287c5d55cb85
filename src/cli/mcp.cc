#include <iostream>

#include "cli/command.h"
#include "cli/open_service.h"
#include "cli/options.h"
#include "service/assistant.h"

namespace lockgate::cli {
namespace {

// Messages come a line each on stdin and are answered a line each on stdout, in their order.
void talk(Session& session, const ServiceSources& sources) {
  const auto service = open_service(session, sources);
  if (service == nullptr) return;
  const service::Assistant assistant(*service);
  for (std::string line; std::getline(std::cin, line);) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    if (const auto answer = assistant.answer(line)) {
      session.out().write(answer->text + "\n");
      std::fflush(stdout);
    }
  }
}

}  // namespace

Action declare_mcp(CLI::App& app) {
  const auto sources = std::make_shared<ServiceSources>();
  add_list(app, "--list", sources->lists, "FILE", "a list that names are screened against; repeat for more");
  return [sources](Session& session) { talk(session, *sources); };
}

}  // namespace lockgate::cli
