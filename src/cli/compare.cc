#include <CLI/CLI.hpp>

#include "analysis/accuracy.h"
#include "cli/analysis_access.h"
#include "cli/analysis_commands.h"
#include "cli/comparison_page.h"
#include "cli/options.h"
#include "desk/demand_file.h"

namespace lockgate::cli {
namespace {

struct Arguments {
  std::vector<std::string> chips;
  std::string workload = "llama-70b-chat";
  std::string weights;
  int count = 0;
  std::string claim;
  std::string on = "today";
  std::string format = "table";
  std::string calibrate;
  RunAsked run;
};

// The keys of both sides, foretold from what was known on the day.
Result<std::vector<analysis::Hindsight>> test_turns(const std::string& data) {
  Diagnostics diagnostics;
  const auto flips = desk::read_flips(data, diagnostics);
  if (diagnostics.has_errors()) return fail(diagnostics.list().front().code, diagnostics.list().front().message);
  std::vector<analysis::Hindsight> out;
  for (const char* side : {"washington", "beijing"}) {
    auto one = analysis::hindsight_of(flips, side);
    if (!one) return tl::unexpected(one.error());
    out.push_back(std::move(*one));
  }
  return out;
}

void write_calibration(Session& session, const AnalysisWorld& world, const std::string& what) {
  const auto accuracy = analysis::measure_accuracy(*world.market, world.parts);
  const auto turns = test_turns(world.data);
  if (!accuracy || !turns) return session.refuse(accuracy ? turns.error() : accuracy.error());
  session.out().write(what == "constants" ? analysis::constants_sheet(*accuracy) : what == "spreads" ? analysis::spreads_sheet(*accuracy) : analysis::accuracy_page(*accuracy, *turns));
}

Result<analysis::Workload> workload_of(const AnalysisWorld& world, const Arguments& given) {
  const auto known = world.market->workload(given.workload);
  if (!known) return tl::unexpected(known.error());
  analysis::Workload out = **known;
  if (given.count > 0) out.chips = given.count;
  if (!given.weights.empty()) out.weights = given.weights == "fp4" ? analysis::Format::Bits4 : given.weights == "fp8" ? analysis::Format::Bits8 : analysis::Format::Bits16;
  return out;
}

// The chips of the command line, or those that the claim names.
std::vector<const analysis::Part*> chips_of(Session& session, const AnalysisWorld& world, const std::vector<std::string>& names) {
  std::vector<const analysis::Part*> out;
  for (const std::string& name : names) {
    const auto part = world.desk->catalogue().look_up(name);
    if (part) out.push_back(&world.parts.find((*part)->id)->second);
    else session.refuse(part.error());
  }
  return out.size() == names.size() ? out : std::vector<const analysis::Part*>{};
}

// Either no run is asked for, or all of one.
bool is_whole(const RunAsked& run) {
  const bool is_none = run.parameters == 0 && run.tokens == 0 && run.days == 0;
  const bool is_all = run.parameters > 0 && run.tokens > 0 && run.days > 0;
  return (is_none || is_all) && run.overhead >= 0;
}

void compare(Session& session, const Arguments& given) {
  if (!is_whole(given.run)) return session.refuse({"LG0910", "a run to train needs parameters, tokens and days, all above zero", "", "--train 405e9 --tokens 15.6e12 --days 78"});
  const auto world = open_analysis(session);
  if (!world) return;
  if (!given.calibrate.empty()) return write_calibration(session, *world, given.calibrate);
  const Result<Date> day = parse_day(given.on);
  if (!day) return session.refuse(day.error());
  std::optional<analysis::Claim> claim;
  std::vector<std::string> names = given.chips;
  if (!given.claim.empty()) {
    auto read = analysis::parse_claim(given.claim);
    if (!read) return session.refuse(read.error());
    names = {read->subject, read->object};
    claim = std::move(*read);
  }
  if (names.empty()) return session.refuse({"LG0903", "no chip is named", "", "name one or more chips, or give --claim \"H200 = 6 x H20\""});
  const auto workload = workload_of(*world, given);
  if (!workload) return session.refuse(workload.error());
  const auto parts = chips_of(session, *world, names);
  if (parts.empty()) return;
  const analysis::Comparison comparison = analysis::compare(parts, *workload, *world->market, *day);
  for (const Error& refusal : comparison.refusals) {
    session.complain(refusal, Severity::Warning);
    session.worsen(Status::SomeDoNot);
  }
  write_comparison(session, comparison, claim, given.run, *world->market, given.format);
}

}  // namespace

Action declare_compare(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_list(app, "CHIP", given->chips, " ", "chips by id or name; each is set over the last");
  add_text(app, "--workload", given->workload, "NAME", "a workload of market/workloads.tsv; default llama-70b-chat");
  add_choice(app, "--weights", given->weights, {"fp4", "fp8", "bf16"}, "the format of the weights, instead of the workload's");
  app.add_option("--chips", given->count, "chips that serve the workload, instead of its own number")->option_text("N")->check(CLI::Range(1, 100000));
  add_text(app, "--claim", given->claim, "TEXT", "a claim to judge axis by axis: \"H200 = 6 x H20\", \"H20 is 70% of H100\"");
  add_text(app, "--on", given->on, "DATE", "the day whose prices count; default today");
  app.add_option("--train", given->run.parameters, "a run to train: parameters of a dense model (405e9)")->option_text("N");
  app.add_option("--tokens", given->run.tokens, "and the tokens it is trained on (15e12)")->option_text("N");
  app.add_option("--days", given->run.days, "and the days it may take")->option_text("N");
  app.add_option("--overhead", given->run.overhead, "USD that a server of eight costs beside its chips, for the cost of clusters of equal power")->option_text("USD");
  add_choice(app, "--calibrate", given->calibrate, {"page", "constants", "spreads"}, "fit the model anew and write docs/accuracy.md or a file of market/");
  add_choice(app, "--format", given->format, {"table", "json", "md"}, "how to write it");
  return [given](Session& session) { compare(session, *given); };
}

}  // namespace lockgate::cli
