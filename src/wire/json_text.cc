#include "wire/json_text.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/json.h"
#include "base/text.h"

namespace lockgate::wire {
namespace {

// Eight bytes at a time, as in the first pages of Hacker's Delight: in each, the highest bit of those below `limit`, which is at most 0x80.
constexpr std::uint64_t kOnes = 0x0101010101010101, kHighs = 0x8080808080808080;
constexpr std::uint64_t below(std::uint64_t bytes, unsigned char limit) { return (bytes - kOnes * limit) & ~bytes & kHighs; }
constexpr std::uint64_t equal(std::uint64_t bytes, char c) { return below(bytes ^ (kOnes * static_cast<unsigned char>(c)), 1); }

bool has_special(std::uint64_t bytes) { return (below(bytes, ' ') | equal(bytes, '"') | equal(bytes, '\\')) != 0; }

// Can it stand between quotes as it is?
bool is_plain(std::string_view text) {
  std::uint64_t seen = 0, bytes = 0;
  std::size_t at = 0;
  for (; at + sizeof bytes <= text.size(); at += sizeof bytes) {
    std::memcpy(&bytes, text.data() + at, sizeof bytes);
    if (has_special(bytes)) return false;
    seen |= bytes;
  }
  for (; at < text.size(); ++at) {
    bytes = kOnes * static_cast<unsigned char>(text[at]);
    if (has_special(bytes)) return false;
    seen |= bytes;
  }
  return (seen & kHighs) == 0 || !invalid_utf8(text);
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
    out_ += '"';
    out_ += value;
    out_ += '"';
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
