#include "cli/command.h"
#include "cli/options.h"
namespace lockgate::cli {
Action declare_explain(CLI::App&) { return [](Session&) {}; }
}
