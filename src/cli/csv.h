// Csv: plain tables for other programs and for Markdown.
#pragma once

#include <string>
#include <vector>

#include "cli/terminal.h"

namespace lockgate::cli {

using Cells = std::vector<std::string>;

// RFC 4180, with LF line ends. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
void write_csv_row(const Terminal& terminal, const Cells& row);
void write_csv(const Terminal& terminal, const Cells& headings, const std::vector<Cells>& rows);

void write_markdown_row(const Terminal& terminal, const Cells& row);
void write_markdown_heading(const Terminal& terminal, const Cells& headings);
void write_markdown_table(const Terminal& terminal, const Cells& headings, const std::vector<Cells>& rows);

}  // namespace lockgate::cli
