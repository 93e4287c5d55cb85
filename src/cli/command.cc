#include "cli/command.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>

#include "base/text.h"
#include "cli/analysis_commands.h"
#include "cli/options.h"
#include "cli/service_commands.h"

namespace lockgate::cli {

const char* const kVersion = "lockgate 0.1.0";

namespace {

constexpr const char* kAbout = "Decides whether a shipment of AI chips may go, under which authority, with which duties, and says why.";
constexpr const char* kFooter =
    "ORDERS is JSON, JSON Lines, CSV, Parquet or Arrow IPC, or `-` for standard input. Results go to stdout, everything else to stderr.\n"
    "Exit status: 0 every line proceeds; 1 some line does not; 2 usage or input error; 3 rulebook or catalogue missing or broken; 4 internal.";

void add_global_options(CLI::App& app, Settings& settings) {
  app.set_help_flag("-h,--help", "what this command does");
  app.set_version_flag("--version", kVersion, "print the version");
  add_list(app, "--rulebook", settings.sources.rulebooks, "DIR", "a rulebook, or a folder of them, to load instead of the data folder's; repeat for more");
  add_list(app, "--overlay", settings.sources.overlays, "DIR", "a rulebook laid over the base; repeat for more");
  add_text(app, "--data", settings.sources.data, "DIR", "the folder that holds rulebook and catalogue");
  add_choice(app, "--lang", settings.language, {"en", "zh"}, "language of the answers");
  add_choice(app, "--color", settings.colour, {"auto", "always", "never"}, "colour; NO_COLOR is heeded");
  add_flag(app, "--exit-zero", settings.exit_zero, "exit with 0 although some line does not proceed");
}

// The app of a command's parent: `law` of `law show`.
CLI::App& parent_of(CLI::App& app, const std::string& path) {
  const std::size_t blank = path.find(' ');
  return blank == std::string::npos ? app : *app.get_subcommand(path.substr(0, blank));
}

void add_command(CLI::App& app, const Command& command, Action& chosen) {
  CLI::App& parent = parent_of(app, command.path);
  CLI::App& sub = *parent.add_subcommand(command.path.substr(command.path.find(' ') + 1), command.summary);
  if (command.declare == nullptr) {
    sub.require_subcommand(1);
    return;
  }
  sub.footer("`lockgate --help` lists the options that every command takes.");
  sub.callback([&chosen, action = command.declare(sub)] { chosen = action; });
}

// A word that was meant to be a command.
std::string nearest_command(int argc, const char* const* argv) {
  std::vector<std::string> names;
  for (const Command& command : commands())
    for (const std::string_view word : split(command.path, ' ')) names.emplace_back(word);
  for (int i = 1; i < argc; ++i) {
    const bool is_known = std::find(names.begin(), names.end(), argv[i]) != names.end();
    if (const auto near = nearest(argv[i], names); near && !is_known) return fmt::format("did you mean `{}`? `lockgate --help` lists the commands", *near);
  }
  return "`lockgate --help` lists the commands and options";
}

void run_action(Session& session, const Action& action) {
  try {
    action(session);
  } catch (const std::exception& error) {
    session.complain({"LG0099", fmt::format("this is a bug in lockgate: {}", error.what()), "", "please report it with the command that led here"});
    session.worsen(Status::Internal);
  }
}

}  // namespace

const std::vector<Command>& commands() {
  static const std::vector<Command> kCommands = {
      {"check", "decide every order of a file", declare_check},
      {"explain", "the path of an order through the law, with citations; or what an error code means", declare_explain},
      {"memo", "a memo of an order for print and file: HTML or PDF, in English, Chinese or both", declare_memo},
      {"diff", "which lines change between two dates or two rulebooks, and why", declare_diff},
      {"chips", "the catalogue: figures, ranges, sources, classification on a date", declare_chips},
      {"screen", "who on the lists is this? hits with evidence", declare_screen},
      {"hits", "what persons have said about hits", nullptr},
      {"hits rule", "say whether a name is the listed party: a true match, not a match, escalated", declare_hits_rule},
      {"hits list", "who said what about which hit, and when", declare_hits_list},
      {"lists", "lists of parties themselves", nullptr},
      {"lists check", "may this list take the place of an older one?", declare_lists_check},
      {"lists fetch", "download lists into a signed snapshot", declare_lists_fetch},
      {"lists diff", "what changes from one list to another, and whom of your parties it concerns", declare_lists_diff},
      {"own", "the 50 % rule over an ownership graph", declare_own},
      {"law", "the rulebook itself", nullptr},
      {"law check", "find what is wrong with the rulebooks and run their cases", declare_law_check},
      {"law show", "a rule, fact, define, set, gate or reading with its text and source", declare_law_show},
      {"law diff", "the kinds of orders that two dates or postures treat differently", declare_law_diff},
      {"law kinds", "into how many kinds the law divides items, parties and orders", declare_law_kinds},
      {"law timeline", "the dates on which the law changes", declare_law_timeline},
      {"law published", "what a firm has laid over the rulebooks, by two persons; as folders for --overlay", declare_law_published},
      {"law coverage", "what the rulebooks hold, and what they leave out", declare_law_coverage},
      {"design", "the best part that fuses can make of a chip and the law still lets through, with its certificate", declare_design},
      {"plan", "what to order from whom, quarter by quarter, while licenses and imports may open and close", declare_plan},
      {"cases", "run orders with the answers expected of them", declare_cases},
      {"license", "the ledger: what was granted, and what is left of it", nullptr},
      {"license add", "enter a license with its lines, parties and conditions", declare_license_add},
      {"license show", "a license: what is granted, reserved, shipped and left, what is owed, which draws are frozen", declare_license_show},
      {"license list", "all licenses", declare_license_list},
      {"license amend", "change a line's quantity or value, or the license's last day", declare_license_amend},
      {"license revoke", "end a license; open reservations are frozen", declare_license_revoke},
      {"license changed", "what a change of law or a revocation between two dates does to open lines, draws and cases; --apply puts them on hold", declare_license_changed},
      {"license lift", "end the hold that `license changed --apply` put on a line, a draw or a case", declare_license_lift},
      {"license hold", "keep every record of a license until the hold is released", declare_license_hold},
      {"ship", "draw on a license: at once, or as a reservation", declare_ship},
      {"supply", "record goods that need no license and count in a ratio", declare_supply},
      {"draw", "what becomes of a draw", nullptr},
      {"draw list", "draws, and what would be said if the open ones were settled", declare_draw_list},
      {"draw settle", "ship what was reserved; everything is judged anew", declare_draw_settle},
      {"draw void", "give a reservation back", declare_draw_void},
      {"draw expire", "give back a reservation whose last day is over", declare_draw_expire},
      {"draw note", "a later event of a shipment, from which its records are kept", declare_draw_note},
      {"duty", "what is owed under licenses", nullptr},
      {"duty list", "duties with their owners and dates", declare_duty_list},
      {"duty add", "enter a duty", declare_duty_add},
      {"duty meet", "meet a duty, with evidence", declare_duty_meet},
      {"duty revoke", "take back what a duty rested on; nothing ships until it is met again", declare_duty_revoke},
      {"laboratory", "laboratories whose tests shipments rely on", nullptr},
      {"laboratory accredit", "a laboratory may be relied on from now on", declare_laboratory_accredit},
      {"laboratory revoke", "it may not any more; every open draw that relies on it is frozen", declare_laboratory_revoke},
      {"case", "a sale from the first question to the last record", nullptr},
      {"case open", "open a case, with the steps and clocks of today", declare_case_open},
      {"case show", "what blocks it, who must act, until when, what happens otherwise", declare_case_show},
      {"case list", "all cases and where they stand", declare_case_list},
      {"case record", "a step that was taken, a hold, an approval", declare_case_record},
      {"case fill", "fields of forms that only people can fill in", declare_case_fill},
      {"case pack", "the forms of a case, filled in as far as is known, with what is missing and what disagrees", declare_case_pack},
      {"replay", "decide a sealed determination again and compare the bytes", declare_replay},
      {"bundle", "a sealed determination as one file that can be read and verified offline", declare_bundle},
      {"audit", "verify the journal link by link, and the tables against it", declare_audit},
      {"demo", "write a folder with orders, a license and a list, to try things on", declare_demo},
      {"serve", "the service: the page for browsers and the interface for programs", declare_serve},
      {"account", "who may ask the service, and for what", nullptr},
      {"account add", "an account for a person, or for a program", declare_account_add},
      {"account list", "all accounts", declare_account_list},
      {"account password", "give a person another password", declare_account_password},
      {"account disable", "shut an account out", declare_account_disable},
      {"mcp", "the same for assistants: the Model Context Protocol on stdin and stdout; `serve` has it at /mcp", declare_mcp},
      {"compare", "chips side by side, a claim about two of them judged axis by axis, a cluster sized and priced", declare_compare},
      {"impact", "what a change of law frees or catches, and published estimates computed again", declare_impact},
      {"completion", "a completion script for your shell", declare_completion},
  };
  return kCommands;
}

std::unique_ptr<CLI::App> build_app(Settings& settings, Action& chosen) {
  auto app = std::make_unique<CLI::App>(kAbout, "lockgate");
  app->fallthrough();
  app->require_subcommand(1);
  app->footer(kFooter);
  add_global_options(*app, settings);
  for (const Command& command : commands()) add_command(*app, command, chosen);
  return app;
}

int run(int argc, const char* const* argv) {
  std::signal(SIGABRT, [](int) { std::_Exit(static_cast<int>(Status::Internal)); });
  Settings settings;
  Action action;
  const auto app = build_app(settings, action);
  if (argc == 1) {
    std::fputs(app->help().c_str(), stderr);
    return static_cast<int>(Status::BadInput);
  }
  try {
    app->parse(argc, argv);
  } catch (const CLI::Success& wish) {
    return app->exit(wish);
  } catch (const CLI::ParseError& error) {
    Session session(settings);
    session.refuse({"LG0001", error.what(), "", nearest_command(argc, argv)});
    return session.exit_code();
  }
  Session session(settings);
  run_action(session, action);
  return session.exit_code();
}

}  // namespace lockgate::cli
