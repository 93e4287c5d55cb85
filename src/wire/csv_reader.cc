#include "wire/csv_reader.h"

#include <csv.h>

#include <algorithm>

#include "base/check.h"

namespace lockgate::wire {
namespace {

// An address has five lines, a remark perhaps thirty; a cell with more is a mark that was never closed.
constexpr std::size_t kMostLinesOfARow = 100;

Problem unpaired() {
  return {
      Severity::Error,
      "LG0109",
      {},
      "the quotation marks of this row do not pair up",
      "put a cell that has a quotation mark, a separator or a line break in quotation marks, and write the mark twice"};
}

void take_cell(void* bytes, std::size_t size, void* cells) {
  const char* text = bytes == nullptr ? "" : static_cast<const char*>(bytes);
  static_cast<std::vector<std::string>*>(cells)->emplace_back(text, size);
}

void end_row(int, void*) {}

// The one that the heading has most of: people's spreadsheets write commas, tabs, or semicolons where the comma is
// decimal.
char find_separator(std::string_view beginning) {
  const std::string_view heading = beginning.substr(0, beginning.find('\n'));
  char best = ',';
  for (const char candidate : {'\t', ';'})
    if (std::count(heading.begin(), heading.end(), candidate) > std::count(heading.begin(), heading.end(), best))
      best = candidate;
  return best;
}

// Whether a quoted cell is open, followed line by line. A mark opens a cell only at its beginning, and closes it unless
// another one follows.
class Quotes {
 public:
  explicit Quotes(char separator) : separator_(separator) {}
  void follow(std::string_view text) {
    for (const char c : text) follow(c);
  }
  bool is_open() const { return is_open_; }

 private:
  void follow(char c) {
    const bool was_open = is_open_;
    if (c == '"' && (is_open_ || is_at_beginning_ || has_just_closed_)) is_open_ = !is_open_;
    has_just_closed_ = was_open && !is_open_;
    const bool is_new_cell = c == separator_ && !is_open_;
    is_at_beginning_ = is_new_cell || (is_at_beginning_ && c == ' ');
  }
  char separator_;
  bool is_open_ = false;
  bool is_at_beginning_ = true;
  bool has_just_closed_ = false;
};

bool is_blank(const std::string& text) { return text.find_first_not_of(" \t\r") == std::string::npos; }

}  // namespace

CsvReader::CsvReader(TextStream stream, std::size_t longest) : lines_(std::move(stream), longest), longest_(longest) {
  separator_ = find_separator(lines_.stream().peek());
}

std::optional<CsvRow> CsvReader::next() {
  while (auto line = next_line()) {
    CsvRow row = line->is_too_long ? CsvRow{line->number, {}, {}, line_too_long(longest_)} : read_row(std::move(*line));
    if (row.problem || !std::all_of(row.cells.begin(), row.cells.end(), is_blank)) return row;
  }
  return std::nullopt;
}

std::optional<Line> CsvReader::next_line() {
  if (waiting_.empty()) return lines_.next();
  Line line = std::move(waiting_.front());
  waiting_.pop_front();
  return line;
}

CsvRow CsvReader::read_row(Line first) {
  std::string text = std::move(first.text);
  Quotes quotes(separator_);
  quotes.follow(text);
  std::deque<Line> more;
  while (quotes.is_open() && more.size() < kMostLinesOfARow && text.size() <= longest_) {
    auto line = next_line();
    if (!line) break;
    more.push_back(std::move(*line));
    if (more.back().is_too_long) break;
    quotes.follow(more.back().text);
    text += '\n' + more.back().text;
  }
  if (!quotes.is_open())
    if (auto cells = parse(text)) return {first.number, std::move(*cells), {}, std::nullopt};
  waiting_.insert(waiting_.begin(), more.begin(), more.end());
  return {first.number, {}, {}, unpaired()};
}

std::optional<std::vector<std::string>> CsvReader::parse(const std::string& row) const {
  csv_parser parser;
  LG_CHECK(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) == 0);
  csv_set_delim(&parser, static_cast<unsigned char>(separator_));
  std::vector<std::string> cells;
  bool is_whole = csv_parse(&parser, row.data(), row.size(), take_cell, end_row, &cells) == row.size();
  is_whole = csv_fini(&parser, take_cell, end_row, &cells) == 0 && is_whole;
  csv_free(&parser);
  return is_whole ? std::optional(std::move(cells)) : std::nullopt;
}

}  // namespace lockgate::wire
