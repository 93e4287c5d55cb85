#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/command.h"
#include "cli/options.h"
#include "cli/page.h"

namespace lockgate::cli {
namespace {

using law::Law;

struct Change {
  std::string marker;  // `+` starts, `-` ends, `=` a condition looks at the date
  std::string text;
};
using Timeline = std::map<Date, std::vector<Change>>;

void add_spans(Timeline& out, const std::vector<Span>& spans, const std::string& text, const char* what) {
  for (const Span& span : spans) {
    if (span.from != Date::earliest()) out[span.from].push_back({"+", text + what});
    if (!span.is_open()) out[span.until].push_back({"-", text + what});
  }
}

// A rule that is enforced other than it stands in the code has two lives.
template <class Entry>
void add_entry(Timeline& out, const Entry& entry) {
  const std::string text = entry.label + "  [" + entry.cites + "]";
  const bool differs = !entry.enforced.empty() && entry.enforced != entry.in_force;
  add_spans(out, entry.in_force, text, differs ? " (in the code)" : "");
  if (differs) add_spans(out, entry.enforced, text, " (enforced)");
}

void add_rows(Timeline& out, const Law& law) {
  for (const law::NamedSet& set : law.sets) {
    std::map<Date, std::pair<int, int>> moves;
    for (const law::NamedSet::Row& row : set.rows) {
      if (row.span.from != Date::earliest()) ++moves[row.span.from].first;
      if (!row.span.is_open()) ++moves[row.span.until].second;
    }
    for (const auto& [date, move] : moves) out[date].push_back({"=", fmt::format("{}: members: {} in, {} out", set.name, move.first, move.second)});
  }
}

void add_dates(Timeline& out, const law::Condition& condition, const std::string& label) {
  if (condition.kind == law::Condition::Kind::Date) out[condition.date].push_back({"=", label + " looks at this date"});
  for (const law::Condition& arg : condition.args) add_dates(out, arg, label);
}

Timeline timeline_of(const Law& law) {
  Timeline out;
  for (const Date date : law.boundaries()) out[date];
  for (const law::Rule& rule : law.rules) {
    add_entry(out, rule);
    add_dates(out, rule.when, rule.label);
  }
  for (const law::Rider& rider : law.riders) {
    add_entry(out, rider);
    add_dates(out, rider.when, rider.label);
  }
  add_rows(out, law);
  return out;
}

struct Arguments {
  std::string from;
  std::string until;
};

Result<Span> span_of(const Arguments& given) {
  Span span;
  if (!given.from.empty()) {
    const Result<Date> from = parse_day(given.from);
    if (!from) return tl::unexpected(from.error());
    span.from = *from;
  }
  if (!given.until.empty()) {
    const Result<Date> until = parse_day(given.until);
    if (!until) return tl::unexpected(until.error());
    span.until = *until;
  }
  return span;
}

void show(Session& session, const Arguments& given) {
  const Result<Span> span = span_of(given);
  if (!span) return session.refuse(span.error());
  const auto desk = session.open_desk();
  if (desk == nullptr) return;
  Page page;
  for (const auto& [date, changes] : timeline_of(desk->law())) {
    if (!span->contains(date) || changes.empty()) continue;
    page.heading(date.to_string());
    for (const Change& change : changes)
      page.item(change.marker, change.text, 1, change.marker == "+" ? Style::Green : change.marker == "-" ? Style::Red : Style::Dim);
  }
  page.write_text(session.out());
}

}  // namespace

Action declare_law_timeline(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "--from", given->from, "DATE", "the first date to show");
  add_text(app, "--until", given->until, "DATE", "the date before which to stop");
  return [given](Session& session) { show(session, *given); };
}

}  // namespace lockgate::cli
