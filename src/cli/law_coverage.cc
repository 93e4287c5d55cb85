#include <fmt/format.h>

#include <algorithm>

#include "cli/command.h"
#include "cli/options.h"
#include "cli/page.h"
#include "cli/table.h"

namespace lockgate::cli {
namespace {

using law::Law;

// What a book holds of one sort, as text for a table.
template <class List, class Wanted>
std::string count(const List& list, std::size_t book, Wanted wanted) {
  return std::to_string(std::count_if(list.begin(), list.end(), [&](const auto& entry) { return entry.origin.book == static_cast<int>(book) && wanted(entry); }));
}

void show_counts(const Session& session, const Law& law) {
  Table table(session.out(), {{"BOOK", 6, 24}, {"RULES", 5, 8, true}, {"STEPS", 5, 8, true}, {"NOT TEXT", 8, 8, true}, {"CONTESTED", 9, 9, true},
                              {"DUTIES", 6, 8, true}, {"NOTES", 5, 8, true}, {"CASES", 5, 8, true}, {"LEFT OUT", 8, 8, true}});
  const auto any = [](const auto&) { return true; };
  for (std::size_t b = 0; b < law.books.size(); ++b) {
    const auto is_step = [](const law::Rule& rule) { return rule.kind == law::Rule::Kind::Step; };
    const auto is_duty = [](const law::Rider& rider) { return rider.kind == law::Rider::Kind::Duty; };
    table.add({{law.books[b].name},
               {count(law.rules, b, [&](const law::Rule& rule) { return !is_step(rule); })},
               {count(law.rules, b, is_step)},
               {count(law.rules, b, [](const law::Rule& rule) { return rule.basis != "text"; })},
               {count(law.rules, b, [](const law::Rule& rule) { return !rule.contested.empty() || rule.reading != law::kNone; })},
               {count(law.riders, b, is_duty)},
               {count(law.riders, b, [&](const law::Rider& rider) { return !is_duty(rider); })},
               {count(law.cases, b, any)},
               {count(law.untranslatables, b, any)}});
  }
}

void show_gaps(const Session& session, const Law& law) {
  Page page;
  for (std::size_t b = 0; b < law.books.size(); ++b) {
    bool is_first = true;
    for (const law::Untranslatable& gap : law.untranslatables) {
      if (gap.origin.book != static_cast<int>(b)) continue;
      if (is_first) page.gap(), page.heading(law.books[b].name + ": left out");
      is_first = false;
      page.item("-", fmt::format("{} [{}]: {}", gap.what, gap.cites, gap.effect));
    }
  }
  page.write_text(session.out());
}

}  // namespace

Action declare_law_coverage(CLI::App&) {
  return [](Session& session) {
    const auto desk = session.open_desk();
    if (desk == nullptr) return;
    show_counts(session, desk->law());
    show_gaps(session, desk->law());
  };
}

}  // namespace lockgate::cli
