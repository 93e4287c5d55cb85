// FlatTable: a file of orders (CSV, a workbook, JSON) as a table in columns, some rows at a time, so that a book of any length is
// answered by kind (desk/book.h). A row that cannot be read says why in the column kRowProblem.
#pragma once

#include <string>

#include "batch/arrow_stream.h"
#include "desk/desk.h"
#include "wire/csv_columns.h"

namespace lockgate::desk {

// The name of the column in which a row says why it cannot be read: `CODE: sentence`. No heading can be this.
inline constexpr std::string_view kRowProblem = "\x1fproblem";

// Orders in JSON have no headings. What belongs together in them (an item, a route, a party) is a column whose cells are its JSON and
// whose name begins with this.
inline constexpr std::string_view kJsonPart = "\x1fjson ";

// Is this one of the columns that no law looks at? The user's own, and an order's id and note.
bool is_left_out(const wire::Column& column);

// LG0101, LG0102 and what is wrong with the heading.
Result<batch::ArrowStream> open_flat_table(const std::string& path, const Desk& desk);
// Of Parquet and Arrow IPC too. What is left out of a Parquet file is not read.
Result<batch::ArrowStream> open_table(const std::string& path, const Desk& desk);

}  // namespace lockgate::desk
