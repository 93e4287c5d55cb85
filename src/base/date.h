// Date: a civil date without a zone, and half-open spans of dates. No clock is read here.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lockgate {

struct Date {
  std::int32_t days = 0;  // since 1970-01-01

  static constexpr Date earliest() { return Date{-1'000'000}; }
  static constexpr Date latest() { return Date{4'000'000}; }
  static Result<Date> parse(std::string_view text);  // `2026-01-15` only; LG0203 names what is wrong (month 13, 30 February)
  std::string to_string() const;
  Date next() const { return Date{days + 1}; }
  Date previous() const { return Date{days - 1}; }

  friend auto operator<=>(const Date&, const Date&) = default;
};

// [from, until): until is Date::latest() when open.
struct Span {
  Date from = Date::earliest();
  Date until = Date::latest();

  bool contains(Date date) const { return from <= date && date < until; }
  bool is_open() const { return until == Date::latest(); }
  bool overlaps(const Span& other) const { return from < other.until && other.from < until; }
  std::string to_string() const;  // `[2023-11-17, )`
  // `[2025-09-29, 2025-11-10), [2026-11-10, )`; `[, 2026-01-01)` is open at the left. LG0204.
  static Result<std::vector<Span>> parse_list(std::string_view text);

  friend bool operator==(const Span&, const Span&) = default;
};

bool contains(const std::vector<Span>& spans, Date date);

}  // namespace lockgate
