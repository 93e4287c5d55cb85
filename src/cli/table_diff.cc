#include "cli/table_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/bad_rows.h"
#include "cli/difference.h"
#include "cli/progress.h"
#include "cli/rows.h"
#include "cli/table.h"
#include "desk/book_difference.h"
#include "desk/columnar_file.h"
#include "desk/flat_table.h"

namespace lockgate::cli {
namespace {

using batch::Answer;
using desk::BookDifference;
using Json = nlohmann::ordered_json;

class Changes {
 public:
  Changes(Session& session, const TableDiff& given) : session_(session), given_(given), progress_(session.talk()), bad_(session, given.path) {
    if (given.format == "csv") write_csv_row(session.out(), {"row", "verdict_before", "verdict_after", "change"});
  }

  void add(const BookDifference& difference) {
    const batch::AnswerTable& answers = difference.answers();
    for (std::size_t row = 0; row < difference.rows().size(); ++row) {
      const Answer answer = difference.rows()[row];
      ++rows_;
      if (difference.is_bad(answer)) bad_.add(answers.cell(answer, answers.columns() - 1), rows_, progress_);
      else if (!answers.cell(answer, BookDifference::kChange).empty()) add_changed(difference, row, answer);
    }
    progress_.show(0, rows_);
  }

  // The largest first.
  void finish() {
    progress_.clear();
    std::vector<std::pair<std::string, Sum>> sums(sums_.begin(), sums_.end());
    std::stable_sort(sums.begin(), sums.end(), [](const auto& a, const auto& b) { return a.second.lines > b.second.lines; });
    const std::string line = fmt::format("{} of {} lines change{}\n", changed_, rows_, bad_.count() == 0 ? "" : fmt::format(", {} cannot be read", bad_.count()));
    if (given_.format != "table") return session_.talk().write(line);
    Table table(session_.out(), {{"VERDICT", 7, 22}, {"WHAT CHANGES", 20, 0}, {"SUM", 10, 40}}, true);
    for (const auto& [change, sum] : sums) {
      const std::size_t end = change.find('\n');
      table.add({{change.substr(0, end)}, {change.substr(end + 1)}, {sum.text()}});
    }
    table.finish();
    session_.out().write("\n" + line);
  }

 private:
  void add_changed(const BookDifference& difference, std::size_t row, Answer answer) {
    ++changed_;
    const auto cell = [&](std::size_t column) -> const std::string& { return difference.answers().cell(answer, column); };
    const std::string &was = cell(BookDifference::kVerdictBefore), &is = cell(BookDifference::kVerdictAfter), &change = cell(BookDifference::kChange);
    const std::string verdict = was == is ? session_.say(is) : session_.say(was) + " → " + session_.say(is);
    if (given_.format == "table") sums_[verdict + "\n" + change].add(difference.order(row));
    if (given_.format == "csv") write_csv_row(session_.out(), {std::to_string(rows_), was, is, change});
    if (given_.format != "jsonl") return;
    const Json line = {{"row", rows_}, {"verdict", {{"before", was}, {"after", is}}}, {"change", change}};
    session_.out().write(line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
  }

  Session& session_;
  const TableDiff& given_;
  Progress progress_;
  BadRows bad_;
  std::map<std::string, Sum> sums_;  // by verdict and change
  std::uint64_t rows_ = 0, changed_ = 0;
};

std::unique_ptr<BookDifference> open(Session& session, const TableDiff& given, std::unique_ptr<const desk::PartyScreen>& screen) {
  std::shared_ptr<const desk::Desk> desk = session.open_desk();
  if (desk == nullptr || !given.access.open(session, *desk, screen)) return nullptr;
  if (screen != nullptr && screen->is_by_day())
    return session.refuse({"LG0535", "two days are not compared in columns while holdings begin or end: a party may have other owners on each", given.path, "export the orders as CSV or JSON Lines, and leave out --columns"}), nullptr;
  auto orders = desk::open_table(given.path, *desk);
  if (!orders) return session.refuse(orders.error()), nullptr;
  auto difference = BookDifference::open(std::move(desk), std::move(*orders), given.before, given.after, screen.get());
  if (!difference) return session.refuse(difference.error()), nullptr;
  return std::move(*difference);
}

}  // namespace

void diff_table(Session& session, const TableDiff& given) {
  if (given.format == "json" || given.format == "md")
    return session.refuse({"LG0002", "orders in columns are answered as `table`, `csv` or `jsonl`", given.path, "choose one of these, or write a file with `--out`"});
  std::unique_ptr<const desk::PartyScreen> screen;
  auto difference = open(session, given, screen);
  if (difference == nullptr) return;
  if (!given.out.empty()) {
    const auto written = desk::write_columnar(given.out, desk::stream_of(std::move(difference)));
    if (!written) session.refuse(written.error());
    return;
  }
  Changes changes(session, given);
  for (;;) {
    const Result<bool> has_more = difference->next();
    if (!has_more) return session.refuse(has_more.error());
    if (!*has_more) break;
    changes.add(*difference);
  }
  changes.finish();
}

}  // namespace lockgate::cli
