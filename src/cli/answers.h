// Answers: writes determinations one after the other, as a table for people or in a form for programs.
#pragma once

#include <memory>
#include <string>

#include "cli/narrator.h"
#include "cli/session.h"

namespace lockgate::cli {

class Answers {
 public:
  virtual ~Answers() = default;
  virtual void add(const trade::Order& order, const trade::Determination& determination) = 0;
  virtual void finish() {}
};

// `table`, `json`, `jsonl`, `csv` or `md`.
std::unique_ptr<Answers> answers_in(const std::string& format, const Session& session, const law::Law& law);

}  // namespace lockgate::cli
