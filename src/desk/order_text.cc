#include "desk/order_text.h"

#include "desk/vocabulary.h"
#include "wire/order_reader.h"

namespace lockgate::desk {
namespace {

tl::unexpected<Error> failure(const std::vector<Error>& errors) {
  Error out = errors.front();
  for (std::size_t i = 1; i < errors.size(); ++i) {
    const Error& error = errors[i];
    out.message += "; " + error.code + ": " + (error.where.empty() ? "" : error.where + ": ") + error.message;
  }
  return tl::unexpected(out);
}

std::vector<Error> errors_in(const wire::Problems& problems) {
  std::vector<Error> out;
  for (const wire::Problem& problem : problems)
    if (problem.severity == Severity::Error) out.push_back({problem.code, problem.message, problem.field, problem.fix});
  return out;
}

}  // namespace

Result<trade::Order> order_of(const Desk& desk, std::string text) {
  auto reader =
      wire::OrderReader::of(std::move(text), "order.json", vocabulary_of(desk.law(), desk.decider().binder()));
  if (!reader) return tl::unexpected(reader.error());
  auto line = reader->next();
  if (!line)
    return fail("LG0082", "expected one order, found none", "give an object such as `{\"id\": …, \"item\": …}`");
  if (!line->order) return failure(errors_in(line->problems));
  if (reader->next())
    return fail("LG0082", "expected one order, found several",
                "give them one by one, or as a table to `lockgate.check`");
  if (const std::vector<Error> errors = desk.prepare(*line->order); !errors.empty()) return failure(errors);
  return std::move(*line->order);
}

}  // namespace lockgate::desk
