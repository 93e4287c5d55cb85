// BookCheck: a table of orders in, a table of answers out, row for row.
#pragma once

#include <unordered_map>

#include "batch/answer_table.h"
#include "decide/outlines.h"
#include "desk/book.h"
#include "desk/party_screen.h"

namespace lockgate::desk {

// What an answer says, in words: `verdict`, `between`, the outcome of each gate, `review_policy`, `rules`, `authority`,
// `missing_fact`, `citation`, `contested`, `stale`, `problem` (why the row could not be read; everything else is then empty).
std::vector<std::string> gate_names(const law::Law& law);
std::vector<std::string> answer_headings(const std::vector<std::string>& gates);
std::vector<std::string> answer_cells(const std::vector<std::string>& gates, const trade::Determination& determination);

// Has the parties of a book compared with lists, as `check` does line by line.
void screen_parties(Book& book, const PartyScreen& screen);

// Gives rows that could not be read an answer of their own: what is wrong, in the last `columns` columns. Once there are very many
// different problems, only their codes and columns are told apart.
void name_bad_rows(const Book& book, std::size_t columns, batch::AnswerTable& answers, std::vector<batch::Answer>& rows);

class BookCheck {
 public:
  // `screen` compares the parties with lists and outlives the check; null: they are taken as the orders describe them.
  static Result<std::unique_ptr<BookCheck>> open(std::shared_ptr<const Desk> desk, batch::ArrowStream orders, const BookQuestion& question, const PartyScreen* screen = nullptr,
                                                 const BookLimits& limits = {});

  // Answers the next rows of the table (desk/book.h); false at its end. Memory does not grow with the table.
  Result<bool> next();
  bool is_end_of_batch() const { return book_->is_end_of_batch(); }
  // By row, as rows of `answers`.
  const std::vector<batch::Answer>& rows() const { return rows_; }
  const batch::AnswerTable& answers() const { return answers_; }
  // Is this the answer of a row that could not be read?
  bool is_bad(batch::Answer answer) const { return answers_.cell(answer, 0).empty(); }
  // How many lines were decided one by one, for all others to be looked up.
  std::uint64_t decided() const { return book_->decided(); }

 private:
  BookCheck(std::shared_ptr<const Desk> desk, const BookQuestion& question) : desk_(std::move(desk)), gates_(gate_names(desk_->law())), question_(question), outlines_(desk_->decider()), answers_(answer_headings(gates_)) {}
  batch::Answer judge(const trade::Order& order);

  std::shared_ptr<const Desk> desk_;
  std::vector<std::string> gates_;
  BookQuestion question_;
  decide::Outlines outlines_;
  std::unordered_map<std::shared_ptr<const trade::Determination>, batch::Answer> answer_of_;  // an outline in words
  batch::AnswerTable answers_;
  std::unique_ptr<Book> book_;
  std::vector<batch::Answer> rows_;
};

// How answers become a stream of Arrow: which columns (none: all), and how many rows at least to a batch; 0 answers batch for batch.
// `see` is called after some rows.
template <class Answered>
struct BookStream {
  std::vector<std::size_t> columns;
  std::size_t rows = 0;
  std::function<void(const Answered&)> see;
};
batch::Owned<ArrowArrayStream> stream_of(std::unique_ptr<BookCheck> check, BookStream<BookCheck> how = {});
Result<batch::Owned<ArrowArrayStream>> check_book(std::shared_ptr<const Desk> desk, batch::ArrowStream orders, const BookQuestion& question);

}  // namespace lockgate::desk
