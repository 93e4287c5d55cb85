#include "wire/json_value.h"

#include <simdjson.h>

#include <algorithm>

#include "base/decimal.h"
#include "base/text.h"

namespace lockgate::wire {
namespace {

namespace ondemand = simdjson::ondemand;
using simdjson::error_code;

// Depth is our own finding, so it needs a code that simdjson does not give to anything else here.
constexpr error_code kTooDeep = simdjson::DEPTH_ERROR;

error_code read(ondemand::value value, int depth, JsonValue& out);

error_code read_array(ondemand::array array, int depth, JsonValue& out) {
  out.kind = JsonValue::Kind::Array;
  for (auto element : array) {
    ondemand::value value;
    if (const error_code code = std::move(element).get(value)) return code;
    if (const error_code code = read(value, depth + 1, out.items.emplace_back())) return code;
  }
  return simdjson::SUCCESS;
}

error_code read_object(ondemand::object object, int depth, JsonValue& out) {
  constexpr std::size_t kUsual = 6;
  out.kind = JsonValue::Kind::Object;
  out.members.reserve(kUsual);
  for (auto element : object) {
    ondemand::field field;
    std::string_view key;
    if (const error_code code = std::move(element).get(field)) return code;
    if (const error_code code = field.unescaped_key().get(key)) return code;
    JsonMember& member = out.members.emplace_back();
    member.key = key;
    if (const error_code code = read(field.value(), depth + 1, member.value)) return code;
  }
  return simdjson::SUCCESS;
}

// simdjson would turn a number into a double; its token is what the user wrote.
error_code read_number(ondemand::value value, JsonValue& out) {
  out.kind = JsonValue::Kind::Number;
  out.text = trim(value.raw_json_token());
  const bool is_json = Decimal::parse(out.text).has_value() || value.get_double().error() == simdjson::SUCCESS;
  return is_json && out.text.front() != '+' ? simdjson::SUCCESS : simdjson::NUMBER_ERROR;
}

error_code read_string(ondemand::value value, JsonValue& out) {
  out.kind = JsonValue::Kind::String;
  std::string_view text;
  const error_code code = value.get_string().get(text);
  out.text = text;
  return code;
}

error_code read_null(ondemand::value value) {
  bool is_null = false;
  const error_code code = simdjson::simdjson_result<bool>(value.is_null()).get(is_null);
  return code != simdjson::SUCCESS ? code : is_null ? simdjson::SUCCESS : simdjson::N_ATOM_ERROR;
}

error_code read(ondemand::value value, int depth, JsonValue& out) {
  if (depth > kDeepestJson) return kTooDeep;
  ondemand::json_type type{};
  if (const error_code code = value.type().get(type)) return code;
  switch (type) {
    case ondemand::json_type::array: {
      ondemand::array array;
      const error_code code = value.get_array().get(array);
      return code != simdjson::SUCCESS ? code : read_array(array, depth, out);
    }
    case ondemand::json_type::object: {
      ondemand::object object;
      const error_code code = value.get_object().get(object);
      return code != simdjson::SUCCESS ? code : read_object(object, depth, out);
    }
    case ondemand::json_type::number:
      return read_number(value, out);
    case ondemand::json_type::string:
      return read_string(value, out);
    case ondemand::json_type::boolean:
      out.kind = JsonValue::Kind::Bool;
      return value.get_bool().get(out.truth);
    default:
      return read_null(value);
  }
}

// Line and column of a byte, in words.
std::string place(std::string_view text, std::size_t at, std::uint64_t first_line) {
  const std::string_view before = text.substr(0, std::min(at, text.size()));
  const auto lines = static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  std::size_t column = 1;
  for (std::size_t byte = start; byte < before.size(); ++column) next_code_point(before, byte);
  return "line " + std::to_string(first_line + lines) + ", column " + std::to_string(column);
}

// Rules of JSON that people coming from other notations miss.
std::string hint(error_code code) {
  switch (code) {
    case simdjson::NUMBER_ERROR:
      return "a number is written in digits, without leading zeros, plus sign or thousands separators";
    case simdjson::STRING_ERROR:
    case simdjson::UNCLOSED_STRING:
    case simdjson::UNESCAPED_CHARS:
      return "a text stands in double quotation marks; a quotation mark or a line break inside it is escaped";
    case simdjson::T_ATOM_ERROR:
    case simdjson::F_ATOM_ERROR:
    case simdjson::N_ATOM_ERROR:
    case simdjson::INCORRECT_TYPE:
      return "a value is a text in double quotation marks, a number, `true`, `false`, `null`, a list or an object";
    default:
      return "check commas, colons and brackets near that place";
  }
}

// No error at all means that the value was fine, and that something stands behind it.
tl::unexpected<Error> refuse(error_code code, const std::string& where) {
  if (code == simdjson::SUCCESS)
    return fail("LG0105", "something follows the end of the JSON value at " + where,
                "write one object a line in JSON Lines, or put several into a list: `[{…}, {…}]`");
  if (code == kTooDeep)
    return fail("LG0106", "the JSON nests deeper than " + std::to_string(kDeepestJson) + " levels at " + where,
                "orders and items need a few levels; check for brackets that are never closed");
  return fail("LG0104", "this is not JSON at " + where, hint(code));
}

}  // namespace

const JsonValue* JsonValue::member(std::string_view key) const {
  const auto found = std::find_if(members.begin(), members.end(), [&](const JsonMember& m) { return m.key == key; });
  return found == members.end() ? nullptr : &found->value;
}

JsonValue JsonValue::of(bool truth) {
  JsonValue value;
  value.kind = Kind::Bool;
  value.truth = truth;
  return value;
}

JsonValue JsonValue::string(std::string text, std::string label) {
  JsonValue value;
  value.kind = Kind::String;
  value.text = std::move(text);
  value.label = std::move(label);
  return value;
}

JsonValue JsonValue::object() {
  JsonValue value;
  value.kind = Kind::Object;
  return value;
}

JsonValue JsonValue::array() {
  JsonValue value;
  value.kind = Kind::Array;
  return value;
}

void JsonValue::add(std::string key, JsonValue value) { members.push_back({std::move(key), std::move(value)}); }

Result<JsonValue> parse_json(std::string_view text, std::uint64_t first_line) {
  thread_local ondemand::parser parser;  // keeps its buffers from line to line
  thread_local std::string padded;
  padded.reserve(text.size() + simdjson::SIMDJSON_PADDING);
  padded = text;
  ondemand::document document;
  error_code code = parser.iterate(padded.data(), padded.size(), padded.capacity()).get(document);
  // The first pass over the text (strings, UTF-8) knows no place; what it refuses is seldom closed before the end.
  if (code != simdjson::SUCCESS) return refuse(code, place(text, text.size(), first_line));
  JsonValue out;
  ondemand::value root;
  code = document.get_value().get(root);
  if (code == simdjson::SUCCESS) code = read(root, 1, out);
  const char* location = padded.data() + padded.size();
  const bool is_at_end = document.current_location().get(location) == simdjson::OUT_OF_BOUNDS;
  if (code == simdjson::SUCCESS && is_at_end) return out;
  return refuse(code, place(text, static_cast<std::size_t>(location - padded.data()), first_line));
}

}  // namespace lockgate::wire
