#include "law/law.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

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

void number(Condition& condition, int& next) {
  condition.id = next++;
  for (Condition& argument : condition.args) number(argument, next);
}

// The members of sets on a date. A set that stands in many others is read once.
class PlacesOn {
 public:
  PlacesOn(const Law& law, Date date) : law_(law), date_(date) {}

  const std::vector<bool>& of(int index) {
    const auto known = known_.find(index);
    return known != known_.end() ? known->second : known_.emplace(index, read(law_.sets[static_cast<std::size_t>(index)])).first->second;
  }

 private:
  std::vector<bool> read(const NamedSet& set) {
    std::vector<bool> out(kPlaceCodes, false);
    for (const NamedSet::Row& row : set.rows)
      if (row.span.contains(date_))
        if (const auto code = place_code(row.member)) out[*code] = true;
    for (const NamedSet::Term& term : set.terms) {
      const std::vector<bool> part = term.set == kNone ? codes_of(term.literals) : of(term.set);
      for (std::size_t i = 0; i < out.size(); ++i)
        if (part[i]) out[i] = !term.is_minus;
    }
    return out;
  }

  static std::vector<bool> codes_of(const std::vector<std::string>& places) {
    std::vector<bool> out(kPlaceCodes, false);
    for (const std::string& place : places)
      if (const auto code = place_code(place)) out[*code] = true;
    return out;
  }

  const Law& law_;
  Date date_;
  std::map<int, std::vector<bool>> known_;
};

class NamesOn {
 public:
  NamesOn(const Law& law, Date date) : law_(law), date_(date) {}

  const std::set<std::string>& of(int index) {
    const auto known = known_.find(index);
    return known != known_.end() ? known->second : known_.emplace(index, read(law_.sets[static_cast<std::size_t>(index)])).first->second;
  }

 private:
  std::set<std::string> read(const NamedSet& set) {
    std::set<std::string> out;
    for (const NamedSet::Row& row : set.rows)
      if (row.span.contains(date_)) out.insert(row.member);
    for (const NamedSet::Term& term : set.terms) {
      std::set<std::string> part = term.set == kNone ? folded(term.literals) : of(term.set);
      if (term.is_minus) std::erase_if(out, [&](const std::string& name) { return part.count(name) != 0; });
      else out.merge(part);
    }
    return out;
  }

  static std::set<std::string> folded(const std::vector<std::string>& names) {
    std::set<std::string> out;
    for (const std::string& name : names) out.insert(fold(name));
    return out;
  }

  const Law& law_;
  Date date_;
  std::map<int, std::set<std::string>> known_;
};

}  // namespace

int Law::find_fact(std::string_view name) const { return lookup(fact_names, name); }
int Law::find_define(std::string_view name) const { return lookup(define_names, name); }
int Law::find_rule(std::string_view label) const { return lookup(rule_names, label); }
int Law::find_reading(std::string_view name) const { return index_of(readings, name); }
int Law::find_gate(std::string_view name) const { return index_of(gates, name); }

void Law::number_conditions() {
  for (Rule& rule : rules) number(rule.when, condition_count);
  for (Rider& rider : riders) {
    number(rider.when, condition_count);
    if (rider.met) number(*rider.met, condition_count);
    if (rider.failed) number(*rider.failed, condition_count);
  }
}

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

bool Digits::fits(std::string_view code) const {
  const auto count = std::count_if(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
  const auto dots = std::count(code.begin(), code.end(), '.');
  return static_cast<std::size_t>(count + dots) == code.size() && count >= fewest && count <= most;
}

std::string Digits::in_words() const { return fmt::format("{} to {} digits, with or without dots", fewest, most); }

std::vector<bool> places_on(const Law& law, int index, Date date) { return PlacesOn(law, date).of(index); }

std::vector<std::string> names_on(const Law& law, int index, Date date) {
  const std::set<std::string> names = NamesOn(law, date).of(index);
  return {names.begin(), names.end()};
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
