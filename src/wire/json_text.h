// JsonText: JSON written straight into a text, without a tree in between: what a service writes thousands of times a second.
#pragma once

#include <string>
#include <string_view>

#include "wire/json_value.h"

namespace lockgate::wire {

// A key of ours: looked at by the compiler, so that nobody has to look while writing.
class JsonKey {
 public:
  consteval JsonKey(const char* literal) : text_(literal) {
    for (const char c : text_)
      if (c <= ' ' || c > '~' || c == '"' || c == '\\') throw "it cannot stand between quotes as it is";
  }
  std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// The caller opens and closes; commas come by themselves. Nothing but blanks is left out, and keys stand as they are given.
class JsonText {
 public:
  JsonText() { out_.resize(kUsual); }
  JsonText& open(char bracket);
  JsonText& close(char bracket);
  JsonText& key(JsonKey key);
  JsonText& name(std::string_view key);  // one that comes with the data
  // A byte that is no UTF-8 becomes U+FFFD, so that one bad text does not spoil the others.
  JsonText& text(std::string_view value);
  // JSON already: `null`, `true`, a number's own digits, or a whole text of this kind.
  JsonText& raw(std::string_view json);
  std::string take();

 private:
  static constexpr std::size_t kUsual = 2048;
  char* room(std::size_t bytes);
  void add(char c) { *room(1) = c, ++used_; }
  void add(std::string_view bytes);
  void separate();
  void quote(std::string_view plain);

  std::string out_;        // grown ahead of what is written
  std::size_t used_ = 0;   // of it
  bool follows_ = false;   // something stands before in the same object or list
};

// The value as JSON in one line: members in their order, numbers digit by digit.
std::string to_text(const JsonValue& value);

}  // namespace lockgate::wire
