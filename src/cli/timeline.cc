#include "cli/timeline.h"

#include <fmt/format.h>

namespace lockgate::cli {
namespace {

using law::Law;

void add_spans(Timeline& out, const std::vector<Span>& spans, const LawChange& change) {
  const auto add = [&](Date date, const char* marker) { out[date].push_back({marker, change.name, change.cite, change.says}); };
  for (const Span& span : spans) {
    if (span.from != Date::earliest()) add(span.from, "+");
    if (!span.is_open()) add(span.until, "-");
  }
}

// A rule that is enforced other than it stands in the code has two lives.
template <class Entry>
void add_entry(Timeline& out, const Entry& entry) {
  const bool differs = !entry.enforced.empty() && entry.enforced != entry.in_force;
  add_spans(out, entry.in_force, {"", entry.label, entry.cites, differs ? " (in the code)" : ""});
  if (differs) add_spans(out, entry.enforced, {"", entry.label, entry.cites, " (enforced)"});
}

void add_rows(Timeline& out, const Law& law) {
  for (const law::NamedSet& set : law.sets) {
    std::map<Date, std::pair<int, int>> moves;
    for (const law::NamedSet::Row& row : set.rows) {
      if (row.span.from != Date::earliest()) ++moves[row.span.from].first;
      if (!row.span.is_open()) ++moves[row.span.until].second;
    }
    for (const auto& [date, move] : moves) out[date].push_back({"=", set.name, "", fmt::format(": members: {} in, {} out", move.first, move.second)});
  }
}

void add_dates(Timeline& out, const law::Condition& condition, const std::string& label) {
  if (condition.kind == law::Condition::Kind::Date) out[condition.date].push_back({"=", label, "", " looks at this date"});
  for (const law::Condition& arg : condition.args) add_dates(out, arg, label);
}

}  // namespace

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

std::string text_of(const LawChange& change) { return change.name + (change.marker == "=" ? "" : "  [" + change.cite + "]") + change.says; }

}  // namespace lockgate::cli
