// BookCheck: a table of orders in, a table of answers out, row for row.
#pragma once

#include "batch/answer_table.h"
#include "desk/book.h"

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

// The answers come as they are asked for, so memory does not grow with the table but with its distinct items, parties and routes.
Result<batch::Owned<ArrowArrayStream>> check_book(std::shared_ptr<const Desk> desk, batch::ArrowStream orders, const BookQuestion& question);

}  // namespace lockgate::desk
