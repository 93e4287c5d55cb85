// TableDiff: `diff` for orders in columns (Parquet, Arrow IPC), or read as columns.
#pragma once

#include <string>

#include "cli/list_access.h"
#include "cli/session.h"
#include "desk/book.h"

namespace lockgate::cli {

struct TableDiff {
  std::string path;
  std::string out;     // a file for both answers of every row; empty: the changed rows go to stdout
  std::string format;  // of stdout: `table` and `json` add up what changes, `csv` and `jsonl` go row by row
  desk::BookSide before, after;
  ListAccess access;
};

void diff_table(Session& session, const TableDiff& given);

}  // namespace lockgate::cli
