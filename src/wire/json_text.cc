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

std::uint64_t eight(const char* bytes) {
  std::uint64_t out = 0;
  std::memcpy(&out, bytes, sizeof out);
  return out;
}

// Fewer than eight, the rest filled up with blanks.
std::uint64_t fewer(std::string_view text) {
  std::uint64_t out = kOnes * ' ';
  for (std::size_t at = 0; at < text.size(); ++at) out = out << 8 | static_cast<unsigned char>(text[at]);
  return out;
}

// Can it stand between quotes as it is?
bool is_plain(std::string_view text) {
  constexpr std::size_t kStep = sizeof(std::uint64_t);
  std::uint64_t seen = 0;
  bool is_special = false;
  const auto look = [&](std::uint64_t bytes) { seen |= bytes, is_special |= has_special(bytes); };
  if (text.size() < kStep) {
    look(fewer(text));
  } else {
    for (std::size_t at = 0; at + kStep <= text.size(); at += kStep) look(eight(text.data() + at));
    look(eight(text.data() + text.size() - kStep));
  }
  return !is_special && ((seen & kHighs) == 0 || !invalid_utf8(text));
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
      for (const JsonMember& member : value.members) write(out.name(member.key), member.value);
      out.close('}');
      return;
  }
}

}  // namespace

// Where the next bytes go; what lies behind them may be written over.
char* JsonText::room(std::size_t bytes) {
  if (out_.size() - used_ < bytes) out_.resize(std::max(2 * out_.size(), used_ + bytes));
  return out_.data() + used_;
}

void JsonText::add(std::string_view bytes) {
  std::memcpy(room(bytes.size()), bytes.data(), bytes.size());
  used_ += bytes.size();
}

void JsonText::separate() {
  if (follows_) add(',');
  follows_ = true;
}

JsonText& JsonText::open(char bracket) {
  separate();
  add(bracket);
  follows_ = false;
  return *this;
}

JsonText& JsonText::close(char bracket) {
  add(bracket);
  follows_ = true;
  return *this;
}

JsonText& JsonText::key(JsonKey key) {
  quote(key.text());
  add(':');
  follows_ = false;
  return *this;
}

JsonText& JsonText::name(std::string_view key) {
  text(key);
  add(':');
  follows_ = false;
  return *this;
}

JsonText& JsonText::text(std::string_view value) {
  if (!is_plain(value)) return raw(nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  quote(value);
  return *this;
}

void JsonText::quote(std::string_view plain) {
  separate();
  char* to = room(plain.size() + 2);
  *to++ = '"';
  std::memcpy(to, plain.data(), plain.size());
  to[plain.size()] = '"';
  used_ += plain.size() + 2;
}

JsonText& JsonText::raw(std::string_view json) {
  separate();
  add(json);
  return *this;
}

std::string JsonText::take() {
  out_.resize(used_);
  used_ = 0;
  return std::move(out_);
}

std::string to_text(const JsonValue& value) {
  JsonText out;
  write(out, value);
  return out.take();
}

}  // namespace lockgate::wire
