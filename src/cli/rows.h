// Rows: plain tables for other programs, as CSV or as Markdown.
#pragma once

#include <string>
#include <vector>

#include "cli/terminal.h"

namespace lockgate::cli {

using Cells = std::vector<std::string>;

void write_csv_row(const Terminal& terminal, const Cells& row);
void write_markdown_row(const Terminal& terminal, const Cells& row);
void write_markdown_heading(const Terminal& terminal, const Cells& headings);

}  // namespace lockgate::cli
