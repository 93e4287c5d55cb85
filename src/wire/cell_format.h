// CellFormat: what a spreadsheet shows for a number, as far as it changes its meaning: a date, or a number in scientific notation.
#pragma once

#include <string>
#include <string_view>

namespace lockgate::wire {

enum class CellFormat : unsigned char { General, Date, Scientific };

// Of one of the formats every workbook has (ECMA-376 part 1, 18.8.30), and of one that is written out: `yyyy\-mm\-dd`, `0.0E+00`.
CellFormat built_in_format(int id);
CellFormat format_of_code(std::string_view code);

// The number of a cell as it is seen. `is_1904`: days are counted from 1904, not from 1900. A time of day within a date is kept: `2026-02-01 12:00`.
std::string shown(double number, CellFormat format, bool is_1904);

}  // namespace lockgate::wire
