#include "cli/table_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/json.h"
#include "base/text.h"
#include "cli/bad_rows.h"
#include "cli/layout.h"
#include "cli/progress.h"
#include "cli/rows.h"
#include "cli/table.h"
#include "desk/book_check.h"
#include "desk/columnar_file.h"
#include "desk/flat_table.h"
#include "wire/determination_csv.h"

namespace lockgate::cli {
namespace {

using batch::Answer;
using desk::BookCheck;

// What was answered how often, and which rows could not be read.
class Counts {
 public:
  Counts(Session& session, std::string path) : session_(session), progress_(session.talk()), bad_(session, std::move(path)) {}

  void add(const BookCheck& check) {
    const batch::AnswerTable& answers = check.answers();
    for (std::size_t a = counts_.size(); a < answers.size(); ++a) verdicts_.push_back(trade::parse_verdict(answers.cell(static_cast<Answer>(a), 0)));
    counts_.resize(answers.size());
    count(check.rows());
    has_bad_ = std::find(verdicts_.begin(), verdicts_.end(), std::nullopt) != verdicts_.end();
    for (std::size_t row = 0; has_bad_ && row < check.rows().size(); ++row)
      if (const Answer answer = check.rows()[row]; !verdicts_[answer]) bad_.add(answers.cell(answer, answers.columns() - 1), rows_ + row + 1, progress_);
    rows_ += check.rows().size();
    progress_.show(0, rows_);
  }

  // `10000000 lines | 3 proceed | 9 license | 1 bad`
  void finish() {
    progress_.clear();
    std::array<std::uint64_t, 5> by_verdict{};
    for (std::size_t a = 0; a < counts_.size(); ++a)
      if (verdicts_[a]) by_verdict[static_cast<std::size_t>(*verdicts_[a])] += counts_[a];
    std::string line;
    for (std::size_t v = 0; v < by_verdict.size(); ++v) {
      const auto verdict = static_cast<trade::Verdict>(v);
      if (by_verdict[v] == 0) continue;
      line += fmt::format(" | {} {}", by_verdict[v], session_.say(trade::to_string(verdict)));
      if (verdict != trade::Verdict::Proceed) session_.worsen(Status::SomeDoNot);
    }
    const bool is_chinese = session_.language() == Language::Chinese;
    if (bad_.count() > 0) line += fmt::format(" | {} {}", bad_.count(), is_chinese ? "有误" : "bad");
    session_.talk().write(fmt::format("{} {}{}\n", rows_, is_chinese ? "行" : rows_ == 1 ? "line" : "lines", line));
  }

  const std::vector<std::uint64_t>& by_answer() const { return counts_; }

 private:
  // Few answers are counted one after the other. Many line after line, in turn in some lists: a number is not counted up again before it is written.
  void count(const std::vector<Answer>& rows) {
    constexpr std::size_t kFew = 16;
    for (std::size_t a = 0; counts_.size() <= kFew && a < counts_.size(); ++a) counts_[a] += batch::best_kernels().count32(rows.data(), rows.size(), static_cast<Answer>(a));
    if (counts_.size() <= kFew) return;
    const std::size_t lists = counts_.size() * 16 < rows.size() ? 4 : 1;
    std::vector<std::uint32_t> counts(lists * counts_.size());
    for (std::size_t row = 0; row < rows.size(); ++row) ++counts[row % lists * counts_.size() + rows[row]];
    for (std::size_t i = 0; i < counts.size(); ++i) counts_[i % counts_.size()] += counts[i];
  }

  Session& session_;
  Progress progress_;
  BadRows bad_;
  std::vector<std::uint64_t> counts_;                     // by answer
  std::vector<std::optional<trade::Verdict>> verdicts_;  // by answer; none: a row that could not be read
  std::uint64_t rows_ = 0;
  bool has_bad_ = false;  // among the answers so far
};

std::vector<std::string> headings(const law::Law& law) {
  std::vector<std::string> out = desk::answer_headings(desk::gate_names(law));
  out.insert(out.begin(), "row");
  return out;
}

class RowWriter {
 public:
  RowWriter(const Session& session, const law::Law& law, bool is_csv) : session_(session), headings_(headings(law)), is_csv_(is_csv) {
    if (is_csv) write_csv_row(session.out(), headings_);
  }

  void add(const BookCheck& check) {
    for (const Answer answer : check.rows()) {
      ++row_;
      if (is_csv_) write_csv(check.answers(), answer);
      else write_json(check.answers(), answer);
    }
  }

 private:
  void write_csv(const batch::AnswerTable& answers, Answer answer) const {
    Cells cells = {std::to_string(row_)};
    for (std::size_t c = 0; c < answers.columns(); ++c) cells.push_back(answers.cell(answer, c));
    write_csv_row(session_.out(), cells);
  }

  void write_json(const batch::AnswerTable& answers, Answer answer) const {
    nlohmann::ordered_json out = {{"row", row_}};
    for (std::size_t c = 0; c < answers.columns(); ++c)
      if (!answers.cell(answer, c).empty()) out[headings_[c + 1]] = answers.cell(answer, c);
    session_.out().write(out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
  }

  const Session& session_;
  std::vector<std::string> headings_;
  bool is_csv_;
  std::uint64_t row_ = 0;
};

// The commonest answers first.
void write_summary(const Session& session, const batch::AnswerTable& answers, const std::vector<std::uint64_t>& counts) {
  std::vector<Answer> order;
  for (std::size_t a = 0; a < counts.size(); ++a)
    if (counts[a] > 0) order.push_back(static_cast<Answer>(a));
  std::stable_sort(order.begin(), order.end(), [&](Answer a, Answer b) { return counts[a] > counts[b]; });
  const std::size_t end = answers.columns();
  Table table(session.out(), {{"LINES", 5, 12, true}, {"VERDICT", 7, 16}, {"RULES", 12, 0}, {"MISSING FACTS", 13, 40}}, true);
  for (const Answer answer : order) {
    const std::string& verdict = answers.cell(answer, 0);
    const std::string& rules = verdict.empty() ? answers.cell(answer, end - 1) : answers.cell(answer, end - 7);
    table.add({{grouped(std::to_string(counts[answer]))}, {verdict.empty() ? session.say("bad") : session.say(verdict)}, {rules}, {answers.cell(answer, end - 5)}});
  }
  table.finish();
  session.out().write("\n");
}

Result<desk::BookQuestion> question_of(const Question& question, trade::Language language) {
  const auto options = question.options_for(Date{}, language);
  if (!options) return tl::unexpected(options.error());
  desk::BookQuestion out;
  if (!question.as_of.empty()) out.as_of = options->as_of;
  out.is_codified = options->is_codified;
  out.known_at = options->known_at;
  return out;
}

std::unique_ptr<BookCheck> open(Session& session, const TableCheck& given, std::shared_ptr<const desk::Desk> desk, const desk::PartyScreen* screen) {
  const auto question = question_of(given.question, session.language());
  if (!question) return session.refuse(question.error()), nullptr;
  auto orders = desk::open_table(given.path, *desk);
  if (!orders) return session.refuse(orders.error()), nullptr;
  auto check = BookCheck::open(std::move(desk), std::move(*orders), *question, screen);
  if (!check) return session.refuse(check.error()), nullptr;
  return std::move(*check);
}

// LG0111: the answer has no such column.
Result<std::vector<std::size_t>> columns_of(const batch::AnswerTable& answers, const std::string& only) {
  std::vector<std::size_t> out;
  for (const std::string_view name : only.empty() ? std::vector<std::string_view>() : split(only, ',')) {
    const auto column = answers.find_column(std::string(name));
    if (!column) return fail("LG0111", fmt::format("an answer has no column `{}`", name), "`verdict`, a gate such as `us.export`, or another of docs/columns.md", "--only");
    out.push_back(*column);
  }
  return out;
}

void write_to_file(Session& session, const TableCheck& given, std::unique_ptr<BookCheck> check, Counts& counts) {
  const auto columns = columns_of(check->answers(), given.only);
  if (!columns) return session.refuse(columns.error());
  auto stream = desk::stream_of(std::move(check), {*columns, desk::kRowsOfFile, [&](const BookCheck& now) { counts.add(now); }});
  const auto written = desk::write_columnar(given.out, std::move(stream));
  if (!written) return session.refuse(written.error());
  counts.finish();
}

}  // namespace

void check_table(Session& session, const TableCheck& given) {
  if (given.format == "json" || given.format == "md")
    return session.refuse({"LG0002", "orders in columns are answered as `table`, `csv` or `jsonl`", given.path, "choose one of these, or write a file with `--out`"});
  std::shared_ptr<const desk::Desk> desk = session.open_desk();
  std::unique_ptr<const desk::PartyScreen> screen;
  if (desk != nullptr && !given.access.open(session, *desk, screen)) return;
  auto check = desk == nullptr ? nullptr : open(session, given, desk, screen.get());
  if (check == nullptr) return;
  Counts counts(session, given.path);
  if (!given.out.empty()) return write_to_file(session, given, std::move(check), counts);
  std::optional<RowWriter> rows;
  if (given.format != "table") rows.emplace(session, desk->law(), given.format == "csv");
  for (;;) {
    const Result<bool> has_more = check->next();
    if (!has_more) return session.refuse(has_more.error());
    if (!*has_more) break;
    counts.add(*check);
    if (rows) rows->add(*check);
  }
  if (!rows) write_summary(session, check->answers(), counts.by_answer());
  counts.finish();
}

}  // namespace lockgate::cli
