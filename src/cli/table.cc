#include "cli/table.h"

#include <algorithm>
#include <numeric>

#include "cli/layout.h"

namespace lockgate::cli {
namespace {

constexpr std::size_t kHeld = 64;
constexpr int kGap = 2;

int widest_line(std::string_view text) {
  int widest = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    widest = std::max(widest, columns_of(text.substr(at, end - at)));
    at = end + 1;
  }
  return widest;
}

}  // namespace

Table::Table(const Terminal& terminal, std::vector<Column> columns, bool is_spaced)
    : terminal_(terminal), columns_(std::move(columns)), is_spaced_(is_spaced) {}

void Table::add(std::vector<Cell> row) {
  for (Cell& cell : row) cell.text = printable(cell.text);
  row.resize(columns_.size());
  if (is_settled_) return write(row, false);
  held_.push_back(std::move(row));
  if (held_.size() == kHeld) settle();
}

void Table::finish() {
  if (!is_settled_ && !held_.empty()) settle();
}

void Table::settle() {
  is_settled_ = true;
  set_widths();
  std::vector<Cell> heading;
  for (const Column& column : columns_) heading.push_back({column.heading, Style::Bold});
  write(heading, true);
  for (const std::vector<Cell>& row : held_) write(row, false);
  held_.clear();
}

void Table::set_widths() {
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    int wanted = std::max(columns_[c].least, columns_of(columns_[c].heading));
    for (const std::vector<Cell>& row : held_) wanted = std::max(wanted, widest_line(row[c].text));
    widths_.push_back(columns_[c].most == 0 ? wanted : std::min(wanted, columns_[c].most));
  }
  give_rest();
}

// The columns with `most` 0 share what the others leave; when even that is too little, the widest others give way.
void Table::give_rest() {
  const auto gaps = static_cast<int>(columns_.size() - 1) * kGap;
  const auto total = [&] { return std::accumulate(widths_.begin(), widths_.end(), gaps); };
  const auto shrink = [&](bool is_open) {
    while (total() > terminal_.width()) {
      std::size_t widest = columns_.size();
      for (std::size_t c = 0; c < columns_.size(); ++c)
        if ((columns_[c].most == 0) == is_open && widths_[c] > columns_[c].least && (widest == columns_.size() || widths_[c] > widths_[widest])) widest = c;
      if (widest == columns_.size()) return;
      --widths_[widest];
    }
  };
  shrink(true);
  shrink(false);
}

void Table::write(const std::vector<Cell>& row, bool is_heading) {
  if (is_spaced_ && !is_first_ && !is_heading) terminal_.write("\n");
  is_first_ = is_heading;
  std::vector<std::vector<std::string>> cells;
  std::size_t height = 1;
  for (std::size_t c = 0; c < row.size(); ++c) {
    cells.push_back(wrap(row[c].text, widths_[c]));
    height = std::max(height, cells.back().size());
  }
  for (std::size_t line = 0; line < height; ++line) terminal_.write(line_of(cells, row, line));
}

std::string Table::line_of(const std::vector<std::vector<std::string>>& cells, const std::vector<Cell>& row, std::size_t number) const {
  std::string out;
  int missing = 0;  // blanks owed: not written at the end of a line
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const std::string text = number < cells[c].size() ? cells[c][number] : "";
    const int blanks = widths_[c] - columns_of(text);
    const bool is_right = columns_[c].is_number;
    if (is_right) missing += blanks;
    if (!text.empty()) {
      out += std::string(static_cast<std::size_t>(std::max(missing, 0)), ' ') + terminal_.paint(row[c].style, text);
      missing = is_right ? 0 : blanks;
    } else {
      missing += is_right ? 0 : widths_[c];
    }
    missing += kGap;
  }
  return out + "\n";
}

}  // namespace lockgate::cli
