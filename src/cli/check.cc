#include "cli/command.h"
#include "cli/options.h"
namespace lockgate::cli {
Action declare_check(CLI::App&) { return [](Session&) {}; }
}
