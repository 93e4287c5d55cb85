#include "cli/layout.h"

#include <unicode/uchar.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <algorithm>

#include "base/text.h"

namespace lockgate::cli {
namespace {

int columns_of(char32_t point) {
  const auto code = static_cast<UChar32>(point);
  const int category = u_charType(code);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR) return 0;
  const int width = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::string_view without_blanks_at_end(std::string_view text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// The pieces of one line between which Unicode allows a break; blanks stay at the end of a piece.
std::vector<std::string_view> pieces_of(std::string_view line) {
  UErrorCode status = U_ZERO_ERROR;
  UText* text = utext_openUTF8(nullptr, line.data(), static_cast<std::int64_t>(line.size()), &status);
  UBreakIterator* breaks = ubrk_open(UBRK_LINE, "", nullptr, 0, &status);
  ubrk_setUText(breaks, text, &status);
  std::vector<std::string_view> out;
  if (U_FAILURE(status)) {
    out.push_back(line);
  } else {
    std::int32_t start = 0;
    for (std::int32_t end = ubrk_next(breaks); end != UBRK_DONE; start = end, end = ubrk_next(breaks))
      out.push_back(line.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(end - start)));
  }
  ubrk_close(breaks);
  utext_close(text);
  return out;
}

// Adds the lines of one paragraph.
class Filler {
 public:
  Filler(std::vector<std::string>& lines, int columns) : lines_(lines), columns_(columns) { lines_.emplace_back(); }

  void add(std::string_view piece) {
    const int width = cli::columns_of(without_blanks_at_end(piece));
    if (used_ > 0 && used_ + width > columns_) start_line();
    if (width > columns_) return add_broken(piece);
    lines_.back() += piece;
    used_ += cli::columns_of(piece);
  }

 private:
  void start_line() {
    lines_.emplace_back();
    used_ = 0;
  }

  void add_broken(std::string_view piece) {
    for (std::size_t at = 0; at < piece.size();) {
      const std::size_t start = at;
      const char32_t point = next_code_point(piece, at).value_or(U'?');
      if (used_ > 0 && used_ + columns_of(point) > columns_) start_line();
      lines_.back() += piece.substr(start, at - start);
      used_ += columns_of(point);
    }
  }

  std::vector<std::string>& lines_;
  int columns_;
  int used_ = 0;
};

}  // namespace

int columns_of(std::string_view text) {
  int columns = 0;
  for (std::size_t at = 0; at < text.size();)
    if (const auto point = next_code_point(text, at)) columns += columns_of(*point);
  return columns;
}

std::string printable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const auto point = next_code_point(text, at);
    if (point == U'\t') out += ' ';
    else if (point && (point == U'\n' || u_charType(static_cast<UChar32>(*point)) != U_CONTROL_CHAR)) out += text.substr(start, at - start);
    else out += "\xEF\xBF\xBD";
  }
  return out;
}

std::string pad(std::string_view text, int columns) {
  return std::string(text) + std::string(static_cast<std::size_t>(std::max(0, columns - columns_of(text))), ' ');
}

std::string pad_left(std::string_view text, int columns) {
  return std::string(static_cast<std::size_t>(std::max(0, columns - columns_of(text))), ' ') + std::string(text);
}

std::vector<std::string> wrap(std::string_view text, int columns) {
  std::vector<std::string> lines;
  while (true) {
    const std::size_t end = text.find('\n');
    Filler filler(lines, std::max(columns, 2));
    for (const std::string_view piece : pieces_of(text.substr(0, end))) filler.add(piece);
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  for (std::string& line : lines) line = std::string(without_blanks_at_end(line));
  return lines;
}

std::string grouped(std::string_view number) {
  const std::string_view whole = number.substr(0, number.find('.'));
  const bool is_whole = !whole.empty() && std::all_of(whole.begin(), whole.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!is_whole) return std::string(number);
  std::string out;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (i > 0 && (whole.size() - i) % 3 == 0) out += ',';
    out += whole[i];
  }
  return out + std::string(number.substr(whole.size()));
}

}  // namespace lockgate::cli
