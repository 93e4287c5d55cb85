#include "analysis/sheet_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <cmath>

#include "base/text.h"

namespace lockgate::analysis {

void SheetReader::error(std::string code, std::string message) { diagnostics_.error(std::move(code), std::move(message), sheet_.source(), row_.place); }

std::vector<std::string> SheetReader::list() {
  std::vector<std::string> out;
  for (const std::string_view one : split(next(), ';'))
    if (!one.empty()) out.emplace_back(one);
  return out;
}

double SheetReader::number() {
  const std::string_view cell = next();
  double out = 0;
  const auto [end, fault] = std::from_chars(cell.data(), cell.data() + cell.size(), out);
  const bool is_number = fault == std::errc() && end == cell.data() + cell.size() && std::isfinite(out);
  if (!cell.empty() && !is_number) error("LG0920", fmt::format("expected a number, found `{}`", cell));
  return is_number ? out : 0;
}

bool SheetReader::yes() { return word({"no", "yes"}) == 1; }

Date SheetReader::date() {
  const auto out = Date::parse(next());
  if (!out) error(out.error().code, out.error().message);
  return out.value_or(Date{});
}

std::size_t SheetReader::word(const std::vector<std::string_view>& words) {
  const std::string_view cell = next();
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i] == cell) return i;
  error("LG0921", fmt::format("expected one of `{}`, found `{}`", fmt::join(words, "`, `"), cell));
  return 0;
}

}  // namespace lockgate::analysis
