// AnalysisCommands: the commands around the law: comparison and impact.
#pragma once

#include "cli/command.h"

namespace lockgate::cli {

Action declare_compare(CLI::App& app);
Action declare_impact(CLI::App& app);

}  // namespace lockgate::cli
