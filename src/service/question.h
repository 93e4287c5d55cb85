// Question: under which law a request wants its orders decided, and in which language it wants the answer.
#pragma once

#include <optional>

#include "decide/decider.h"
#include "service/message.h"

namespace lockgate::service {

struct Question {
  std::optional<Date> as_of;  // instead of the order's own date
  decide::Options options;    // the rest: posture, known_at, language

  // The options for an order of `date`. LG0011: neither has a date.
  Result<decide::Options> options_for(const std::optional<Date>& date) const;
};

// From `as_of`, `posture`, `known_at` and `lang`, each of which may be absent. LG0811, and what is wrong with a date.
Result<Question> read_question(const Texts& given);
// A date, or `today`, which is also what an empty text means.
Result<Date> read_day(std::string_view text);

}  // namespace lockgate::service
