// Options: the kinds of arguments that commands take, each with the text that help shows and completion reads: `DATE`,
// `FILE`, `table|json`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "cli/session.h"
#include "decide/decider.h"

namespace CLI {
class App;
class Option;
}

namespace lockgate::cli {

// An argument that was added. The library that reads the command line is known to few files only: it takes longer to compile than
// most commands.
class Argument {
 public:
  explicit Argument(CLI::Option* option) : option_(option) {}
  Argument& required();
  Argument& envname(const std::string& name);
  Argument* operator->() { return this; }

 private:
  CLI::Option* option_;
};

Argument add_flag(CLI::App& app, const std::string& name, bool& value, const std::string& help);
Argument add_number(CLI::App& app, const std::string& name, int& value, const std::string& shown, const std::string& help);
Argument add_number(CLI::App& app, const std::string& name, std::int64_t& value, const std::string& shown, const std::string& help);
Argument add_text(CLI::App& app, const std::string& name, std::string& value, const std::string& shown, const std::string& help);
// Repeated, each time with one value.
Argument add_list(CLI::App& app, const std::string& name, std::vector<std::string>& values, const std::string& shown, const std::string& help);
Argument add_choice(CLI::App& app, const std::string& name, std::string& value, const std::vector<std::string>& choices, const std::string& help);

// `2026-01-15`, or `today`.
Result<Date> parse_day(std::string_view text);
Date today();

// The question put to the law: on which date, in which posture, as known when.
struct Question {
  std::string as_of;
  std::string known_at;
  std::string posture = "enforced";

  void declare(CLI::App& app, bool has_as_of = true);
  // The options for an order of `date`; without a date of either there is no answer.
  Result<decide::Options> options_for(const std::optional<Date>& date, trade::Language language) const;
};

// The law as a question about one day meets it. Nothing: it was not a date, or there is no law, and that has been said.
struct LawOfDay {
  std::unique_ptr<const desk::Desk> desk;
  decide::Options options;
};
std::optional<LawOfDay> open_on(Session& session, const Question& question, const std::string& day);

}  // namespace lockgate::cli
