// DeterminationCsv: a determination as one row, to stand next to the order's own columns in a spreadsheet.
#pragma once

#include <string>
#include <vector>

#include "trade/determination.h"

namespace lockgate::wire {

// `order,as_of,verdict,between`, one column for the outcome of each gate, then
// `reason,authority,missing_fact,citation`.
std::vector<std::string> csv_heading(const std::vector<std::string>& gates);
// Cells to match; several values in a cell are separated by `; `. A gate with several legs shows each.
std::vector<std::string> csv_cells(const trade::Determination& determination, const std::vector<std::string>& gates);
// RFC 4180, without the line end. A cell that a spreadsheet would run as a formula gets an apostrophe before it.
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace lockgate::wire
