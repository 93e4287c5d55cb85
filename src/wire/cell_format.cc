#include "wire/cell_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/date.h"

namespace lockgate::wire {
namespace {

// Day 60 of the count from 1900 is 29 February 1900, which did not exist; days before it are one off, and no order has them.
constexpr double kFirstSoundDay = 61;
constexpr double kLastDay = 2958465;  // 9999-12-31
constexpr int kDaysFrom1900To1904 = 1462;
constexpr long kMinutesOfADay = 24 * 60;

std::string plain(double number) {
  if (std::abs(number) < 1e15 && number == std::floor(number)) return fmt::format("{:.0f}", number);
  std::string out = fmt::format("{:.15g}", number);
  if (out.find('e') == std::string::npos) return out;
  const int exponent = static_cast<int>(std::floor(std::log10(std::abs(number))));
  out = fmt::format("{:.{}f}", number, std::max(0, 14 - exponent));
  while (out.find('.') != std::string::npos && (out.back() == '0' || out.back() == '.')) {
    const bool is_point = out.back() == '.';
    out.pop_back();
    if (is_point) break;
  }
  return out;
}

std::string date_of(double number, bool is_1904) {
  const double serial = number + (is_1904 ? kDaysFrom1900To1904 : 0);
  if (!(serial >= kFirstSoundDay && serial <= kLastDay)) return plain(number);
  const long all = std::lround(serial * kMinutesOfADay);
  const std::string day = Date{Date::parse("1899-12-30").value().days + static_cast<std::int32_t>(all / kMinutesOfADay)}.to_string();
  const long minutes = all % kMinutesOfADay;
  return minutes == 0 ? day : fmt::format("{} {:02}:{:02}", day, minutes / 60, minutes % 60);
}

}  // namespace

CellFormat built_in_format(int id) {
  const bool is_date = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58;
  const bool is_scientific = id == 11 || id == 48;
  return is_date ? CellFormat::Date : is_scientific ? CellFormat::Scientific : CellFormat::General;
}

CellFormat format_of_code(std::string_view code) {
  bool is_quoted = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '\\' || c == '_') {
      ++i;  // the next character stands for itself
    } else if (c == '"') {
      is_quoted = !is_quoted;
    } else if (c == '[' && !is_quoted) {
      i = std::min(code.find(']', i), code.size());  // a colour, a condition or a language
    } else if (!is_quoted) {
      if (c == 'y' || c == 'Y' || c == 'd' || c == 'D') return CellFormat::Date;
      if ((c == 'E' || c == 'e') && i + 1 < code.size() && (code[i + 1] == '+' || code[i + 1] == '-')) return CellFormat::Scientific;
    }
  }
  return CellFormat::General;
}

std::string shown(double number, CellFormat format, bool is_1904) {
  if (format == CellFormat::Date) return date_of(number, is_1904);
  return format == CellFormat::Scientific ? fmt::format("{:.2E}", number) : plain(number);
}

}  // namespace lockgate::wire
