// The commands around the service: who may ask it, what it writes for a file, and a folder to try it on. Each in the file of its name, but for the accounts, which share one.
#pragma once

#include "cli/command.h"

namespace lockgate::cli {

Action declare_account_add(CLI::App& app);
Action declare_account_disable(CLI::App& app);
Action declare_account_list(CLI::App& app);
Action declare_account_password(CLI::App& app);
Action declare_demo(CLI::App& app);
Action declare_memo(CLI::App& app);

}  // namespace lockgate::cli
