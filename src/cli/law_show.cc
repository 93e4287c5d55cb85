#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "cli/command.h"
#include "cli/declaration.h"
#include "cli/layout.h"
#include "cli/options.h"
#include "cli/page.h"
#include "cli/table.h"

namespace lockgate::cli {
namespace {

using law::kNone;
using law::Law;

constexpr std::size_t kManyMembers = 60;

std::string join(const std::vector<std::string>& words, const char* between = ", ") { return fmt::format("{}", fmt::join(words, between)); }

void show_books(const Session& session, const Law& law) {
  Table table(session.out(), {{"BOOK", 6, 24}, {"RULES", 5, 6, true}, {"FACTS", 5, 6, true}, {"CASES", 5, 6, true}, {"VERIFIED THROUGH", 10, 16}, {"TITLE", 12, 0}});
  for (std::size_t b = 0; b < law.books.size(); ++b) {
    const law::Book& book = law.books[b];
    const auto count = [&](const auto& list) {
      return std::to_string(std::count_if(list.begin(), list.end(), [&](const auto& entry) { return entry.origin.book == static_cast<int>(b); }));
    };
    const bool use_chinese = session.language() == Language::Chinese && !book.title_zh.empty();
    table.add({{book.name + (book.is_overlay ? " (overlay)" : "")}, {count(law.rules)}, {count(law.facts)}, {count(law.cases)},
               {book.verified_through ? book.verified_through->to_string() : "-"}, {use_chinese ? book.title_zh : book.title}});
  }
}

std::string openness_of(const law::Fact& fact) {
  if (fact.form != kNone || !fact.owner_lists.empty()) return "derived";
  if (fact.closed.empty()) return "open";
  return fact.closed.front().without.empty() && fact.closed.front().roles.empty() ? "closed" : "closed at times";
}

void show_facts(const Session& session, const Law& law) {
  Table table(session.out(), {{"FACT", 8, 36}, {"TYPE", 4, 16}, {"PER", 4, 6}, {"ABSENT", 6, 16}, {"MEANS", 20, 0}});
  for (const law::Fact& fact : law.facts) {
    const bool use_chinese = session.language() == Language::Chinese && !fact.label_zh.empty();
    table.add({{fact.name}, {std::string(law::to_string(fact.type)) + (fact.unit.empty() ? "" : " " + fact.unit)}, {law::to_string(fact.dimension)},
               {openness_of(fact)}, {use_chinese ? fact.label_zh : fact.means.empty() ? fact.label : fact.means}});
  }
}

// `rules`, `gates`, …: all of one kind. False: there is no such kind.
bool show_kind(const Session& session, const Law& law, const std::string& name) {
  std::vector<Declaration> all = declarations_of(law);
  std::erase_if(all, [&](const Declaration& one) { return name != std::string(one.kind) + "s" && !(name == "duties" && std::string(one.kind) == "duty"); });
  if (all.empty()) return false;
  Table table(session.out(), {{"NAME", 12, 44}, {"WHERE", 12, 44}, {"SAYS", 20, 0}});
  for (const Declaration& one : all) table.add({{one.name}, {place_text(*one.origin)}, {one.says}});
  return true;
}

// What the source of a rule does not say: who makes exceptions to it, and what it concludes.
void add_rule(Page& page, const Law& law, int index) {
  std::vector<std::string> exceptions, higher;
  for (const law::Rule& other : law.rules)
    if (std::find(other.exception_to.begin(), other.exception_to.end(), index) != other.exception_to.end()) exceptions.push_back(other.label);
  for (const law::Order& order : law.orders)
    if (order.second == index) higher.push_back(law.rules[static_cast<std::size_t>(order.first)].label);
  if (!exceptions.empty()) page.pair("exceptions", join(exceptions));
  if (!higher.empty()) page.pair("goes after", join(higher));
}

void add_define(Page& page, const Law& law, int index) {
  std::vector<std::string> rules;
  for (const law::Rule& rule : law.rules)
    if (rule.define == index) rules.push_back(rule.label);
  if (!rules.empty()) page.pair("concluded by", join(rules));
}

void add_set(Page& page, const Law& law, int index, Date day) {
  std::vector<std::string> members;
  if (law.sets[static_cast<std::size_t>(index)].kind == law::NamedSet::Kind::Places) {
    const std::vector<bool> places = law::places_on(law, index, day);
    for (std::size_t code = 0; code < places.size(); ++code)
      if (places[code]) members.push_back(lockgate::place_text(static_cast<std::uint16_t>(code)));
  } else {
    members = law::names_on(law, index, day);
  }
  const std::size_t all = members.size();
  members.resize(std::min(all, kManyMembers));
  page.pair("on " + day.to_string(), fmt::format("{} members: {}{}", all, join(members), all > kManyMembers ? ", …" : ""));
}

void add_entry(Page& page, const Law& law, const Declaration& one, Date day) {
  page.title(std::string(one.kind) + " " + one.name);
  page.line("--> " + place_text(*one.origin), Style::Dim);
  if (const std::string text = entry_text(*one.origin); !text.empty()) page.source(text);
  if (const int rule = law.find_rule(one.name); rule != kNone && one.origin == &law.rules[static_cast<std::size_t>(rule)].origin) add_rule(page, law, rule);
  if (std::string(one.kind) == "define") add_define(page, law, law.find_define(one.name));
  if (std::string(one.kind) == "set") add_set(page, law, law.set_names.find(one.name)->second, day);
  page.gap();
}

void refuse_name(Session& session, const Law& law, const std::string& name) {
  std::vector<std::string> names;
  for (const Declaration& one : declarations_of(law)) names.push_back(one.name);
  const auto near = nearest(name, names);
  session.refuse({"LG0012", fmt::format("nothing in the rulebooks is called `{}`", excerpt(name)), "", near ? fmt::format("did you mean `{}`?", *near) : "`lockgate law show` lists the books"});
}

// A whole name, or the beginning of one up to a dot.
void show_name(Session& session, const Law& law, const std::string& name, Date day) {
  const std::vector<Declaration> all = declarations_of(law);
  std::vector<Declaration> found;
  std::copy_if(all.begin(), all.end(), std::back_inserter(found), [&](const Declaration& one) { return one.name == name; });
  if (found.empty()) std::copy_if(all.begin(), all.end(), std::back_inserter(found), [&](const Declaration& one) { return one.name.starts_with(name + "."); });
  if (found.empty()) return refuse_name(session, law, name);
  Page page;
  for (const Declaration& one : found) add_entry(page, law, one, day);
  page.write_text(session.out());
}

struct Arguments {
  std::vector<std::string> names;
  std::string on = "today";
};

void show(Session& session, const Arguments& given) {
  const Result<Date> day = parse_day(given.on);
  if (!day) return session.refuse(day.error());
  const auto desk = session.open_desk();
  if (desk == nullptr) return;
  if (given.names.empty()) show_books(session, desk->law());
  for (const std::string& name : given.names) {
    if (name == "facts") show_facts(session, desk->law());
    else if (!show_kind(session, desk->law(), name)) show_name(session, desk->law(), name, *day);
  }
}

}  // namespace

Action declare_law_show(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_list(app, "NAME", given->names, " ", "names, or beginnings of names; `facts`, `rules`, `gates`, `sets`, … list all of a kind; none: the books");
  add_text(app, "--on", given->on, "DATE", "the date for which sets are listed");
  return [given](Session& session) { show(session, *given); };
}

}  // namespace lockgate::cli
