// Timestamps and durations of constant expressions.
#include <array>
#include <charconv>

#include "conformance/constant.h"

namespace lockgate::law {
namespace {

constexpr int128 kSecond = 1'000'000'000;
constexpr int128 kMinute = 60 * kSecond;
constexpr int128 kHour = 60 * kMinute;
constexpr int128 kDay = 24 * kHour;

// Takes exactly `count` digits off the front.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  int out = 0;
  if (text.size() < count) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + count, out);
  if (error != std::errc() || end != text.data() + count || text[0] == '-') return std::nullopt;
  text.remove_prefix(count);
  return out;
}

bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

// `.5` as nanoseconds of a unit; digits finer than a nanosecond are dropped.
int128 take_fraction(std::string_view& text, int128 unit) {
  int128 out = 0;
  if (!take(text, ".")) return 0;
  for (; !text.empty() && text[0] >= '0' && text[0] <= '9'; text.remove_prefix(1)) {
    unit /= 10;
    out += (text[0] - '0') * unit;
  }
  return out;
}

// `23:31:30.5`
std::optional<int128> take_time(std::string_view& text) {
  const auto hours = take_digits(text, 2);
  if (!hours || *hours > 23 || !take(text, ":")) return std::nullopt;
  const auto minutes = take_digits(text, 2);
  if (!minutes || *minutes > 59 || !take(text, ":")) return std::nullopt;
  const auto seconds = take_digits(text, 2);
  if (!seconds || *seconds > 59) return std::nullopt;
  return *hours * kHour + *minutes * kMinute + *seconds * kSecond + take_fraction(text, kSecond);
}

// `Z`, `+05:45`
std::optional<int128> take_zone(std::string_view& text) {
  if (take(text, "Z") || take(text, "z")) return 0;
  const bool is_west = text.starts_with("-");
  if (!take(text, "-") && !take(text, "+")) return std::nullopt;
  const auto hours = take_digits(text, 2);
  if (!hours || *hours > 23 || !take(text, ":")) return std::nullopt;
  const auto minutes = take_digits(text, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  const int128 east = *hours * kHour + *minutes * kMinute;
  return is_west ? -east : east;
}

// `1h`, `30m`, `1.5s`, `2ms`, `3us`, `4ns` off the front.
std::optional<int128> take_part(std::string_view& text) {
  static constexpr auto kUnits = std::to_array<std::pair<std::string_view, int128>>(
      {{"ns", 1}, {"us", 1'000}, {"ms", 1'000'000}, {"h", kHour}, {"m", kMinute}, {"s", kSecond}});
  std::int64_t whole = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
  const bool has_whole = error == std::errc();
  if (has_whole) text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if ((!has_whole && !text.starts_with(".")) || whole < 0) return std::nullopt;
  const std::size_t unit_at = text.find_first_not_of(".0123456789");
  if (unit_at == std::string_view::npos) return std::nullopt;
  std::string_view fraction = text.substr(0, unit_at);
  text.remove_prefix(unit_at);
  for (const auto& [word, unit] : kUnits)
    if (take(text, word)) return whole * unit + take_fraction(fraction, unit);
  return std::nullopt;
}

}  // namespace

Constant parse_instant(std::string_view text) {
  const Constant wrong = Constant::failure("`" + std::string(text) + "` is not a timestamp");
  const auto date = Date::parse(text.substr(0, 10));
  if (!date || text.size() < 20 || (text[10] != 'T' && text[10] != 't')) return wrong;
  text.remove_prefix(11);
  const auto time = take_time(text);
  const auto zone = time ? take_zone(text) : std::nullopt;
  if (!zone || !text.empty()) return wrong;
  return {Constant::Instant{date->days * kDay + *time - *zone}};
}

Constant parse_length(std::string_view text) {
  const Constant wrong = Constant::failure("`" + std::string(text) + "` is not a duration");
  const bool is_negative = text.starts_with("-");
  if (is_negative || text.starts_with("+")) text.remove_prefix(1);
  if (text == "0") return {Constant::Length{0}};
  int128 sum = 0;
  do {
    const auto part = take_part(text);
    if (!part) return wrong;
    sum += *part;
  } while (!text.empty());
  return {Constant::Length{is_negative ? -sum : sum}};
}

}  // namespace lockgate::law
