#include "catalogue/table.h"

#include <csv.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>

#include "base/check.h"

namespace lockgate::catalogue {
namespace {

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void take_cell(void* bytes, std::size_t size, void* cells) {
  const char* text = bytes == nullptr ? "" : static_cast<const char*>(bytes);
  static_cast<std::vector<std::string>*>(cells)->emplace_back(text, size);
}

void end_row(int, void*) {}

// The cells of one line, or nullopt when its quotation marks do not pair up.
std::optional<std::vector<std::string>> parse_line(std::string_view line) {
  csv_parser parser;
  LG_CHECK(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) == 0);
  std::vector<std::string> cells;
  bool is_whole = csv_parse(&parser, line.data(), line.size(), take_cell, end_row, &cells) == line.size();
  is_whole = csv_fini(&parser, take_cell, end_row, &cells) == 0 && is_whole;
  csv_free(&parser);
  return is_whole ? std::optional(std::move(cells)) : std::nullopt;
}

}  // namespace

const std::string& Row::operator[](std::string_view column) const {
  static const std::string kEmpty;
  const auto found = std::find(header_->begin(), header_->end(), column);
  return found == header_->end() ? kEmpty : cells_[static_cast<std::size_t>(found - header_->begin())];
}

Table::Table(const std::string& path, const std::vector<std::string>& columns, Diagnostics& diagnostics) {
  std::optional<std::string> text = read_file(path);
  source_ = std::make_shared<Source>(path, text.value_or(""));
  if (!text) {
    diagnostics.error("LG0310", "this file of the catalogue cannot be read", source_);
    return;
  }
  const std::string_view whole = source_->text();
  for (std::size_t begin = 0; begin < whole.size();) {
    const std::size_t end = std::min(whole.find('\n', begin), whole.size());
    add_line({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, diagnostics);
    if (begin == 0) check_header(columns, diagnostics);
    begin = end + 1;
  }
}

void Table::add_line(Place place, Diagnostics& diagnostics) {
  auto cells = parse_line(source_->text().substr(place.begin, place.end - place.begin));
  if (!cells) {
    diagnostics.error("LG0311", "the quotation marks of this row do not pair up", source_, place).help =
        "write a quotation mark inside a cell twice and put the whole cell in quotation marks";
  } else if (place.begin == 0) {
    header_ = std::move(*cells);
  } else if (cells->size() == header_.size()) {
    rows_.emplace_back(&header_, std::move(*cells), place);
  } else if (!cells->empty()) {
    diagnostics.error(
        "LG0312",
        "this row has " + std::to_string(cells->size()) + " cells, the header " + std::to_string(header_.size()),
        source_, place);
  }
}

void Table::check_header(const std::vector<std::string>& columns, Diagnostics& diagnostics) {
  for (const std::string& column : columns)
    if (std::find(header_.begin(), header_.end(), column) == header_.end())
      diagnostics.error("LG0313", "the column `" + column + "` is missing", source_, {0, 1});
}

}  // namespace lockgate::catalogue
