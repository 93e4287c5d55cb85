#include "service/question.h"

#include <fmt/format.h>

#include <chrono>

#include "base/text.h"

namespace lockgate::service {
namespace {

std::string_view find(const Texts& given, std::string_view name) {
  const auto it = given.find(name);
  return it == given.end() ? std::string_view() : std::string_view(it->second);
}

// Is it the second word? The first is what an absent one means.
Result<bool> is_second(const Texts& given, std::string_view name, std::string_view first, std::string_view second) {
  const std::string_view word = find(given, name);
  if (word.empty() || word == first) return false;
  if (word == second) return true;
  return fail("LG0811", fmt::format("`{}` is `{}` or `{}`, not `{}`", name, first, second, excerpt(word)), "", std::string(name));
}

}  // namespace

Result<Date> read_day(std::string_view text) {
  if (!text.empty() && text != "today") return Date::parse(text);
  const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return Date{static_cast<std::int32_t>(now.time_since_epoch().count())};
}

Result<Question> read_question(const Texts& given) {
  Question out;
  const auto is_codified = is_second(given, "posture", "enforced", "codified");
  if (!is_codified) return tl::unexpected(is_codified.error());
  const auto is_chinese = is_second(given, "lang", "en", "zh");
  if (!is_chinese) return tl::unexpected(is_chinese.error());
  out.options.is_codified = *is_codified;
  out.options.language = *is_chinese ? trade::Language::Chinese : trade::Language::English;
  for (const auto& [name, into] : {std::pair<std::string_view, Date*>{"known_at", &out.options.known_at}, {"as_of", &out.options.as_of}}) {
    if (find(given, name).empty()) continue;
    const auto day = read_day(find(given, name));
    if (!day) return fail(day.error().code, day.error().message, day.error().fix, std::string(name));
    *into = *day;
    if (name == "as_of") out.as_of = *day;
  }
  return out;
}

Result<decide::Options> Question::options_for(const std::optional<Date>& date) const {
  if (!as_of && !date) return fail("LG0011", "the order has no `date`", "give it one, or use `as_of`");
  decide::Options out = options;
  out.as_of = as_of ? *as_of : *date;
  return out;
}

}  // namespace lockgate::service
