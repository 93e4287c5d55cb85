#include "cli/command.h"
#include "cli/options.h"
namespace lockgate::cli {
Action declare_cases(CLI::App&) { return [](Session&) {}; }
}
