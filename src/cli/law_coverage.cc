#include <fmt/format.h>

#include "cli/command.h"
#include "cli/coverage.h"
#include "cli/options.h"
#include "cli/page.h"
#include "cli/table.h"

namespace lockgate::cli {
namespace {

using law::Law;

void show_counts(const Session& session, const Law& law) {
  Table table(session.out(), {{"BOOK", 6, 24}, {"RULES", 5, 8, true}, {"STEPS", 5, 8, true}, {"NOT TEXT", 8, 8, true}, {"CONTESTED", 9, 9, true},
                              {"DUTIES", 6, 8, true}, {"NOTES", 5, 8, true}, {"CASES", 5, 8, true}, {"LEFT OUT", 8, 8, true}});
  for (const Coverage& book : coverage_of(law)) {
    std::vector<Cell> row = {{book.book}};
    for (const std::size_t count : {book.rules, book.steps, book.not_text, book.contested, book.duties, book.notes, book.cases, book.left_out.size()}) row.push_back({std::to_string(count)});
    table.add(std::move(row));
  }
}

void show_gaps(const Session& session, const Law& law) {
  Page page;
  for (const Coverage& book : coverage_of(law)) {
    if (book.left_out.empty()) continue;
    page.gap(), page.heading(book.book + ": left out");
    for (const law::Untranslatable* gap : book.left_out) page.item("-", fmt::format("{} [{}]: {}", gap->what, gap->cites, gap->effect));
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
