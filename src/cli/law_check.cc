#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/command.h"
#include "cli/options.h"
#include "decide/check.h"
#include "decide/law_case.h"
#include "desk/book_folders.h"

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

// An error of one digit or of one sign shows only where a case stands at the threshold and one just below it. Below nothing is no number.
void add_unshown_thresholds(const law::Condition& condition, int rule, const law::Law& law, const decide::LawCaseReport& report, Diagnostics& diagnostics) {
  for (const law::Condition& argument : condition.args) add_unshown_thresholds(argument, rule, law, report, diagnostics);
  if (condition.kind != law::Condition::Kind::Number || condition.threshold.sign() <= 0) return;
  const decide::LawCaseReport::Comparison comparison{rule, condition.place.begin};
  const bool is_at = report.at_threshold.count(comparison) != 0, is_below = report.just_below.count(comparison) != 0;
  if (is_at && is_below) return;
  const law::Rule& declared = law.rules[static_cast<std::size_t>(rule)];
  diagnostics.warning("LG1504", fmt::format("no case of `{}` stands {} {}", declared.label, is_at ? "one unit below" : is_below ? "exactly at" : "at and one unit below",
                                            condition.threshold.to_string()), declared.origin.source, condition.place).help = "write a `case` for each side of the threshold";
}

int count(const Diagnostics& diagnostics, Severity severity) {
  return static_cast<int>(std::count_if(diagnostics.list().begin(), diagnostics.list().end(), [&](const Diagnostic& d) { return d.severity == severity; }));
}

// Book by book: the defines of one are not read by another, so no proof needs two, and small bodies of law are proved sooner.
void prove(desk::Sources sources, Diagnostics& diagnostics) {
  if (sources.rulebooks.empty()) sources.rulebooks = desk::book_folders((std::filesystem::path(sources.data) / "rulebook").string(), sources.data);
  for (const std::string& folder : std::vector<std::string>(sources.rulebooks)) {
    if (std::filesystem::path(folder).filename() == "vocabulary") continue;
    sources.rulebooks = desk::book_folders(folder, sources.data);
    Diagnostics already_reported;
    if (const auto desk = desk::Desk::open(sources, already_reported)) decide::check_law(desk->decider(), diagnostics);
  }
}

void check(Session& session, const std::vector<std::string>& folders, bool is_quick) {
  desk::Sources sources = session.settings().sources;
  sources.data = session.data();
  if (sources.data.empty()) return;
  sources.rulebooks = desk::book_folders(folders.empty() ? sources.rulebooks : folders, sources.data);
  Diagnostics diagnostics;
  const auto desk = desk::Desk::open(sources, diagnostics);
  decide::LawCaseReport report;
  if (desk != nullptr) {
    report = decide::run_law_cases(desk->decider(), diagnostics);
    add_unshown_rules(desk->law(), report, diagnostics);
    for (std::size_t r = 0; r < desk->law().rules.size(); ++r)
      add_unshown_thresholds(desk->law().rules[r].when, static_cast<int>(r), desk->law(), report, diagnostics);
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
  add_flag(app, "--quick", *is_quick, "leave out the proofs: conflicts, dead and unreachable rules");
  return [folders, is_quick](Session& session) { check(session, *folders, *is_quick); };
}

}  // namespace lockgate::cli
