#include "wire/ownership_file.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "base/text.h"
#include "wire/line_reader.h"

namespace lockgate::wire {
namespace {

constexpr std::int64_t kWhole = 10'000;

tl::unexpected<Error> no_share(std::string_view found) {
  return fail("LG0602", fmt::format("a share is a number of basis points from 0 to {}, a range `[2501, 5000]`, a fraction `\"1/6\"` or null; `{}` was found", kWhole, excerpt(found)), "50 % is 5000");
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

// `2500`, `3333.5` basis points.
std::optional<trade::Fraction> basis_points(const JsonValue& value) {
  if (value.kind != JsonValue::Kind::Number) return std::nullopt;
  const std::size_t point = value.text.find('.');
  std::string digits = value.text;
  std::int64_t denominator = kWhole;
  if (point != std::string::npos) {
    digits.erase(point, 1);
    if (digits.size() - point > 6) return std::nullopt;
    for (std::size_t i = point; i < digits.size(); ++i) denominator *= 10;
  }
  const auto numerator = whole_number(digits);
  const bool is_part = numerator && *numerator >= 0 && *numerator <= denominator;
  return is_part ? std::optional(trade::Fraction{*numerator, denominator}) : std::nullopt;
}

std::optional<trade::Fraction> fraction(std::string_view text) {
  const auto parts = split(text, '/');
  if (parts.size() != 2) return std::nullopt;
  const auto numerator = whole_number(parts[0]);
  const auto denominator = whole_number(parts[1]);
  const bool is_part = numerator && denominator && *denominator > 0 && *numerator >= 0 && *numerator <= *denominator;
  return is_part ? std::optional(trade::Fraction{*numerator, *denominator}) : std::nullopt;
}

Result<std::string> text_member(const JsonValue& line, const char* key) {
  const JsonValue* value = line.member(key);
  if (value != nullptr && value->is_text() && !trim(value->text).empty()) return value->text;
  return fail("LG0603", fmt::format("`{}` is expected to be the name of a party", key), "");
}

std::vector<std::string> texts(const JsonValue& line, const char* key) {
  std::vector<std::string> out;
  if (const JsonValue* value = line.member(key))
    for (const JsonValue& item : value->items) out.push_back(item.text);
  return out;
}

Result<Date> day(const JsonValue& line, const char* key, Date otherwise) {
  const JsonValue* value = line.member(key);
  return value == nullptr || value->is_null() ? Result<Date>(otherwise) : Date::parse(value->text);
}

Result<trade::Holding> read_holding(const JsonValue& line) {
  const auto owner = text_member(line, "owner");
  const auto owned = text_member(line, "owned");
  const auto from = day(line, "from", Date::earliest());
  const auto until = day(line, "until", Date::latest());
  if (!owner) return tl::unexpected(owner.error());
  if (!owned) return tl::unexpected(owned.error());
  if (!from) return tl::unexpected(from.error());
  if (!until) return tl::unexpected(until.error());
  const JsonValue* share = line.member("share");
  auto holding = read_share(share == nullptr ? JsonValue{} : *share);
  if (!holding) return holding;
  const JsonValue* indirect = line.member("indirect");
  holding->owner = *owner;
  holding->owned = *owned;
  holding->span = {*from, *until};
  holding->is_indirect = indirect != nullptr && indirect->truth;
  return holding;
}

Result<void> add_line(const JsonValue& line, trade::Ownership& out) {
  if (line.member("listed") != nullptr) {
    const auto name = text_member(line, "listed");
    if (!name) return tl::unexpected(name.error());
    out.listed.push_back({*name, texts(line, "lists")});
  } else if (line.member("exempt") != nullptr) {
    const auto name = text_member(line, "exempt");
    if (!name) return tl::unexpected(name.error());
    out.exempt.push_back({*name, texts(line, "lanes")});
  } else if (line.member("party") != nullptr) {
    const auto name = text_member(line, "party");
    const auto headquarters = text_member(line, "headquarters");
    if (!name) return tl::unexpected(name.error());
    if (!headquarters || !place_code(*headquarters)) return fail("LG0607", "`headquarters` is expected to be a country code of two letters", "write `BR`");
    out.seats.push_back({*name, *headquarters});
  } else {
    auto holding = read_holding(line);
    if (!holding) return tl::unexpected(holding.error());
    out.holdings.push_back(std::move(*holding));
  }
  return {};
}

OwnershipFile read_lines(LineReader reader, const std::string& name) {
  OwnershipFile out;
  while (const auto line = reader.next()) {
    if (trim(line->text).empty() && !line->is_too_long) continue;
    const auto bad_byte = invalid_utf8(line->text);
    Result<JsonValue> value = line->is_too_long ? Result<JsonValue>(fail("LG0103", "this line is longer than 16 MiB", "split it"))
                              : bad_byte        ? Result<JsonValue>(fail("LG0102", "this line is not UTF-8", "save the file as UTF-8"))
                                                : parse_json(line->text, line->number);
    const Result<void> added = value ? add_line(*value, out.ownership) : Result<void>(tl::unexpected(value.error()));
    if (added) continue;
    Error error = added.error();
    error.where = fmt::format("{}:{}", name, line->number);
    out.errors.push_back(std::move(error));
  }
  return out;
}

}  // namespace

Result<trade::Holding> read_share(const JsonValue& value) {
  trade::Holding out;
  if (value.is_null()) {
    out.is_unknown = true;
    return out;
  }
  const bool is_range = value.is_array() && value.items.size() >= 2;
  const auto least = is_range ? basis_points(value.items[0]) : value.is_text() ? fraction(value.text) : basis_points(value);
  const auto most = is_range ? basis_points(value.items[1]) : least;
  if (!least || !most) return no_share(value.text.empty() ? "this" : value.text);
  // Both ends of a range in basis points, so compared over one denominator.
  if (is_range && least->numerator * (most->denominator / kWhole) > most->numerator * (least->denominator / kWhole)) return no_share("a range that begins after its end");
  out.least = *least;
  out.most = *most;
  return out;
}

Result<OwnershipFile> read_ownership(const std::string& path) {
  auto source = ByteSource::open(path);
  if (!source) return tl::unexpected(source.error());
  return read_lines(LineReader(TextStream(std::move(*source))), path == "-" ? "standard input" : path);
}

OwnershipFile read_ownership(TextStream stream, const std::string& name) { return read_lines(LineReader(std::move(stream)), name); }

OwnershipFile read_ownership_text(const std::string& bytes, const std::string& name) { return read_lines(LineReader(TextStream(ByteSource::of(bytes))), name); }

}  // namespace lockgate::wire
