#include "cli/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>

namespace lockgate::cli {

Argument& Argument::required() {
  option_->required();
  return *this;
}

Argument& Argument::envname(const std::string& name) {
  option_->envname(name);
  return *this;
}

Argument add_flag(CLI::App& app, const std::string& name, bool& value, const std::string& help) { return Argument(app.add_flag(name, value, help)); }

Argument add_number(CLI::App& app, const std::string& name, int& value, const std::string& shown, const std::string& help) {
  return Argument(app.add_option(name, value, help)->option_text(shown));
}

Argument add_number(CLI::App& app, const std::string& name, std::int64_t& value, const std::string& shown, const std::string& help) {
  return Argument(app.add_option(name, value, help)->option_text(shown));
}

Argument add_text(CLI::App& app, const std::string& name, std::string& value, const std::string& shown, const std::string& help) {
  return Argument(app.add_option(name, value, help)->option_text(shown));
}

Argument add_list(CLI::App& app, const std::string& name, std::vector<std::string>& values, const std::string& shown, const std::string& help) {
  CLI::Option* option = app.add_option(name, values, help)->option_text(shown);
  return Argument(name.starts_with("-") ? option->allow_extra_args(false) : option);
}

Argument add_choice(CLI::App& app, const std::string& name, std::string& value, const std::vector<std::string>& choices, const std::string& help) {
  std::string shown;
  for (const std::string& choice : choices) shown += (shown.empty() ? "" : "|") + choice;
  const auto check = [choices, shown](std::string& given) {
    const bool is_known = std::find(choices.begin(), choices.end(), given) != choices.end();
    return is_known ? std::string() : fmt::format("expected one of {}, found `{}`", shown, given);
  };
  return Argument(app.add_option(name, value, help)->option_text(shown)->check(CLI::Validator(check, "")));
}

Date today() {
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return Date{static_cast<std::int32_t>(now.time_since_epoch().count())};
}

Result<Date> parse_day(std::string_view text) { return text == "today" ? Result<Date>(today()) : Date::parse(text); }

void Question::declare(CLI::App& app, bool has_as_of) {
  if (has_as_of) add_text(app, "--as-of", as_of, "DATE", "decide under the law of this date instead of the order's own; `today` is one");
  add_choice(app, "--posture", posture, {"enforced", "codified"}, "the law as it is applied, or as it stands in the code");
  add_text(app, "--known-at", known_at, "DATE", "leave out what was recorded in the rulebook after this date");
}

Result<decide::Options> Question::options_for(const std::optional<Date>& date, trade::Language language) const {
  decide::Options options;
  options.language = language;
  options.is_codified = posture == "codified";
  if (!known_at.empty()) {
    const Result<Date> known = parse_day(known_at);
    if (!known) return tl::unexpected(known.error());
    options.known_at = *known;
  }
  if (as_of.empty() && !date) return fail("LG0011", "the order has no `date`", "give it one, or use --as-of DATE");
  const Result<Date> day = as_of.empty() ? Result<Date>(*date) : parse_day(as_of);
  if (!day) return tl::unexpected(day.error());
  options.as_of = *day;
  return options;
}

std::optional<LawOfDay> open_on(Session& session, const Question& question, const std::string& text) {
  const Result<Date> day = parse_day(text);
  const auto options = day ? question.options_for(*day, session.language()) : tl::unexpected(day.error());
  if (!options) {
    session.refuse(options.error());
    return std::nullopt;
  }
  auto desk = session.open_desk();
  if (desk == nullptr) return std::nullopt;
  return LawOfDay{std::move(desk), *options};
}

}  // namespace lockgate::cli
