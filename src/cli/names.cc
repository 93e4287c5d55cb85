#include "cli/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/text.h"
#include "cli/orders.h"
#include "wire/csv_reader.h"
#include "wire/line_reader.h"

namespace lockgate::cli {
namespace {

namespace fs = std::filesystem;

bool is_file(const std::string& argument) {
  std::error_code error;
  return argument == "-" || fs::is_regular_file(argument, error);
}

// Something that looks like a path and is none is a mistake, not a name.
bool looks_like_file(const std::string& argument) {
  const std::string end = fs::path(argument).extension().string();
  const std::vector<std::string> kEndings = {".txt", ".csv", ".json", ".jsonl"};
  return std::find(kEndings.begin(), kEndings.end(), end) != kEndings.end();
}

std::optional<wire::TextStream> open_text(Session& session, const std::string& path) {
  auto source = wire::ByteSource::open(path);
  if (!source) {
    session.refuse(source.error());
    return std::nullopt;
  }
  wire::TextStream stream(std::move(*source));
  stream.peek();
  if (stream.looks_like().empty()) return stream;
  session.refuse({"LG0102", fmt::format("this is no text file; it looks like {}", stream.looks_like()), path, "export a workbook as CSV"});
  return std::nullopt;
}

void add_lines(Session& session, const std::string& path, std::vector<AskedName>& out) {
  auto stream = open_text(session, path);
  if (!stream) return;
  wire::LineReader reader(std::move(*stream));
  while (auto line = reader.next()) {
    const std::string where = fmt::format("{}:{}", path == "-" ? "standard input" : path, line->number);
    if (line->is_too_long) session.refuse({"LG0103", "this line is longer than 16 MiB", where, "put one name on a line"});
    else if (invalid_utf8(line->text)) session.refuse({"LG0102", "this line is not UTF-8", where, "save the file as UTF-8"});
    else if (!trim(line->text).empty()) out.push_back({std::string(trim(line->text)), where});
  }
}

std::size_t column_of(const std::vector<std::string>& heading, std::string_view name) {
  const auto found = std::find_if(heading.begin(), heading.end(), [&](const std::string& cell) { return fold(cell) == fold(name); });
  return static_cast<std::size_t>(found - heading.begin());
}

void say_short_row(Session& session, const std::string& path, const wire::CsvRow& row) {
  const wire::Problem problem = row.problem.value_or(wire::Problem{Severity::Error, "LG0110", {}, "this row has fewer cells than the heading", "put a cell that holds a comma in quotation marks"});
  session.refuse({problem.code, problem.message, fmt::format("{}:{}", path, row.line), problem.fix});
}

// False: the file has no such column, so its rows are orders.
bool add_column(Session& session, const std::string& path, const std::string& column, std::vector<AskedName>& out) {
  auto stream = open_text(session, path);
  if (!stream) return true;
  wire::CsvReader reader(std::move(*stream));
  const auto heading = reader.next();
  if (!heading || column_of(heading->cells, column) == heading->cells.size()) return false;
  const std::size_t at = column_of(heading->cells, column);
  while (const auto row = reader.next()) {
    if (row->problem || row->cells.size() <= at) say_short_row(session, path, *row);
    else if (!trim(row->cells[at]).empty()) out.push_back({row->cells[at], fmt::format("{}:{}", path, row->line)});
  }
  return true;
}

void add_party(const trade::Order& order, const std::string& role, const std::string& name, std::vector<AskedName>& out) {
  if (!trim(name).empty()) out.push_back({name, fmt::format("order {}, {}", order.id, role)});
}

void add_orders(Session& session, const std::string& path, std::vector<AskedName>& out) {
  const auto desk = session.open_desk();
  const auto orders = desk == nullptr ? nullptr : Orders::open(session, *desk, path);
  if (orders == nullptr) return;
  while (const auto order = orders->next())
    for (const trade::Party& party : order->parties) {
      add_party(*order, party.role, party.name, out);
      if (party.ultimate_parent != nullptr) add_party(*order, party.role + ".ultimate_parent", party.ultimate_parent->name, out);
      if (party.owners)
        for (const trade::Owner& owner : *party.owners) add_party(*order, party.role + ".owners", owner.name, out);
    }
  orders->make_room();
}

}  // namespace

std::vector<AskedName> names_in(Session& session, const std::vector<std::string>& arguments, const std::string& column) {
  std::vector<AskedName> out;
  for (const std::string& argument : arguments) {
    const std::string ending = fs::path(argument).extension().string();
    if (!is_file(argument) && looks_like_file(argument)) session.refuse({"LG0101", "there is no such file", argument, "check the path"});
    else if (!is_file(argument)) out.push_back({argument, ""});
    else if (ending == ".json" || ending == ".jsonl") add_orders(session, argument, out);
    else if (ending != ".csv") add_lines(session, argument, out);
    else if (!add_column(session, argument, column, out)) add_orders(session, argument, out);
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> pairs_in(Session& session, const std::string& path) {
  std::vector<AskedName> first;
  std::vector<AskedName> second;
  const bool has_both = add_column(session, path, "name1", first) && add_column(session, path, "name2", second) && first.size() == second.size();
  if (!has_both) session.refuse({"LG0111", "a file of pairs has the columns `name1` and `name2`, both filled in every row", path, ""});
  std::vector<std::pair<std::string, std::string>> out;
  for (std::size_t i = 0; has_both && i < first.size(); ++i) out.emplace_back(first[i].text, second[i].text);
  return out;
}

}  // namespace lockgate::cli
