#include "wire/json_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace lockgate::wire {
namespace {

bool is_plain(std::string_view text) {
  bool is_ascii = true;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || c == '"' || c == '\\') return false;
    is_ascii = is_ascii && byte < 0x80;
  }
  return is_ascii || !invalid_utf8(text);
}

void write(JsonText& out, const JsonValue& value) {
  switch (value.kind) {
    case JsonValue::Kind::Null: out.raw("null"); return;
    case JsonValue::Kind::Bool: out.raw(value.truth ? "true" : "false"); return;
    case JsonValue::Kind::Number: out.raw(value.text); return;
    case JsonValue::Kind::String: out.text(value.text); return;
    case JsonValue::Kind::Array:
      out.open('[');
      for (const JsonValue& item : value.items) write(out, item);
      out.close(']');
      return;
    case JsonValue::Kind::Object:
      out.open('{');
      for (const JsonMember& member : value.members) write(out.key(member.key), member.value);
      out.close('}');
      return;
  }
}

}  // namespace

void JsonText::separate() {
  if (follows_) out_ += ',';
  follows_ = true;
}

JsonText& JsonText::open(char bracket) {
  separate();
  out_ += bracket;
  follows_ = false;
  return *this;
}

JsonText& JsonText::close(char bracket) {
  out_ += bracket;
  follows_ = true;
  return *this;
}

JsonText& JsonText::key(std::string_view key) {
  text(key);
  out_ += ':';
  follows_ = false;
  return *this;
}

JsonText& JsonText::text(std::string_view value) {
  separate();
  if (is_plain(value)) {
    out_.append(1, '"').append(value).append(1, '"');
  } else {
    out_ += nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }
  return *this;
}

JsonText& JsonText::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

std::string to_text(const JsonValue& value) {
  JsonText out;
  write(out, value);
  return out.take();
}

}  // namespace lockgate::wire
