// TableCheck: `check` for orders in columns (Parquet, Arrow IPC). Answers go to a file of the same kind, or to stdout: counted by
// what was answered, or row by row.
#pragma once

#include <string>

#include "cli/list_access.h"
#include "cli/options.h"

namespace lockgate::cli {

struct TableCheck {
  std::string path;
  std::string out;     // a file; empty: stdout
  std::string only;    // columns of the answer that go to the file, with `,` between; empty: all
  std::string format;  // of stdout: `table` counts, `csv` and `jsonl` go row by row
  Question question;
  ListAccess access;
};

void check_table(Session& session, const TableCheck& given);

}  // namespace lockgate::cli
