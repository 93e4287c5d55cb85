// Workbook: the rows of the first sheet of an .xlsx file that is not hidden. What a cell holds is given as a person sees it: a date as
// 2026-02-01, a number with the fifteen digits a spreadsheet keeps, a scientific format as 3.00E+01, so that a code that was turned
// into a number shows itself. Source of the format: ECMA-376 part 1, clause 18.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wire/csv_reader.h"

namespace lockgate::wire {

class Workbook {
 public:
  // LG0101, LG0102.
  static Result<Workbook> open(const std::string& path);

  // The rows with anything in them, top to bottom; `line` is the row's number in the sheet. A row with merged cells (LG0126), with an
  // error such as #REF! or a formula that was never computed (LG0127) has a problem beside its cells.
  std::optional<CsvRow> next();
  double progress() const { return rows_.empty() ? 0 : static_cast<double>(at_) / static_cast<double>(rows_.size()); }
  const std::string& sheet() const { return sheet_; }

 private:
  Workbook(std::string sheet, std::vector<CsvRow> rows) : sheet_(std::move(sheet)), rows_(std::move(rows)) {}
  std::string sheet_;
  std::vector<CsvRow> rows_;
  std::size_t at_ = 0;
};

}  // namespace lockgate::wire
