// Options: the kinds of arguments that commands take, each with the text that help shows and completion reads: `DATE`,
// `FILE`, `table|json`.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "cli/session.h"
#include "decide/decider.h"

namespace lockgate::cli {

CLI::Option* add_text(CLI::App& app, const std::string& name, std::string& value, const std::string& shown, const std::string& help);
// Repeated, each time with one value.
CLI::Option* add_list(CLI::App& app, const std::string& name, std::vector<std::string>& values, const std::string& shown, const std::string& help);
CLI::Option* add_choice(CLI::App& app, const std::string& name, std::string& value, const std::vector<std::string>& choices, const std::string& help);

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
