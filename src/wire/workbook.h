// Workbook: the rows of the first sheet of an .xlsx file that is not hidden. What a cell holds is given as a person sees it: a date as
// 2026-02-01, a number with the fifteen digits a spreadsheet keeps, a scientific format as 3.00E+01, so that a code that was turned
// into a number shows itself. Source of the format: ECMA-376 part 1, clause 18.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "wire/archive.h"
#include "wire/csv_reader.h"

namespace lockgate::wire {

class Workbook {
 public:
  // LG0101, LG0102.
  static Result<Workbook> open(const std::string& path);
  // One that somebody sends: small archives can unpack to anything, and few cells can lie far apart. LG0102 where it passes what a person's
  // workbook needs: 64 MiB in a sheet, or two million cells.
  static Result<Workbook> of(std::string bytes, const std::string& name);

  // The rows with anything in them, top to bottom; `line` is the row's number in the sheet. A row with merged cells (LG0126), with an
  // error such as #REF! or a formula that was never computed (LG0127) has a problem beside its cells.
  std::optional<CsvRow> next();
  double progress() const { return rows_.empty() ? 0 : static_cast<double>(at_) / static_cast<double>(rows_.size()); }
  const std::string& sheet() const { return sheet_; }

 private:
  static Result<Workbook> read(const Archive& archive, const std::string& path, std::size_t most_cells);
  Workbook(std::string sheet, std::vector<CsvRow> rows) : sheet_(std::move(sheet)), rows_(std::move(rows)) {}
  std::string sheet_;
  std::vector<CsvRow> rows_;
  std::size_t at_ = 0;
};

}  // namespace lockgate::wire
