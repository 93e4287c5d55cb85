// BookCheck: a table of orders in, a table of answers out, row for row.
#pragma once

#include <unordered_map>

#include "batch/answer_table.h"
#include "decide/outlines.h"
#include "desk/book.h"
#include "desk/party_screen.h"

namespace lockgate::desk {

// On which day, in which posture, as known when. Without a day each line is judged on its own.
struct BookQuestion {
  std::optional<Date> as_of;
  bool is_codified = false;
  Date known_at = Date::latest();
};

// What an answer says, in words: `verdict`, `between`, the outcome of each gate, `review_policy`, `rules`, `authority`,
// `missing_fact`, `citation`, `contested`, `stale`, `problem` (why the row could not be read; everything else is then empty).
std::vector<std::string> answer_headings(const law::Law& law);
std::vector<std::string> answer_cells(const law::Law& law, const trade::Determination& determination);

// Has the parties of a book compared with lists, as `check` does line by line.
void screen_parties(Book& book, const PartyScreen& screen);

// Gives the rows of a batch that could not be read an answer of their own: what is wrong, in the last `columns` columns.
void name_bad_rows(const Book& book, std::size_t columns, batch::AnswerTable& answers, std::vector<batch::Answer>& rows);

class BookCheck {
 public:
  // `screen` compares the parties with lists and outlives the check; null: they are taken as the orders describe them.
  static Result<std::unique_ptr<BookCheck>> open(std::shared_ptr<const Desk> desk, batch::ArrowStream orders, const BookQuestion& question, const PartyScreen* screen = nullptr);

  // Answers the next batch of the table; false at its end. Memory does not grow with the table, but with its distinct items, parties
  // and routes.
  Result<bool> next();
  // By row of that batch, as rows of `answers`.
  const std::vector<batch::Answer>& rows() const { return rows_; }
  const batch::AnswerTable& answers() const { return answers_; }
  // Is this the answer of a row that could not be read?
  bool is_bad(batch::Answer answer) const { return answers_.cell(answer, 0).empty(); }
  // How many lines were decided one by one, for all others to be looked up.
  std::uint64_t decided() const { return book_->decided(); }

 private:
  BookCheck(std::shared_ptr<const Desk> desk, batch::ArrowStream orders) : desk_(std::move(desk)), orders_(std::move(orders)), outlines_(desk_->decider()), answers_(answer_headings(desk_->law())) {}
  batch::Answer judge(const trade::Order& order, decide::Options options);

  std::shared_ptr<const Desk> desk_;
  batch::ArrowStream orders_;
  decide::Outlines outlines_;
  std::unordered_map<std::shared_ptr<const trade::Determination>, batch::Answer> answer_of_;  // an outline in words
  batch::AnswerTable answers_;
  std::unique_ptr<Book> book_;
  std::vector<batch::Answer> rows_;
};

// The same as a stream of Arrow; `see` is called after each batch.
batch::Owned<ArrowArrayStream> stream_of(std::unique_ptr<BookCheck> check, std::function<void(const BookCheck&)> see = {});
Result<batch::Owned<ArrowArrayStream>> check_book(std::shared_ptr<const Desk> desk, batch::ArrowStream orders, const BookQuestion& question);

}  // namespace lockgate::desk
