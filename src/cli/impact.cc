#include "analysis/impact.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <fmt/ranges.h>

#include <cmath>

#include "base/json.h"
#include "cli/analysis_access.h"
#include "cli/analysis_commands.h"
#include "cli/comparison_page.h"
#include "cli/layout.h"
#include "cli/options.h"
#include "cli/page.h"
#include "desk/impact_json.h"

namespace lockgate::cli {
namespace {

using analysis::Distribution;
using analysis::Interval;
using analysis::Reproduction;

struct Arguments {
  std::vector<std::string> between;
  std::string rule;
  std::string on = "today";
  std::string amount;
  desk::Route route{"", "", "commercial_ai"};
  bool is_published = false;
  std::string format = "table";
  Question question;
};

std::string moved_by(const std::vector<analysis::Contributor>& contributors) {
  std::string out;
  for (const auto& one : contributors) out += fmt::format("{}{} {:.0f} %", out.empty() ? "" : ", ", one.name, 100 * one.share);
  return out;
}

// ---- published estimates

void write_published(Session& session, const std::vector<Reproduction>& all, const std::string& format) {
  if (format == "json") return session.out().write(desk::to_json(all).dump(2) + "\n");
  Page page;
  page.title("Published estimates, computed again");
  for (const Reproduction& one : all) {
    const std::string standing = desk::standing_of(one);
    std::string text = one.published.what;
    if (one.computed) text += fmt::format(": {} here, {} published, {:+.1f} % ({})", text_of(*one.computed), text_of({*one.published.mid, *one.published.mid, *one.published.mid}), one.error_percent(), standing);
    else text += fmt::format(": {}", one.published.note);
    if (!one.contributors.empty()) text += "; moved by " + moved_by(one.contributors);
    page.item(pad(one.published.id, 5), text, 1, standing == "off" ? Style::Red : standing == "open" ? Style::Dim : Style::Plain);
  }
  format == "md" ? page.write_markdown(session.out()) : page.write_text(session.out());
}

// ---- what an amount is

void write_amount(Session& session, const analysis::Records& records, double amount, const std::string& format) {
  const auto found = records.about(amount);
  if (format == "json") return session.out().write(desk::to_json(found).dump(2) + "\n");
  Page page;
  page.title(fmt::format("About USD {:g} billion, {} things go by that amount", amount, found.size()));
  for (const auto* one : found)
    page.item("·", fmt::format("{}, {}: {} of {}, {}; {} ({})", one->date.to_string(), one->product, one->concept_word, one->low == one->high ? fmt::format("{:g}", one->low) : fmt::format("{:g} to {:g}", one->low, one->high), one->period, one->what, one->source));
  page.line("A charge is a cost, revenue lost is income that did not come, an order is neither; they do not add up.");
  format == "md" ? page.write_markdown(session.out()) : page.write_text(session.out());
}

// ---- what a change of law does

std::string gates_text(const trade::Determination& one) {
  std::string out = to_string(one.verdict);
  for (const trade::Gate& gate : one.gates)
    if (gate.outcome != "not_applicable") out += fmt::format(", {} {}", gate.gate, gate.outcome);
  return out;
}

std::string stake_text(const analysis::Stake& stake) {
  std::string out = fmt::format("{} {} in {}: {} units, {} TPP", stake.units->kind, stake.units->market, stake.units->year, text_of(stake.count.at), text_of(stake.tpp.at));
  if (stake.revenue.at.mid > 0) out += fmt::format(", USD {} billion a year, moved by {}", text_of({stake.revenue.at.low / 1e9, stake.revenue.at.mid / 1e9, stake.revenue.at.high / 1e9}), moved_by(stake.revenue.contributors));
  return fmt::format("{} ({})", out, stake.units->source);
}

void write_change(Session& session, const std::vector<desk::StakedChange>& all, const Arguments& given) {
  if (given.format == "json") return session.out().write(desk::to_json(all).dump(2) + "\n");
  Page page;
  page.title(fmt::format("On the route {} to {} for {}: {} chips are treated differently", given.route.origin, given.route.destination, given.route.end_use, all.size()));
  for (const auto& [change, stakes] : all) {
    page.item("·", fmt::format("{} {}: {} → {}", change.part->id, change.word(), gates_text(change.before), gates_text(change.after)), 1, change.is_freed() ? Style::Green : change.is_caught() ? Style::Red : Style::Plain);
    for (const analysis::Stake& stake : stakes) page.line(stake_text(stake), Style::Plain, 3);
  }
  page.line("Units are what the source says of a year of that market; a chip without a line has no published number, which is not zero.");
  given.format == "md" ? page.write_markdown(session.out()) : page.write_text(session.out());
}

Result<std::pair<Date, Date>> days_asked(const AnalysisWorld& world, const Arguments& given) {
  if (!given.rule.empty()) return desk::days_around(world.desk->law(), given.rule);
  if (given.between.size() == 1 || given.between.size() > 2) return fail("LG0907", "two days are expected, the one before and the one after", "--between 2025-04-08 2025-04-09");
  const auto before = parse_day(given.between.empty() ? given.on : given.between.front());
  const auto after = parse_day(given.between.empty() ? given.on : given.between.back());
  if (!before || !after) return tl::unexpected(before ? after.error() : before.error());
  return std::pair(*before, *after);
}

void change_law(Session& session, const AnalysisWorld& world, const analysis::Records& records, const Arguments& given) {
  if (given.route.origin.empty() || given.route.destination.empty()) return session.refuse({"LG0906", "what the law does to a chip depends on the route", "", "name it with --from and --to"});
  const auto days = days_asked(world, given);
  if (!days) return session.refuse(days.error());
  // With an overlay and one day, the law without the overlay stands against the law with it.
  std::unique_ptr<const desk::Desk> base;
  if (days->first == days->second && !session.settings().sources.overlays.empty()) {
    desk::Sources sources = session.settings().sources;
    sources.overlays.clear();
    base = session.open_desk(sources);
    if (base == nullptr) return;
  }
  const auto old = given.question.options_for(days->first, session.language());
  const auto now = given.question.options_for(days->second, session.language());
  if (!old || !now) return session.refuse(old ? now.error() : old.error());
  auto chips = desk::changes_between(base ? *base : *world.desk, *old, *world.desk, *now, given.route);
  if (!chips) return session.refuse(chips.error());
  write_change(session, desk::with_stakes(std::move(*chips), given.route, world.parts, *world.market, records, days->second), given);
}

void impact(Session& session, const Arguments& given) {
  const auto world = open_analysis(session);
  if (!world) return;
  Diagnostics diagnostics;
  const auto records = analysis::Records::load(world->data + "/market", diagnostics);
  if (records == nullptr) return refuse_market(session, world->data, diagnostics);
  if (!given.amount.empty()) {
    const auto amount = Decimal::parse(given.amount);
    return amount && amount->sign() >= 0 ? write_amount(session, *records, analysis::to_double(*amount), given.format)
                                        : session.refuse({"LG0909", fmt::format("expected an amount in billions of USD, found `{}`", given.amount), "", "--amount 15"});
  }
  if (!given.is_published) return change_law(session, *world, *records, given);
  const auto all = analysis::reproduce(*world->market, *records, world->parts);
  all ? write_published(session, *all, given.format) : session.refuse(all.error());
}

}  // namespace

Action declare_impact(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  app.add_option("--between", given->between, "two days; which chips they treat differently")->option_text("DAY DAY")->expected(1, 2);
  add_text(app, "--rule", given->rule, "RULE", "a rule: the day before it came into force against that day");
  add_text(app, "--on", given->on, "DATE", "with --overlay: the day on which the law with the overlay stands against the law without; default today");
  add_text(app, "--from", given->route.origin, "COUNTRY", "where the chips leave");
  add_text(app, "--to", given->route.destination, "COUNTRY", "where they go");
  add_text(app, "--end-use", given->route.end_use, "WORD", "what for; default commercial_ai");
  add_text(app, "--amount", given->amount, "BILLIONS", "which stated amounts, and of what, are about as much");
  add_flag(app, "--published", given->is_published, "compute the published estimates of market/estimates.tsv again");
  add_choice(app, "--format", given->format, {"table", "json", "md"}, "how to write it");
  given->question.declare(app, false);
  return [given](Session& session) { impact(session, *given); };
}

}  // namespace lockgate::cli
