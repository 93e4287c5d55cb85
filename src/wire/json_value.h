// JsonValue: a parsed JSON text in which numbers keep their digits. Members keep their order, and both of two that
// share a key.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace lockgate::wire {

struct JsonMember;

struct JsonValue {
  enum class Kind : std::uint8_t { Null, Bool, Number, String, Array, Object };
  Kind kind = Kind::Null;
  bool truth = false;
  std::string text;   // a string unescaped, or a number digit by digit
  std::string label;  // where it came from, when that is not its path: the heading of a column
  std::vector<JsonValue> items;
  std::vector<JsonMember> members;

  bool is_null() const { return kind == Kind::Null; }
  bool is_text() const { return kind == Kind::String; }
  bool is_array() const { return kind == Kind::Array; }
  bool is_object() const { return kind == Kind::Object; }
  const JsonValue* member(std::string_view key) const;  // null: absent
  JsonValue* member(std::string_view key) { return const_cast<JsonValue*>(std::as_const(*this).member(key)); }

  static JsonValue of(bool truth);
  static JsonValue string(std::string text, std::string label = {});
  static JsonValue object();
  static JsonValue array();
  void add(std::string key, JsonValue value);
};

struct JsonMember {
  std::string key;
  JsonValue value;
};

// No order nests deeper than a rack in a rack; deeper texts are mistakes or attacks on the stack.
inline constexpr int kDeepestJson = 64;

// Exactly one object or list, with nothing but blanks around it. LG0104 not JSON, LG0105 something follows, LG0106 too
// deep; messages give line and column, counted from `first_line`. The text must be UTF-8.
Result<JsonValue> parse_json(std::string_view text, std::uint64_t first_line = 1);

}  // namespace lockgate::wire
