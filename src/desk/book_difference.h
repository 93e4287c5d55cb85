// BookDifference: a table of orders put to two days, row for row: what changes between them, and both answers.
#pragma once

#include <memory>

#include "batch/answer_table.h"
#include "decide/outlines.h"
#include "desk/book.h"
#include "desk/party_screen.h"

namespace lockgate::desk {

// The answers have a column `change` (`us.export: license_required (case_by_case) → no_license_required`; empty where nothing
// changes), then those of answer_headings, each twice: `verdict_before`, `verdict_after`. A row that cannot be read has its
// `problem` on both sides. What counts as a change is a verdict, or a gate's outcome, rate or review policy.
class BookDifference {
 public:
  // `screen` outlives the difference and has no holdings that begin or end: both days see the same parties. Null: as the orders say.
  static Result<std::unique_ptr<BookDifference>> open(std::shared_ptr<const Desk> desk, batch::ArrowStream orders, const decide::Options& before, const decide::Options& after,
                                                              const PartyScreen* screen = nullptr);

  // The next batch of the table; false at its end.
  Result<bool> next();
  const std::vector<batch::Answer>& rows() const { return rows_; }
  const batch::AnswerTable& answers() const { return answers_; }
  // An order of the batch, as far as it could be read.
  trade::Order order(std::size_t row) const { return book_->order(row); }

  static constexpr std::size_t kChange = 0;
  static constexpr std::size_t kVerdictBefore = 1;
  static constexpr std::size_t kVerdictAfter = 2;
  bool is_bad(batch::Answer answer) const { return answers_.cell(answer, kVerdictAfter).empty(); }

 private:
  BookDifference(std::shared_ptr<const Desk> desk, batch::ArrowStream orders, const decide::Options& before, const decide::Options& after);
  batch::Answer judge(const trade::Order& order);

  std::shared_ptr<const Desk> desk_;
  batch::ArrowStream orders_;
  decide::Options before_, after_;
  decide::Outlines outlines_;
  batch::AnswerTable answers_;
  std::unique_ptr<Book> book_;
  std::vector<batch::Answer> rows_;
};

batch::Owned<ArrowArrayStream> stream_of(std::unique_ptr<BookDifference> difference);

}  // namespace lockgate::desk
