#include <fmt/format.h>

#include <array>

#include "cli/answer_book.h"
#include "cli/answers.h"
#include "cli/command.h"
#include "cli/list_access.h"
#include "cli/options.h"
#include "cli/orders.h"
#include "cli/sealing.h"
#include "cli/table_check.h"
#include "desk/columnar_file.h"

namespace lockgate::cli {
namespace {

using trade::Verdict;

struct Arguments {
  std::string path;
  std::string out;
  std::string only;
  std::string format = "table";
  bool as_columns = false;
  Question question;
  ListAccess access;
  Sealing sealing;
};

class Tally {
 public:
  void add(Verdict verdict) { ++counts_[static_cast<std::size_t>(verdict)]; }

  // `20 lines | 3 proceed | 9 license | 1 bad`
  std::string line(const Session& session, std::uint64_t bad) const {
    std::uint64_t all = bad;
    std::string out;
    for (std::size_t v = 0; v < counts_.size(); ++v) {
      all += counts_[v];
      if (counts_[v] > 0) out += fmt::format(" | {} {}", counts_[v], session.say(trade::to_string(static_cast<Verdict>(v))));
    }
    const bool is_chinese = session.language() == Language::Chinese;
    if (bad > 0) out += fmt::format(" | {} {}", bad, is_chinese ? "有误" : "bad");
    return fmt::format("{} {}{}\n", all, is_chinese ? "行" : all == 1 ? "line" : "lines", out);
  }

 private:
  std::array<std::uint64_t, 5> counts_{};
};

void check(Session& session, Arguments& given) {
  const bool seals = given.sealing.is_wanted();
  const bool in_columns = given.as_columns || desk::is_columnar(given.path);
  if (seals && in_columns)
    return session.refuse({"LG0722", "orders in columns cannot be sealed: a seal keeps an order's own text", given.path, "give them as JSON Lines or CSV"});
  if (in_columns) return check_table(session, {given.path, given.out, given.only, given.format, given.question, given.access});
  if (!given.out.empty() && !given.out.ends_with(".xlsx"))
    return session.refuse({"LG0002", "`--out` writes a workbook, or Parquet or Arrow for orders that come so", given.path, "use `--out answers.xlsx`, `--format csv` or `--format jsonl`"});
  if (const auto fine = given.question.options_for(Date{}, session.language()); !fine) return session.refuse(fine.error());
  const auto desk = session.open_desk();
  std::unique_ptr<const desk::PartyScreen> screen;
  if (desk != nullptr && !given.access.open(session, *desk, screen)) return;
  const auto orders = desk == nullptr ? nullptr : Orders::open(session, *desk, given.path);
  if (orders == nullptr) return;
  if (seals && !given.sealing.open(session)) return;
  if (seals) orders->keep_text();
  const auto answers = answers_in(given.format, session, desk->law());
  std::optional<AnswerBook> book;
  if (!given.out.empty()) book.emplace(session.language(), desk->law(), given.out);
  if (book) orders->when_bad([&](const std::string& problem) { book->add_problem(orders->headings(), orders->row(), problem); });
  Tally tally;
  while (auto order = orders->next()) {
    const auto options = given.question.options_for(order->date, session.language());
    if (!options) {
      orders->reject(options.error());
      continue;
    }
    const trade::Determination determination = decide(*desk, screen.get(), *order, *options);
    tally.add(determination.verdict);
    if (determination.verdict != Verdict::Proceed) session.worsen(Status::SomeDoNot);
    if (session.out().is_terminal()) orders->make_room();
    book ? book->add(orders->headings(), orders->row(), determination) : answers->add(*order, determination);
    if (seals) given.sealing.add(session, desk::seal(*desk, {order->id, orders->given(), orders->format()}, *order, *options, determination));
  }
  orders->make_room();
  const Result<void> written = book ? book->finish() : Result<void>();
  if (!written) session.refuse(written.error());
  if (!book) answers->finish();
  std::fflush(stdout);
  session.talk().write(tally.line(session, orders->bad()));
  if (seals) given.sealing.finish(session);
}

}  // namespace

Action declare_check(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "ORDERS", given->path, " ", "the orders: JSON, JSON Lines, CSV, .xlsx, Parquet or Arrow IPC; `-` is standard input")->required();
  given->question.declare(app);
  add_text(app, "--out", given->out, "FILE", "write the answers to a file: `.xlsx`, or for orders in columns `.parquet`, otherwise Arrow IPC");
  add_text(app, "--only", given->only, "COLUMNS", "columns of the answer to write to that Parquet or Arrow file: `verdict,us.export`; default: all");
  add_flag(app, "--columns", given->as_columns, "read CSV, a workbook or JSON as columns: a book of any length, answered by kind of line");
  given->access.declare(app);
  add_choice(app, "--format", given->format, {"table", "json", "jsonl", "csv", "md"}, "how to write the answers");
  given->sealing.declare(app);
  return [given](Session& session) { check(session, *given); };
}

}  // namespace lockgate::cli
