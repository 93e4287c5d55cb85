#include "wire/workbook.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <cstring>
#include <map>
#include <pugixml.hpp>

#include "base/text.h"
#include "wire/cell_format.h"

namespace lockgate::wire {
namespace {

using pugi::xml_node;

constexpr std::size_t kLongestSent = std::size_t{1} << 26;
constexpr std::size_t kMostCellsSent = 2'000'000;
constexpr std::size_t kMostColumns = 16384;  // ECMA-376 has no column after XFD

// Some writers give every element a prefix.
std::string_view local(const char* name) {
  const char* colon = std::strchr(name, ':');
  return colon == nullptr ? name : colon + 1;
}

xml_node child(const xml_node& node, std::string_view name) {
  for (const xml_node& one : node.children())
    if (local(one.name()) == name) return one;
  return {};
}

template <class Each>
void for_children(const xml_node& node, std::string_view name, Each each) {
  for (const xml_node& one : node.children())
    if (local(one.name()) == name) each(one);
}

// `_x000D_` stands for the character of that number (clause 22.4.2.4).
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    unsigned value = 0;
    const bool is_escape = text.substr(i).starts_with("_x") && i + 7 <= text.size() && text[i + 6] == '_' &&
                           std::from_chars(text.data() + i + 2, text.data() + i + 6, value, 16).ptr == text.data() + i + 6 && value < 0x80;
    out += is_escape ? static_cast<char>(value) : text[i];
    i += is_escape ? 7 : 1;
  }
  return out;
}

// A text in one piece or in runs of several formats; how it is pronounced (`rPh`) is no part of it.
std::string text_in(const xml_node& node) {
  std::string out;
  for_children(node, "t", [&](const xml_node& t) { out += t.child_value(); });
  for_children(node, "r", [&](const xml_node& run) { out += child(run, "t").child_value(); });
  return unescaped(out);
}

struct Spot {
  std::size_t column = 0;  // from 0
  std::uint64_t row = 0;   // from 1; 0: it is no spot
};

// `AB12`.
Spot spot_of(std::string_view text) {
  Spot out;
  std::size_t at = 0;
  for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && out.column <= kMostColumns; ++at) out.column = out.column * 26 + static_cast<std::size_t>(text[at] - 'A') + 1;
  const auto read = std::from_chars(text.data() + at, text.data() + text.size(), out.row);
  if (out.column == 0 || out.column > kMostColumns || read.ec != std::errc() || read.ptr != text.data() + text.size()) return {};
  --out.column;
  return out;
}

Problem problem(const char* code, std::string message, std::string fix) { return {Severity::Error, code, {}, std::move(message), std::move(fix)}; }

// What the sheets share.
struct Shared {
  std::vector<std::string> texts;
  std::vector<CellFormat> formats;  // by style
  bool is_1904 = false;
};

class SheetReader {
 public:
  SheetReader(const Shared& shared, std::vector<CsvRow>& rows, std::size_t most_cells) : shared_(shared), rows_(rows), most_cells_(most_cells) {}

  bool is_too_large() const { return cells_ > most_cells_; }

  void read(const xml_node& sheet) {
    for_children(child(sheet, "mergeCells"), "mergeCell", [&](const xml_node& one) { note_merged(one.attribute("ref").as_string()); });
    for_children(child(sheet, "sheetData"), "row", [&](const xml_node& row) { read_row(row); });
  }

 private:
  void note_merged(const std::string& range) {
    const std::size_t colon = std::min(range.find(':'), range.size());
    const Spot first = spot_of(std::string_view(range).substr(0, colon)), last = spot_of(std::string_view(range).substr(std::min(colon + 1, range.size())));
    for (std::uint64_t row = first.row; row != 0 && row <= last.row && row - first.row < kMostMergedRows; ++row) merged_.emplace(row, range);
  }

  void read_row(const xml_node& node) {
    if (is_too_large()) return;
    CsvRow row;
    row.line = node.attribute("r").as_ullong(last_ + 1);
    last_ = row.line;
    std::size_t column = 0;
    bool has_any = false;
    for_children(node, "c", [&](const xml_node& cell) {
      if (const Spot spot = spot_of(cell.attribute("r").as_string()); spot.row != 0) column = spot.column;
      if (column >= kMostColumns) return;
      if (row.cells.size() <= column) row.cells.resize(column + 1), row.is_number.resize(column + 1);
      row.cells[column] = value_of(cell, row.problem);
      row.is_number[column] = is_plain_number(cell);
      has_any |= !trim(row.cells[column]).empty();
      ++column;
    });
    if (const auto range = merged_.find(row.line); range != merged_.end() && has_any && !row.problem)
      row.problem = problem("LG0126", "the cells " + range->second + " are merged", "split them, and write the value in each row it is meant for");
    cells_ += row.cells.size();
    if (has_any || row.problem) rows_.push_back(std::move(row));
  }

  std::string value_of(const xml_node& cell, std::optional<Problem>& found) const {
    const std::string_view type = cell.attribute("t").as_string("n");
    const std::string_view value = child(cell, "v").child_value();
    const bool is_computed = !child(cell, "f").empty();
    if (type == "inlineStr") return text_in(child(cell, "is"));
    if (type == "e" || (is_computed && value.empty() && type != "str"))
      found = problem("LG0127", fmt::format("cell {} holds {}", cell.attribute("r").as_string(), type == "e" ? "the error " + std::string(value) : "a formula that was never computed"),
                      "mend the formula, or write the value in its place");
    if (type == "s") return shared_text(value);
    if (type == "b") return value == "1" ? "true" : "false";
    if (type == "str") return unescaped(value);
    return type == "n" && !value.empty() ? number(value, format_of(cell)) : std::string(value);
  }

  CellFormat format_of(const xml_node& cell) const {
    const std::size_t style = cell.attribute("s").as_uint();
    return style < shared_.formats.size() ? shared_.formats[style] : CellFormat::General;
  }

  bool is_plain_number(const xml_node& cell) const {
    return std::string_view(cell.attribute("t").as_string("n")) == "n" && format_of(cell) == CellFormat::General;
  }

  std::string shared_text(std::string_view index) const {
    std::size_t at = shared_.texts.size();
    std::from_chars(index.data(), index.data() + index.size(), at);
    return at < shared_.texts.size() ? shared_.texts[at] : std::string();
  }

  std::string number(std::string_view text, CellFormat format) const {
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::string(text);
    return shown(value, format, shared_.is_1904);
  }

  // Whole columns are merged at times; a sheet has no more rows.
  static constexpr std::uint64_t kMostMergedRows = 1 << 20;

  const Shared& shared_;
  std::vector<CsvRow>& rows_;
  std::size_t most_cells_;
  std::size_t cells_ = 0;
  std::map<std::uint64_t, std::string> merged_;  // by row: the range
  std::uint64_t last_ = 0;
};

class Opener {
 public:
  Opener(const Archive& archive, const std::string& path) : archive_(archive), path_(path) {}

  Result<void> load(const std::string& name, pugi::xml_document& document, bool is_needed) {
    const auto bytes = archive_.read(name);
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) return is_needed ? Result<void>(damaged("`" + name + "` is missing")) : Result<void>();
    const auto result = document.load_buffer((*bytes)->data(), (*bytes)->size(), pugi::parse_default | pugi::parse_ws_pcdata);
    return result ? Result<void>() : Result<void>(damaged(fmt::format("`{}` breaks at byte {}: {}", name, result.offset, result.description())));
  }

  tl::unexpected<Error> damaged(const std::string& why) const {
    return fail("LG0102", "this is not a workbook that can be read: " + why, "open it and save it again as .xlsx, or export the orders as CSV", path_);
  }

 private:
  const Archive& archive_;
  const std::string& path_;
};

std::vector<std::string> texts_of(const xml_node& table) {
  std::vector<std::string> out;
  for_children(table, "si", [&](const xml_node& text) { out.push_back(text_in(text)); });
  return out;
}

std::vector<CellFormat> formats_of(const xml_node& styles) {
  std::map<int, CellFormat> own;
  for_children(child(styles, "numFmts"), "numFmt", [&](const xml_node& one) { own[one.attribute("numFmtId").as_int()] = format_of_code(one.attribute("formatCode").as_string()); });
  std::vector<CellFormat> out;
  for_children(child(styles, "cellXfs"), "xf", [&](const xml_node& one) {
    const int id = one.attribute("numFmtId").as_int();
    const auto known = own.find(id);
    out.push_back(known != own.end() ? known->second : built_in_format(id));
  });
  return out;
}

// The first sheet that can be seen: its name, and the id by which its file is found.
std::pair<std::string, std::string> first_sheet(const xml_node& workbook) {
  std::pair<std::string, std::string> out;
  for_children(child(workbook, "sheets"), "sheet", [&](const xml_node& sheet) {
    if (!out.second.empty() || std::string_view(sheet.attribute("state").as_string("visible")) != "visible") return;
    out.first = sheet.attribute("name").as_string();
    for (const pugi::xml_attribute& attribute : sheet.attributes())
      if (local(attribute.name()) == "id" && std::strchr(attribute.name(), ':') != nullptr) out.second = attribute.as_string();
  });
  return out;
}

std::string target_of(const xml_node& relationships, const std::string& id) {
  std::string out;
  for_children(relationships, "Relationship", [&](const xml_node& one) {
    if (one.attribute("Id").as_string() == id) out = one.attribute("Target").as_string();
  });
  return out.starts_with('/') ? out.substr(1) : "xl/" + out;
}

}  // namespace

Result<Workbook> Workbook::open(const std::string& path) {
  const Result<Archive> archive = Archive::open(path);
  return archive ? read(*archive, path, SIZE_MAX) : tl::unexpected(archive.error());
}

Result<Workbook> Workbook::of(std::string bytes, const std::string& name) {
  const Result<Archive> archive = Archive::of(std::move(bytes), name, kLongestSent);
  return archive ? read(*archive, name, kMostCellsSent) : tl::unexpected(archive.error());
}

Result<Workbook> Workbook::read(const Archive& archive, const std::string& path, std::size_t most_cells) {
  Opener opener(archive, path);
  pugi::xml_document book, relationships, texts, styles, sheet;
  for (const auto& [name, document, is_needed] : {std::tuple{"xl/workbook.xml", &book, true}, {"xl/_rels/workbook.xml.rels", &relationships, true},
                                                  {"xl/sharedStrings.xml", &texts, false}, {"xl/styles.xml", &styles, false}})
    if (const auto loaded = opener.load(name, *document, is_needed); !loaded) return tl::unexpected(loaded.error());
  const auto [name, id] = first_sheet(child(book, "workbook"));
  if (id.empty()) return opener.damaged("it has no sheet that can be seen");
  if (const auto loaded = opener.load(target_of(child(relationships, "Relationships"), id), sheet, true); !loaded) return tl::unexpected(loaded.error());
  const xml_node about = child(child(book, "workbook"), "workbookPr");
  const Shared shared{texts_of(child(texts, "sst")), formats_of(child(styles, "styleSheet")), about.attribute("date1904").as_bool()};
  std::vector<CsvRow> rows;
  SheetReader reader(shared, rows, most_cells);
  reader.read(child(sheet, "worksheet"));
  if (reader.is_too_large()) return opener.damaged(fmt::format("its sheet has more than {} cells", most_cells));
  return Workbook(name, std::move(rows));
}

std::optional<CsvRow> Workbook::next() {
  if (at_ == rows_.size()) return std::nullopt;
  return std::move(rows_[at_++]);
}

}  // namespace lockgate::wire
