#include "base/date.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "base/text.h"

namespace lockgate {
namespace {

constexpr const char* kDateFix = "write year, month and day with four, two and two digits, like `2026-01-15`";
constexpr const char* kSpanFix =
    "write the first day and the day after the last, like `[2025-09-29, 2025-11-10)`; an open end stays empty";

// 10 characters, digits except for two dashes.
bool has_date_shape(std::string_view text) {
  if (text.size() != 10) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_dash = i == 4 || i == 7;
    if (is_dash ? text[i] != '-' : (text[i] < '0' || text[i] > '9')) return false;
  }
  return true;
}

int number(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

tl::unexpected<Error> no_such_day(std::string_view text, std::chrono::year_month month) {
  const unsigned last = static_cast<unsigned>((month / std::chrono::last).day());
  return fail("LG0203", fmt::format("`{}` is not a date: that month has {} days", text, last), kDateFix);
}

Result<Date> parse_bound(std::string_view text, Date open) {
  if (text.empty()) return open;
  return Date::parse(text);
}

// One `[from, until)`, without blanks around it.
Result<Span> parse_span(std::string_view text) {
  const std::vector<std::string_view> bounds = split(text.substr(1, text.size() - 2), ',');
  if (bounds.size() != 2)
    return fail("LG0204", fmt::format("`{}` is not a span: expected two dates with a comma between", text), kSpanFix);
  const Result<Date> from = parse_bound(bounds[0], Date::earliest());
  if (!from) return tl::unexpected(from.error());
  const Result<Date> until = parse_bound(bounds[1], Date::latest());
  if (!until) return tl::unexpected(until.error());
  if (*until <= *from) return fail("LG0204", fmt::format("`{}` is empty: it ends before it begins", text), kSpanFix);
  return Span{*from, *until};
}

tl::unexpected<Error> not_a_list(std::string_view text, std::string_view expected) {
  return fail("LG0204", fmt::format("`{}` is not a list of spans: expected {}", excerpt(text), expected), kSpanFix);
}

}  // namespace

Result<Date> Date::parse(std::string_view text) {
  if (!has_date_shape(text))
    return fail("LG0203", fmt::format("`{}` is not a date: expected `YYYY-MM-DD`", excerpt(text)), kDateFix);
  const int month = number(text.substr(5, 2));
  if (month < 1 || month > 12)
    return fail("LG0203", fmt::format("`{}` is not a date: there is no month `{}`", text, text.substr(5, 2)), kDateFix);
  const std::chrono::year_month year_month{std::chrono::year{number(text.substr(0, 4))},
                                           std::chrono::month{static_cast<unsigned>(month)}};
  const auto day = year_month / std::chrono::day{static_cast<unsigned>(number(text.substr(8, 2)))};
  if (!day.ok()) return no_such_day(text, year_month);
  return Date{static_cast<std::int32_t>(std::chrono::sys_days{day}.time_since_epoch().count())};
}

// By hand: every determination holds two days, and a format that has to be read costs as much as a rule.
std::string Date::to_string() const {
  const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{days}}};
  const int year = static_cast<int>(day.year());
  if (year < 0 || year > 9999) return fmt::format("{:04}-{:02}-{:02}", year, static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  std::string out = "0000-00-00";
  const auto put = [&](std::size_t at, unsigned value) { out[at] = static_cast<char>('0' + value / 10), out[at + 1] = static_cast<char>('0' + value % 10); };
  put(0, static_cast<unsigned>(year) / 100);
  put(2, static_cast<unsigned>(year) % 100);
  put(5, static_cast<unsigned>(day.month()));
  put(8, static_cast<unsigned>(day.day()));
  return out;
}

std::string Span::to_string() const {
  return fmt::format("[{}, {})", from == Date::earliest() ? "" : from.to_string(), is_open() ? "" : until.to_string());
}

Result<std::vector<Span>> Span::parse_list(std::string_view text) {
  std::vector<Span> spans;
  for (std::string_view rest = trim(text);;) {
    if (!rest.starts_with('[')) return not_a_list(rest, "`[`");
    const std::size_t end = rest.find_first_of(")]");
    if (end == rest.npos || rest[end] != ')') return not_a_list(rest, "`)`: a span ends on the day after its last");
    const Result<Span> span = parse_span(rest.substr(0, end + 1));
    if (!span) return tl::unexpected(span.error());
    if (!spans.empty() && span->from < spans.back().until)
      return fail("LG0204", fmt::format("`{}` begins before `{}` ends", span->to_string(), spans.back().to_string()),
                  "put spans in order, without overlap");
    spans.push_back(*span);
    rest = trim(rest.substr(end + 1));
    if (rest.empty()) return spans;
    if (!rest.starts_with(',')) return not_a_list(rest, "`,` between spans");
    rest = trim(rest.substr(1));
  }
}

bool contains(const std::vector<Span>& spans, Date date) {
  return std::any_of(spans.begin(), spans.end(), [date](const Span& span) { return span.contains(date); });
}

}  // namespace lockgate
