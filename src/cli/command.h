// Command: the table of what the command line can do. Help and completion are made from it.
#pragma once

#include <functional>
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
  Action (*declare)(CLI::App& app);  // adds the command's own arguments, which the action reads; null: others are below it
};

// `lockgate 0.1.0`
extern const char* const kVersion;

// Each in the file of its name.
Action declare_audit(CLI::App& app);
Action declare_bundle(CLI::App& app);
Action declare_case_fill(CLI::App& app);
Action declare_case_list(CLI::App& app);
Action declare_case_open(CLI::App& app);
Action declare_case_pack(CLI::App& app);
Action declare_case_record(CLI::App& app);
Action declare_case_show(CLI::App& app);
Action declare_cases(CLI::App& app);
Action declare_check(CLI::App& app);
Action declare_chips(CLI::App& app);
Action declare_completion(CLI::App& app);
Action declare_design(CLI::App& app);
Action declare_diff(CLI::App& app);
Action declare_draw_expire(CLI::App& app);
Action declare_draw_list(CLI::App& app);
Action declare_draw_note(CLI::App& app);
Action declare_draw_settle(CLI::App& app);
Action declare_draw_void(CLI::App& app);
Action declare_duty_add(CLI::App& app);
Action declare_duty_list(CLI::App& app);
Action declare_duty_meet(CLI::App& app);
Action declare_duty_revoke(CLI::App& app);
Action declare_explain(CLI::App& app);
Action declare_hits_list(CLI::App& app);
Action declare_hits_rule(CLI::App& app);
Action declare_laboratory_accredit(CLI::App& app);
Action declare_laboratory_revoke(CLI::App& app);
Action declare_law_check(CLI::App& app);
Action declare_law_coverage(CLI::App& app);
Action declare_law_diff(CLI::App& app);
Action declare_law_kinds(CLI::App& app);
Action declare_law_published(CLI::App& app);
Action declare_law_show(CLI::App& app);
Action declare_law_timeline(CLI::App& app);
Action declare_mcp(CLI::App& app);
Action declare_lists_check(CLI::App& app);
Action declare_lists_diff(CLI::App& app);
Action declare_lists_fetch(CLI::App& app);
Action declare_own(CLI::App& app);
Action declare_plan(CLI::App& app);
Action declare_screen(CLI::App& app);
Action declare_serve(CLI::App& app);
Action declare_license_add(CLI::App& app);
Action declare_license_changed(CLI::App& app);
Action declare_license_lift(CLI::App& app);
Action declare_license_amend(CLI::App& app);
Action declare_license_hold(CLI::App& app);
Action declare_license_list(CLI::App& app);
Action declare_license_revoke(CLI::App& app);
Action declare_license_show(CLI::App& app);
Action declare_replay(CLI::App& app);
Action declare_ship(CLI::App& app);
Action declare_supply(CLI::App& app);

// In the order of the help.
const std::vector<Command>& commands();

// The whole command line, to be parsed or described. The action of the command that is named goes to `chosen`.
std::unique_ptr<CLI::App> build_app(Settings& settings, Action& chosen);

// Parses, runs, and gives the exit status.
int run(int argc, const char* const* argv);

}  // namespace lockgate::cli
