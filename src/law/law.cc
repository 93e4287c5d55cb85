#include "law/law.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace lockgate::law {
namespace {

template <class Map>
int lookup(const Map& names, std::string_view name) {
  const auto it = names.find(name);
  return it == names.end() ? kNone : it->second;
}

template <class List>
int index_of(const List& list, std::string_view name) {
  for (std::size_t i = 0; i < list.size(); ++i)
    if (list[i].name == name) return static_cast<int>(i);
  return kNone;
}

void add_dates(const Condition& condition, std::set<Date>& dates) {
  if (condition.kind == Condition::Kind::Date) {
    dates.insert(condition.date);
    dates.insert(condition.date.next());
  }
  for (const Condition& argument : condition.args) add_dates(argument, dates);
}

void add_spans(const std::vector<Span>& spans, std::set<Date>& dates) {
  for (const Span& span : spans) {
    dates.insert(span.from);
    dates.insert(span.until);
  }
}

}  // namespace

int Law::find_fact(std::string_view name) const { return lookup(fact_names, name); }
int Law::find_define(std::string_view name) const { return lookup(define_names, name); }
int Law::find_rule(std::string_view label) const { return lookup(rule_names, label); }
int Law::find_reading(std::string_view name) const { return index_of(readings, name); }
int Law::find_gate(std::string_view name) const { return index_of(gates, name); }

std::vector<Date> Law::boundaries() const {
  std::set<Date> dates;
  const auto add = [&](const auto& rule) {
    add_spans(rule.in_force, dates);
    add_spans(rule.enforced, dates);
    add_dates(rule.when, dates);
  };
  for (const Rule& rule : rules) add(rule);
  for (const Rider& rider : riders) {
    add(rider);
    if (rider.met) add_dates(*rider.met, dates);
    if (rider.failed) add_dates(*rider.failed, dates);
  }
  for (const NamedSet& set : sets)
    for (const NamedSet::Row& row : set.rows) add_spans({row.span}, dates);
  dates.erase(Date::earliest());
  dates.erase(Date::latest());
  return {dates.begin(), dates.end()};
}

std::optional<Date> Law::verified_through() const {
  std::optional<Date> earliest;
  for (const Book& book : books)
    if (book.verified_through && (!earliest || *book.verified_through < *earliest)) earliest = book.verified_through;
  return earliest;
}

std::vector<bool> places_on(const Law& law, int index, Date date) {
  std::vector<bool> out(kPlaceCodes, false);
  const NamedSet& set = law.sets[static_cast<std::size_t>(index)];
  for (const NamedSet::Row& row : set.rows)
    if (row.span.contains(date))
      if (const auto code = place_code(row.member)) out[*code] = true;
  for (const NamedSet::Term& term : set.terms) {
    std::vector<bool> part(kPlaceCodes, false);
    if (term.set != kNone) part = places_on(law, term.set, date);
    for (const std::string& literal : term.literals)
      if (const auto code = place_code(literal)) part[*code] = true;
    for (std::size_t i = 0; i < out.size(); ++i)
      if (part[i]) out[i] = !term.is_minus;
  }
  return out;
}

std::vector<std::string> names_on(const Law& law, int index, Date date) {
  std::set<std::string> out;
  const NamedSet& set = law.sets[static_cast<std::size_t>(index)];
  for (const NamedSet::Row& row : set.rows)
    if (row.span.contains(date)) out.insert(row.member);
  for (const NamedSet::Term& term : set.terms) {
    std::vector<std::string> part;
    if (term.set != kNone) part = names_on(law, term.set, date);
    for (const std::string& literal : term.literals) part.push_back(fold(literal));
    for (const std::string& name : part)
      if (term.is_minus) out.erase(name);
      else out.insert(name);
  }
  return {out.begin(), out.end()};
}

const char* to_string(Type type) {
  static constexpr const char* kNames[] = {"bool", "decimal", "integer", "text", "code", "place", "enum", "set"};
  return kNames[static_cast<int>(type)];
}

const char* to_string(Dimension dimension) {
  static constexpr const char* kNames[] = {"order", "item", "party"};
  return kNames[static_cast<int>(dimension)];
}

}  // namespace lockgate::law
