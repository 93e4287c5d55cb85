#include "cli/csv.h"

#include "cli/layout.h"
#include "cli/page.h"

namespace lockgate::cli {
namespace {

std::string quoted(std::string_view cell) {
  const bool is_formula = !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos && cell.size() > 1;
  const std::string text = (is_formula ? "'" : "") + std::string(cell);
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

}  // namespace

void write_csv_row(const Terminal& terminal, const Cells& row) {
  std::string line;
  for (std::size_t c = 0; c < row.size(); ++c) line += (c == 0 ? "" : ",") + quoted(row[c]);
  terminal.write(line + "\n");
}

void write_csv(const Terminal& terminal, const Cells& headings, const std::vector<Cells>& rows) {
  write_csv_row(terminal, headings);
  for (const Cells& row : rows) write_csv_row(terminal, row);
}

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

void write_markdown_table(const Terminal& terminal, const Cells& headings, const std::vector<Cells>& rows) {
  write_markdown_heading(terminal, headings);
  for (const Cells& row : rows) write_markdown_row(terminal, row);
}

}  // namespace lockgate::cli
