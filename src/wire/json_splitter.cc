#include "wire/json_splitter.h"

namespace lockgate::wire {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// Follows brackets and strings through one value.
class Nesting {
 public:
  void follow(char c) {
    if (is_in_string_) {
      follow_string(c);
    } else if (c == '"') {
      is_in_string_ = true;
    } else if (c == '{' || c == '[') {
      ++depth_;
    } else if (c == '}' || c == ']') {
      --depth_;
    }
  }
  bool is_open() const { return is_in_string_ || depth_ > 0; }

 private:
  void follow_string(char c) {
    if (is_escaped_) {
      is_escaped_ = false;
    } else if (c == '\\') {
      is_escaped_ = true;
    } else if (c == '"') {
      is_in_string_ = false;
    }
  }
  int depth_ = 0;
  bool is_in_string_ = false;
  bool is_escaped_ = false;
};

}  // namespace

int JsonSplitter::look() {
  for (std::string_view text = stream_.peek(); !text.empty(); text = stream_.peek()) {
    if (!is_blank(text.front())) return static_cast<unsigned char>(text.front());
    take();
  }
  return -1;
}

void JsonSplitter::take() {
  line_ += stream_.peek().front() == '\n';
  stream_.take(1);
}

std::optional<JsonPiece> JsonSplitter::next() {
  std::optional<JsonPiece> piece;
  while (!piece && state_ != State::Stopped) {
    switch (state_) {
      case State::Start:
        piece = start();
        break;
      case State::Element:
        piece = element();
        break;
      case State::AfterElement:
        piece = after_element();
        break;
      default:
        piece = end();
        break;
    }
  }
  return piece;
}

std::optional<JsonPiece> JsonSplitter::start() {
  state_ = State::Element;
  const int c = look();
  if (c == -1) state_ = State::Stopped;  // an empty file is the caller's business
  if (c != '[') return std::nullopt;
  take();
  is_list_ = true;
  if (look() != ']') return std::nullopt;
  take();
  state_ = State::End;
  return std::nullopt;
}

JsonPiece JsonSplitter::element() {
  JsonPiece piece;
  if (look() == -1) return stop("LG0104", "the list ends without `]`", "check that the file is complete");
  piece.line = line_;
  Nesting nesting;
  for (std::string_view text = stream_.peek(); !text.empty(); text = stream_.peek()) {
    const char c = text.front();
    if (!nesting.is_open() && (c == ',' || c == ']' || c == '}')) break;  // behind a bare word
    nesting.follow(c);
    keep(piece, c);
    take();
    if (!nesting.is_open() && (c == '}' || c == ']')) break;
  }
  state_ = is_list_ ? State::AfterElement : State::End;
  if (nesting.is_open())
    return stop("LG0104", "the value that begins on line " + std::to_string(piece.line) + " is never closed",
                "check its brackets and quotation marks, and that the file is complete");
  return piece;
}

void JsonSplitter::keep(JsonPiece& piece, char c) {
  if (piece.problem) return;
  piece.text += c;
  if (piece.text.size() <= longest_) return;
  std::string().swap(piece.text);
  piece.problem = line_too_long(longest_);
}

std::optional<JsonPiece> JsonSplitter::after_element() {
  const int c = look();
  state_ = State::Element;
  if (c == ']') state_ = State::End;
  if (c == ',' || c == ']') {
    take();
    if (c == ',' && look() == ']')
      return stop("LG0104", "a comma stands before the end of the list", "remove the comma");
    return std::nullopt;
  }
  if (c == '{') return std::nullopt;  // parse_json is asked per order, and a missing comma harms none of them
  return stop("LG0104", c == -1 ? "the list ends without `]`" : "expected `,` or `]` after an order of the list",
              "check that the file is complete and its orders are separated by commas");
}

std::optional<JsonPiece> JsonSplitter::end() {
  if (look() != -1)
    return stop("LG0105", "something follows the end of the JSON value",
                "write one object a line in JSON Lines (`.jsonl`), or put several into a list: `[{…}, {…}]`");
  state_ = State::Stopped;
  return std::nullopt;
}

JsonPiece JsonSplitter::stop(std::string code, std::string message, std::string fix) {
  state_ = State::Stopped;
  return {line_, {}, Problem{Severity::Error, std::move(code), {}, std::move(message), std::move(fix)}};
}

}  // namespace lockgate::wire
