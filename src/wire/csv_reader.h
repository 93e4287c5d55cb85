// CsvReader: the rows of a CSV file with the line each begins on. A row whose quotation marks do not pair up is named,
// and reading goes on with the line after its first: one stray mark must not swallow the rest of the file.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "wire/line_reader.h"
#include "wire/problem.h"

namespace lockgate::wire {

struct CsvRow {
  std::uint64_t line = 0;
  std::vector<std::string> cells;  // trimmed, unless quoted
  std::vector<bool> is_number;     // of a workbook: which of the cells hold a number; empty: nobody knows
  std::optional<Problem> problem;  // then there are no cells
};

class CsvReader {
 public:
  explicit CsvReader(TextStream stream, std::size_t longest = kLongestLine);
  // Lines without any character but separators are passed over.
  std::optional<CsvRow> next();
  char separator() const { return separator_; }
  TextStream& stream() { return lines_.stream(); }
  const TextStream& stream() const { return lines_.stream(); }

 private:
  std::optional<Line> next_line();
  CsvRow read_row(Line first);
  std::optional<std::vector<std::string>> parse(const std::string& row) const;

  LineReader lines_;
  std::size_t longest_;
  std::deque<Line> waiting_;  // read ahead in search of a closing mark
  char separator_ = ',';
};

}  // namespace lockgate::wire
