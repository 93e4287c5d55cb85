// Command: the table of what the command line can do. Help and completion are made from it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/session.h"

namespace CLI {
class App;
}

namespace lockgate::cli {

// What a command does once its arguments are read.
using Action = std::function<void(Session&)>;

struct Command {
  std::string path;  // `check`, `law show`
  std::string summary;
  Action (*declare)(CLI::App& app);  // adds the command's own options; the action reads them
};

const std::vector<Command>& commands();

// The whole command line, for parsing or for completion. The chosen action is left in `chosen`.
std::unique_ptr<CLI::App> build_app(Settings& settings, Action& chosen);

// Parses, runs, and gives the exit status.
int run(int argc, const char* const* argv);

}  // namespace lockgate::cli
