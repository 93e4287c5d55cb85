#include "cli/error_code.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "cli/layout.h"
#include "cli/page.h"

namespace lockgate::cli {
namespace {

// Cells of `| LG0107 | … |`; empty when the line is none.
std::vector<std::string> cells_of(const std::string& line) {
  if (!line.starts_with("|")) return {};
  std::vector<std::string> out;
  for (const std::string_view cell : split(std::string_view(line).substr(1), '|')) out.emplace_back(cell);
  if (!out.empty() && out.back().empty()) out.pop_back();
  return out;
}

}  // namespace

bool is_error_code(std::string_view text) {
  return text.size() == 6 && text.starts_with("LG") && std::all_of(text.begin() + 2, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void explain_error_code(Session& session, const std::string& code) {
  const std::string data = session.data();
  if (data.empty()) return;
  std::ifstream file(std::filesystem::path(data) / "docs" / "errors.md");
  if (!file) return session.refuse({"LG0014", "the page of error codes, docs/errors.md, is not in the data folder", "", "name the folder of the repository with --data DIR"});
  std::vector<std::string> heading;
  for (std::string line; std::getline(file, line);) {
    const std::vector<std::string> cells = cells_of(line);
    if (cells.empty()) continue;
    if (cells.front() == "code" || cells.front() == "Code") heading = cells;
    if (cells.front() != code && cells.front() != "`" + code + "`") continue;
    Page page;
    page.title(code);
    for (std::size_t c = 1; c < cells.size(); ++c) page.pair(c < heading.size() ? heading[c] : "", cells[c]);
    page.write_text(session.out());
    return;
  }
  session.refuse({"LG0015", fmt::format("docs/errors.md has no code `{}`", code), "", ""});
}

}  // namespace lockgate::cli
