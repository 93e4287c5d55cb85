#include "cli/table_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/json.h"
#include "cli/bad_rows.h"
#include "cli/change_sums.h"
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

// What lines of one answer have in common, and what they add up to.
struct Kind {
  Difference difference;
  std::string transition;
  Sum sum;
};

class Changes {
 public:
  Changes(Session& session, const TableDiff& given)
      : session_(session), given_(given), words_(given.after.desk->law(), session.language()), progress_(session.talk()), bad_(session, given.path) {
    if (given.format == "csv") write_csv_row(session.out(), {"row", "verdict_before", "verdict_after", "change", "disappearing", "appearing"});
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

  void finish() {
    progress_.clear();
    if (given_.format == "json") write_json();
    if (given_.format == "table") write_table();
    const std::string line = fmt::format("{} of {} lines change{}\n", changed_, rows_, bad_.count() == 0 ? "" : fmt::format(", {} cannot be read", bad_.count()));
    if (given_.format != "table") return session_.talk().write(line);
    session_.out().write(line + sums_.text("  "));
  }

 private:
  Kind& kind_of(const BookDifference& difference, Answer answer) {
    const auto known = kinds_.find(answer);
    if (known != kinds_.end()) return known->second;
    const BookDifference::Pair& pair = difference.changed(answer);
    Kind kind{{{}, *pair.before, *pair.after}, {}, {}};
    kind.transition = words_.transition(kind.difference);
    return kinds_.emplace(answer, std::move(kind)).first->second;
  }

  void add_changed(const BookDifference& difference, std::size_t row, Answer answer) {
    ++changed_;
    Kind& kind = kind_of(difference, answer);
    if (given_.format == "csv") return write_csv(difference.answers().cell(answer, BookDifference::kChange), kind.difference);
    if (given_.format == "jsonl") return write_line(kind.difference);
    const trade::Order amount = difference.amount(row);
    kind.sum.add(amount);
    sums_.add(kind.transition, kind.difference, amount);
  }

  void write_csv(const std::string& change, const Difference& one) const {
    write_csv_row(session_.out(), {std::to_string(rows_), trade::to_string(one.before.verdict), trade::to_string(one.after.verdict), change, rules_of(one.disappearing()), rules_of(one.appearing())});
  }

  // As line by line, but that the line is known by its row and was judged among others, on days that need not be its own.
  void write_line(const Difference& one) const {
    Json line = {{"row", rows_}};
    line.update(to_json(one));
    line.erase("order"), line.erase("as_of");
    for (Json& asked : line["asking"]) asked.erase("question");
    session_.out().write(line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
  }

  void write_json() const {
    const Json out = {{"lines", rows_}, {"changed", changed_}, {"bad", bad_.count()}, {"sums", sums_.sums_json()}, {"asking", sums_.asking_json()}};
    session_.out().write(out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  }

  // Lines that change in the same way, for the same reasons, the most first.
  void write_table() const {
    std::map<std::pair<std::string, std::string>, Sum> alike;
    for (const auto& [answer, kind] : kinds_) alike[{words_.verdicts(kind.difference), words_.gates(kind.difference) + ChangeWords::reasons(kind.difference)}].add(kind.sum);
    std::vector<std::pair<std::pair<std::string, std::string>, Sum>> sorted(alike.begin(), alike.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second.lines > b.second.lines; });
    Table table(session_.out(), {{"VERDICT", 7, 16}, {"WHAT CHANGES", 20, 0}, {"SUM", 10, 40}}, true);
    for (const auto& [words, sum] : sorted) table.add({{words.first}, {words.second}, {sum.text()}});
    table.finish();
    if (!sorted.empty()) session_.out().write("\n");
  }

  Session& session_;
  const TableDiff& given_;
  ChangeWords words_;
  Progress progress_;
  BadRows bad_;
  std::map<Answer, Kind> kinds_;
  ChangeSums sums_;
  std::uint64_t rows_ = 0, changed_ = 0;
};

std::unique_ptr<BookDifference> open(Session& session, const TableDiff& given, std::unique_ptr<const desk::PartyScreen>& screen) {
  if (!given.access.open(session, *given.after.desk, screen)) return nullptr;
  if (screen != nullptr && screen->is_by_day() && given.before.question.as_of != given.after.question.as_of)
    return session.refuse({"LG0535", "two days are not compared in columns while holdings begin or end: a party may have other owners on each", given.path, "export the orders as CSV or JSON Lines, and leave out --columns"}), nullptr;
  auto orders = desk::open_table(given.path, *given.after.desk);
  if (!orders) return session.refuse(orders.error()), nullptr;
  auto difference = BookDifference::open(given.before, given.after, std::move(*orders), screen.get());
  if (!difference) return session.refuse(difference.error()), nullptr;
  return std::move(*difference);
}

}  // namespace

void diff_table(Session& session, const TableDiff& given) {
  if (given.format == "md") return session.refuse({"LG0002", "changes in columns are written as `table`, `json`, `csv` or `jsonl`", given.path, "choose one of these, or write a file with `--out`"});
  std::unique_ptr<const desk::PartyScreen> screen;
  auto difference = open(session, given, screen);
  if (difference == nullptr) return;
  if (!given.out.empty()) {
    const auto written = desk::write_columnar(given.out, desk::stream_of(std::move(difference), {{}, desk::kRowsOfFile, {}}));
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
