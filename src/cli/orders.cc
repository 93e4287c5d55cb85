#include "cli/orders.h"

#include <fmt/format.h>

#include "desk/vocabulary.h"

namespace lockgate::cli {

std::unique_ptr<Orders> Orders::open(Session& session, const desk::Desk& desk, const std::string& path) {
  auto reader = wire::OrderReader::open(path, desk::vocabulary_of(desk.law(), desk.decider().binder()));
  if (reader) return std::unique_ptr<Orders>(new Orders(session, desk, path == "-" ? "standard input" : path, std::move(*reader)));
  session.refuse(reader.error());
  return nullptr;
}

std::optional<trade::Order> Orders::next() {
  while (auto line = reader_.next()) {
    line_ = line->line;
    row_ = std::move(line->row);
    said_.clear();
    progress_.show(reader_.progress(), good_ + bad_);
    if (!accept(*line)) {
      ++bad_;
      session_.worsen(Status::BadInput);
      when_bad_(said_);
      continue;
    }
    ++good_;
    if (line->order->id.empty()) line->order->id = fmt::format("line {}", line_);
    given_ = std::move(line->given);
    return std::move(line->order);
  }
  return std::nullopt;
}

bool Orders::accept(wire::ReadLine& line) {
  for (const wire::Problem& problem : line.problems) complain({problem.code, problem.message, "", problem.fix}, problem.field, problem.severity);
  if (!line.order) return false;
  const std::vector<Error> errors = desk_.prepare(*line.order);
  for (const Error& error : errors) complain(error, error.where, Severity::Error);
  return errors.empty();
}

void Orders::reject(const Error& error) {
  complain(error, "", Severity::Error);
  session_.worsen(Status::BadInput);
  --good_;
  ++bad_;
  when_bad_(said_);
}

void Orders::complain(const Error& error, const std::string& field, Severity severity) {
  progress_.clear();
  const std::string where = fmt::format("{}:{}{}{}", path_, line_, field.empty() ? "" : ", ", field);
  session_.complain({error.code, error.message, where, error.fix}, severity);
  said_ += fmt::format("{}{}: {}", said_.empty() ? "" : "; ", error.code, error.message);
}

}  // namespace lockgate::cli
