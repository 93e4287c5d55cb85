#include "cli/rows.h"

#include "cli/layout.h"
#include "cli/page.h"
#include "wire/determination_csv.h"

namespace lockgate::cli {

void write_csv_row(const Terminal& terminal, const Cells& row) { terminal.write(wire::csv_line(row) + "\n"); }

void write_markdown_row(const Terminal& terminal, const Cells& row) {
  std::string line = "|";
  for (const std::string& cell : row) line += " " + markdown(printable(cell)) + " |";
  terminal.write(line + "\n");
}

void write_markdown_heading(const Terminal& terminal, const Cells& headings) {
  write_markdown_row(terminal, headings);
  std::string line = "|";
  for (std::size_t c = 0; c < headings.size(); ++c) line += "---|";
  terminal.write(line + "\n");
}

}  // namespace lockgate::cli
