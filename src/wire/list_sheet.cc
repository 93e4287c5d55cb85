#include "wire/list_sheet.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace lockgate::wire {
namespace {

std::string column_name(std::string_view heading) {
  std::string out = fold(heading);
  std::replace(out.begin(), out.end(), ' ', '_');
  return out;
}

}  // namespace

// A heading is compared without case and marks: `_id` is `id`, `Alt Names` is `altnames`.
ListSheet::ListSheet(const std::string& bytes) : reader_(TextStream(ByteSource::of(bytes))) {
  if (const auto heading = reader_.next())
    for (const std::string& cell : heading->cells) heading_.push_back(column_name(cell));
}

bool ListSheet::has(std::string_view column) const { return std::find(heading_.begin(), heading_.end(), column_name(column)) != heading_.end(); }

void ListSheet::for_each(ListFile& list, const std::function<void(const std::string& where)>& use) {
  while (auto row = reader_.next()) {
    const std::string where = fmt::format("line {}", row->line);
    if (row->problem) {
      list.findings.push_back({where, *row->problem});
    } else if (row->cells.size() != heading_.size()) {
      list.findings.push_back({where, {Severity::Error, "LG0509", {}, fmt::format("this row has {} cells, the heading {}; the entry was left out", row->cells.size(), heading_.size()), "put a cell that holds a comma in quotation marks"}});
    } else {
      row_ = std::move(*row);
      use(where);
    }
  }
}

std::string_view ListSheet::cell(std::string_view column) const {
  const auto found = std::find(heading_.begin(), heading_.end(), column_name(column));
  return found == heading_.end() ? std::string_view() : trim(row_.cells[static_cast<std::size_t>(found - heading_.begin())]);
}

std::vector<std::string> ListSheet::cells(std::string_view column) const { return semicolon_parts(cell(column)); }

std::vector<std::string> semicolon_parts(std::string_view text) {
  std::vector<std::string> out;
  for (const std::string_view part : split(text, ';'))
    if (!part.empty()) out.emplace_back(part);
  return out;
}

}  // namespace lockgate::wire
