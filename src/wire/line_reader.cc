#include "wire/line_reader.h"

namespace lockgate::wire {
namespace {

void append(Line& line, std::string_view part, std::size_t longest) {
  if (line.text.size() + part.size() > longest) line.is_too_long = true;
  if (line.is_too_long) {
    std::string().swap(line.text);  // gives the memory back
  } else {
    line.text += part;
  }
}

}  // namespace

std::optional<Line> LineReader::next() {
  std::string_view piece = stream_.peek();
  if (piece.empty()) return std::nullopt;
  Line line;
  line.number = ++number_;
  for (; !piece.empty(); piece = stream_.peek()) {
    const std::size_t end = piece.find('\n');
    append(line, piece.substr(0, end), longest_);
    stream_.take(end == std::string_view::npos ? piece.size() : end + 1);
    if (end != std::string_view::npos) break;
  }
  if (line.text.ends_with('\r')) line.text.pop_back();
  return line;
}

}  // namespace lockgate::wire
