// JsonSplitter: the orders of a JSON document, which is one object or a list of them, one at a time and in bounded
// memory. It only counts brackets and quotation marks; what stands between them is for parse_json to judge. So one bad
// order does not take the others with it, as long as its brackets pair up.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "wire/line_reader.h"
#include "wire/problem.h"

namespace lockgate::wire {

struct JsonPiece {
  std::uint64_t line = 0;  // where it begins
  std::string text;
  std::optional<Problem> problem;  // then there is no text
};

class JsonSplitter {
 public:
  explicit JsonSplitter(TextStream stream, std::size_t longest = kLongestLine)
      : stream_(std::move(stream)), longest_(longest) {}
  std::optional<JsonPiece> next();
  TextStream& stream() { return stream_; }
  const TextStream& stream() const { return stream_; }

 private:
  enum class State : std::uint8_t { Start, Element, AfterElement, End, Stopped };

  int look();  // the next character that is no blank, not taken; -1 at the end
  void take();
  std::optional<JsonPiece> start();
  std::optional<JsonPiece> after_element();
  std::optional<JsonPiece> end();
  JsonPiece element();
  void keep(JsonPiece& piece, char c);
  JsonPiece stop(std::string code, std::string message, std::string fix);

  TextStream stream_;
  std::size_t longest_;
  std::uint64_t line_ = 1;
  State state_ = State::Start;
  bool is_list_ = false;
};

}  // namespace lockgate::wire
