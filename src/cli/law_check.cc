#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/book_folders.h"
#include "cli/command.h"
#include "cli/options.h"
#include "decide/check.h"
#include "decide/law_case.h"

namespace lockgate::cli {
namespace {

// A rule without a case that meets it, or without one that does not, has not been shown to say what it should.
void add_unshown_rules(const law::Law& law, const decide::LawCaseReport& report, Diagnostics& diagnostics) {
  for (std::size_t r = 0; r < law.rules.size(); ++r) {
    const law::Rule& rule = law.rules[r];
    const bool is_met = report.rules_met.count(static_cast<int>(r)) != 0;
    const bool is_not_met = report.rules_not_met.count(static_cast<int>(r)) != 0 || rule.when.kind == law::Condition::Kind::True;
    if (is_met && is_not_met) continue;
    const char* missing = is_met ? "does not meet" : is_not_met ? "meets" : "meets or does not meet";
    diagnostics.warning("LG1503", fmt::format("no case {} `{}`", missing, rule.label), rule.origin.source, rule.origin.place).help =
        "write a `case` beside the rule";
  }
}

int count(const Diagnostics& diagnostics, Severity severity) {
  return static_cast<int>(std::count_if(diagnostics.list().begin(), diagnostics.list().end(), [&](const Diagnostic& d) { return d.severity == severity; }));
}

// Book by book: the defines of one are not read by another, so no proof needs two, and small bodies of law are proved sooner.
void prove(desk::Sources sources, Diagnostics& diagnostics) {
  if (sources.rulebooks.empty()) sources.rulebooks = book_folders((std::filesystem::path(sources.data) / "rulebook").string(), sources.data);
  for (const std::string& folder : std::vector<std::string>(sources.rulebooks)) {
    if (std::filesystem::path(folder).filename() == "vocabulary") continue;
    sources.rulebooks = book_folders(folder, sources.data);
    Diagnostics already_reported;
    if (const auto desk = desk::Desk::open(sources, already_reported)) decide::check_law(desk->decider(), diagnostics);
  }
}

void check(Session& session, const std::vector<std::string>& folders, bool is_quick) {
  desk::Sources sources = session.settings().sources;
  sources.data = session.data();
  if (sources.data.empty()) return;
  sources.rulebooks = book_folders(folders.empty() ? sources.rulebooks : folders, sources.data);
  Diagnostics diagnostics;
  const auto desk = desk::Desk::open(sources, diagnostics);
  decide::LawCaseReport report;
  if (desk != nullptr) {
    report = decide::run_law_cases(desk->decider(), diagnostics);
    add_unshown_rules(desk->law(), report, diagnostics);
    if (!is_quick) prove(sources, diagnostics);
  }
  session.report(diagnostics);
  const int errors = count(diagnostics, Severity::Error);
  session.out().write(fmt::format("{} rules | {} cases passed | {} cases failed | {} errors | {} warnings\n", desk ? desk->law().rules.size() : 0,
                                  report.passed, report.failed, errors, count(diagnostics, Severity::Warning)));
  if (errors > 0) session.worsen(Status::SomeDoNot);
}

}  // namespace

Action declare_law_check(CLI::App& app) {
  const auto folders = std::make_shared<std::vector<std::string>>();
  const auto is_quick = std::make_shared<bool>(false);
  add_list(app, "DIR", *folders, " ", "rulebooks to check, with the vocabulary; none: all of them");
  app.add_flag("--quick", *is_quick, "leave out the proofs: conflicts, dead and unreachable rules");
  return [folders, is_quick](Session& session) { check(session, *folders, *is_quick); };
}

}  // namespace lockgate::cli
