// JsonText: JSON written straight into a text, without a tree in between: what a service writes thousands of times a second.
#pragma once

#include <string>
#include <string_view>

#include "wire/json_value.h"

namespace lockgate::wire {

// The caller opens and closes; commas come by themselves. Nothing but blanks is left out, and keys stand as they are given.
class JsonText {
 public:
  JsonText() { out_.reserve(kUsual); }
  JsonText& open(char bracket);
  JsonText& close(char bracket);
  JsonText& key(std::string_view key);
  // A byte that is no UTF-8 becomes U+FFFD, so that one bad text does not spoil the others.
  JsonText& text(std::string_view value);
  // JSON already: `null`, `true`, a number's own digits, or a whole text of this kind.
  JsonText& raw(std::string_view json);
  std::string take() { return std::move(out_); }

 private:
  static constexpr std::size_t kUsual = 2048;
  void separate();

  std::string out_;
  bool follows_ = false;  // something stands before in the same object or list
};

// The value as JSON in one line: members in their order, numbers digit by digit.
std::string to_text(const JsonValue& value);

}  // namespace lockgate::wire
