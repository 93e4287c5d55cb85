#include "wire/answer_workbook.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace lockgate::wire {
namespace {

// Excel's own limits: a cell has no more characters, a sheet no more rows.
constexpr std::size_t kLongestCell = 32767;
constexpr lxw_row_t kMostRows = 1048576;
constexpr double kWidth = 18;
constexpr double kWideWidth = 60;

std::string cut_to_cell(const std::string& text) {
  if (text.size() <= kLongestCell) return text;
  std::size_t end = kLongestCell;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace

struct AnswerWorkbook::Sheets {
  explicit Sheets(const std::string& path) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    book = workbook_new_opt(path.c_str(), &options);
    text = workbook_add_format(book);
    format_set_num_format_index(text, 49);  // `@`: text (ECMA-376 part 1, 18.8.30)
    bold = workbook_add_format(book);
    format_set_bold(bold);
    answers = workbook_add_worksheet(book, "Answers");
  }
  ~Sheets() {
    if (book != nullptr) workbook_close(book);
  }

  void write(lxw_worksheet* sheet, lxw_row_t at, std::size_t column, const std::string& value, lxw_format* format) {
    if (!value.empty()) failed |= worksheet_write_string(sheet, at, static_cast<lxw_col_t>(column), cut_to_cell(value).c_str(), format) != LXW_NO_ERROR;
  }

  void write_own(std::size_t column, const CsvRow& own, std::size_t index) {
    double number = 0;
    const std::string& cell = own.cells[index];
    const bool is_number = index < own.is_number.size() && own.is_number[index] && std::from_chars(cell.data(), cell.data() + cell.size(), number).ec == std::errc();
    if (!is_number) return write(answers, row, column, cell, text);
    failed |= worksheet_write_number(answers, row, static_cast<lxw_col_t>(column), number, nullptr) != LXW_NO_ERROR;
  }

  lxw_workbook* book = nullptr;
  lxw_worksheet* answers = nullptr;
  lxw_format* text = nullptr;
  lxw_format* bold = nullptr;
  lxw_row_t row = 0;
  bool failed = false;
};

AnswerWorkbook::AnswerWorkbook(std::string path, const std::vector<std::string>& own_headings, const std::vector<std::string>& added_headings)
    : path_(std::move(path)), own_count_(own_headings.size()), added_count_(added_headings.size()), sheets_(std::make_unique<Sheets>(path_ + ".part")) {
  std::vector<std::string> headings = own_headings;
  headings.insert(headings.end(), added_headings.begin(), added_headings.end());
  for (std::size_t c = 0; c < headings.size(); ++c) sheets_->write(sheets_->answers, 0, c, headings[c], sheets_->bold);
  worksheet_freeze_panes(sheets_->answers, 1, 0);
  if (!headings.empty()) worksheet_set_column(sheets_->answers, 0, static_cast<lxw_col_t>(headings.size() - 1), kWidth, nullptr);
  sheets_->row = 1;
}

AnswerWorkbook::~AnswerWorkbook() {
  if (sheets_ == nullptr) return;
  sheets_.reset();
  std::remove((path_ + ".part").c_str());
}

void AnswerWorkbook::add(const CsvRow& own, const std::vector<std::string>& added) {
  Sheets& out = *sheets_;
  out.failed |= out.row >= kMostRows;
  const std::size_t own_end = std::min(own.cells.size(), own_count_);
  for (std::size_t c = 0; c < own_end; ++c) out.write_own(c, own, c);
  for (std::size_t c = 0; c < added.size(); ++c) out.write(out.answers, out.row, own_count_ + c, added[c], out.text);
  for (std::size_t c = own_end; c < own.cells.size(); ++c) out.write_own(c + added_count_, own, c);
  ++out.row;
}

Result<void> AnswerWorkbook::finish(const std::vector<std::pair<std::string, std::string>>& about) {
  Sheets& out = *sheets_;
  lxw_worksheet* sheet = workbook_add_worksheet(out.book, "About");
  worksheet_set_column(sheet, 0, 0, kWidth, nullptr);
  worksheet_set_column(sheet, 1, 1, kWideWidth, nullptr);
  for (std::size_t r = 0; r < about.size(); ++r) {
    out.write(sheet, static_cast<lxw_row_t>(r), 0, about[r].first, out.bold);
    out.write(sheet, static_cast<lxw_row_t>(r), 1, about[r].second, out.text);
  }
  const std::string aside = path_ + ".part";
  const lxw_error error = workbook_close(out.book);
  out.book = nullptr;
  const bool is_whole = error == LXW_NO_ERROR && !out.failed && std::rename(aside.c_str(), path_.c_str()) == 0;
  sheets_.reset();
  if (is_whole) return {};
  std::remove(aside.c_str());
  return fail("LG0125", std::string("cannot write: ") + (error != LXW_NO_ERROR ? lxw_strerror(error) : "a cell or row that a workbook cannot hold, or no such folder"),
              "check the path and the space left", path_);
}

}  // namespace lockgate::wire
