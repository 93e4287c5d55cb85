#include "cli/command.h"
#include "cli/options.h"
namespace lockgate::cli {
Action declare_diff(CLI::App&) { return [](Session&) {}; }
}
