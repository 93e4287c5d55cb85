// Shape: what the ledger keeps is rows of text. A record lists its fields once; columns, rows and JSON all come from that
// list, so the two databases cannot disagree about the schema.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "base/date.h"
#include "base/decimal.h"

namespace lockgate::ledger {

using Row = std::vector<std::string>;

struct Shape {
  std::string table;
  std::vector<std::string> columns;
  std::size_t keys = 1;  // so many columns from the left are the primary key
  std::string index;     // another column that rows are looked up by; empty: none
  std::string check = {};  // what must hold of every row, as SQL; empty: anything
};

inline Row key_of(const Shape& shape, const Row& row) {
  return Row(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(shape.keys));
}

// An enumeration that is kept has `names_of`, its words in the order of its enumerators.
template <class T>
concept Named = requires(T value) { names_of(value); };

inline std::string text_of(const std::string& value) { return value; }
inline std::string text_of(const char* value) { return value; }  // or it would be a truth value
inline std::string text_of(const Decimal& value) { return value.to_string(); }
inline std::string text_of(Date value) { return value.to_string(); }
inline std::string text_of(std::int64_t value) { return std::to_string(value); }
inline std::string text_of(bool value) { return value ? "yes" : "no"; }
template <Named T>
std::string text_of(T value) {
  return std::string(names_of(value)[static_cast<std::size_t>(value)]);
}
// Nothing is the empty text; no kept value is one.
template <class T>
std::string text_of(const std::optional<T>& value) {
  return value ? text_of(*value) : std::string();
}

// What was written by text_of is read back; anything else in a ledger is damage, which no answer may rest on.
inline void read(const std::string& text, std::string& value) { value = text; }
inline void read(const std::string& text, Decimal& value) {
  const Result<Decimal> parsed = Decimal::parse(text);
  LG_CHECK(parsed.has_value());
  value = *parsed;
}
inline void read(const std::string& text, Date& value) {
  const Result<Date> parsed = Date::parse(text);
  LG_CHECK(parsed.has_value());
  value = *parsed;
}
inline void read(const std::string& text, std::int64_t& value) {
  Decimal number;
  read(text, number);
  value = static_cast<std::int64_t>(number.mantissa());
}
inline void read(const std::string& text, bool& value) { value = text == "yes"; }
template <Named T>
void read(const std::string& text, T& value) {
  const auto names = names_of(value);
  std::size_t at = 0;
  while (at < names.size() && names[at] != text) ++at;
  LG_CHECK(at < names.size());
  value = static_cast<T>(at);
}
template <class T>
void read(const std::string& text, std::optional<T>& value) {
  value.reset();
  if (!text.empty()) read(text, value.emplace());
}

template <class T>
const Shape& shape_of() {
  static const Shape kShape = [] {
    Shape shape{T::kTable, {}, T::kKeys, T::kIndex, {}};
    if constexpr (requires { T::kCheck; }) shape.check = T::kCheck;
    const T none{};
    T::fields(none, [&](const char* name, const auto&) { shape.columns.emplace_back(name); });
    return shape;
  }();
  return kShape;
}

template <class T>
Row to_row(const T& record) {
  Row row;
  row.reserve(shape_of<T>().columns.size());
  T::fields(record, [&](const char*, const auto& value) { row.push_back(text_of(value)); });
  return row;
}

template <class T>
T from_row(const Row& row) {
  LG_CHECK(row.size() == shape_of<T>().columns.size());
  T record;
  std::size_t at = 0;
  T::fields(record, [&](const char*, auto& value) { read(row[at++], value); });
  return record;
}

}  // namespace lockgate::ledger
