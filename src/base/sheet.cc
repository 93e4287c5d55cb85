#include "base/sheet.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/text.h"

namespace lockgate {
namespace {

// The lines that are neither empty nor comments.
std::vector<Place> lines_of(std::string_view text) {
  std::vector<Place> out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin && text[begin] != '#') out.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    begin = end + 1;
  }
  return out;
}

}  // namespace

Sheet::Sheet(const std::string& path, const std::vector<std::string_view>& columns, Diagnostics& diagnostics) {
  std::ifstream file(path, std::ios::binary);
  std::string text = file ? std::string(std::istreambuf_iterator<char>(file), {}) : "";
  const auto bad_byte = invalid_utf8(text);
  source_ = std::make_shared<Source>(path, bad_byte ? "" : std::move(text));
  if (!file || bad_byte) {
    diagnostics.error("LG0401", "this file of reviewed data cannot be read as UTF-8 text", source_);
    return;
  }
  std::vector<Place> lines = lines_of(source_->text());
  const auto text_of = [this](Place line) { return source_->text().substr(line.begin, line.end - line.begin); };
  const std::string heading = fmt::format("{}", fmt::join(columns, "\t"));
  if (lines.empty() || text_of(lines.front()) != heading) {
    diagnostics.error("LG0402", fmt::format("the heading of this file is not `{}`", fmt::join(columns, "`, `")), source_,
                      lines.empty() ? Place{} : lines.front());
    return;
  }
  lines.erase(lines.begin());
  for (const Place line : lines) add_line(line, columns.size(), diagnostics);
}

void Sheet::add_line(Place place, std::size_t columns, Diagnostics& diagnostics) {
  SheetRow row{split(source_->text().substr(place.begin, place.end - place.begin), '\t'), place};
  if (row.cells.size() == columns)
    rows_.push_back(std::move(row));
  else
    diagnostics.error("LG0403", fmt::format("this row has {} cells, the heading {}", row.cells.size(), columns), source_, place).help =
        "put one tab between two cells";
}

}  // namespace lockgate
