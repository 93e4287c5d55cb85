// BookDifference: a table of orders put to two days, postures or bodies of law, row for row: what changes between them, and both answers.
#pragma once

#include <memory>

#include "batch/answer_table.h"
#include "decide/outlines.h"
#include "desk/book_check.h"

namespace lockgate::desk {

// The answers have a column `change` (`us.export: license_required (case_by_case) → no_license_required`; empty where nothing
// changes), then those of answer_headings, each twice: `verdict_before`, `verdict_after`. A row that cannot be read has its
// `problem` on both sides. What counts as a change is a verdict, or a gate's outcome, rate or review policy.
class BookDifference {
 public:
  // `screen` outlives the difference; where holdings begin or end, both sides are on the same day. Null: as the orders say.
  static Result<std::unique_ptr<BookDifference>> open(BookSide before, BookSide after, batch::ArrowStream orders, const PartyScreen* screen = nullptr, const BookLimits& limits = {});

  // Answers the next rows of the table (desk/book.h); false at its end.
  Result<bool> next();
  bool is_end_of_batch() const { return book_->is_end_of_batch(); }
  const std::vector<batch::Answer>& rows() const { return rows_; }
  const batch::AnswerTable& answers() const { return answers_; }
  // An order with the quantity and the price of one of these rows.
  trade::Order amount(std::size_t row) const { return book_->amount(row); }

  static constexpr std::size_t kChange = 0;
  static constexpr std::size_t kVerdictBefore = 1;
  static constexpr std::size_t kVerdictAfter = 2;
  bool is_bad(batch::Answer answer) const { return answers_.cell(answer, kVerdictAfter).empty(); }
  // What both sides say, without sentences; of answers in which something changes.
  struct Pair {
    std::shared_ptr<const trade::Determination> before, after;
  };
  const Pair& changed(batch::Answer answer) const { return changed_.at(answer); }

 private:
  BookDifference(BookSide before, BookSide after);
  batch::Answer judge(const trade::Order& order);

  BookSide before_, after_;
  decide::Outlines old_outlines_;
  std::unique_ptr<decide::Outlines> own_outlines_;  // where the law after is another
  std::vector<std::string> gates_;                  // of both
  batch::AnswerTable answers_;
  std::unordered_map<batch::Answer, Pair> changed_;
  std::unique_ptr<Book> book_;
  std::vector<batch::Answer> rows_;
};

batch::Owned<ArrowArrayStream> stream_of(std::unique_ptr<BookDifference> difference, BookStream<BookDifference> how = {});

}  // namespace lockgate::desk
