#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "wire/csv_reader.h"
#include "wire/list_formats.h"
#include "wire/list_sheet.h"
#include "wire/listed_text.h"

namespace lockgate::wire {
namespace {

using trade::NameRole;

// OFAC's files have no heading; the columns are those of its data specification.
constexpr std::size_t kPartyColumns = 12;
constexpr std::size_t kAliasColumns = 5;
constexpr std::size_t kAddressColumns = 6;

std::string_view cell(const CsvRow& row, std::size_t column) {
  const std::string_view text = trim(row.cells[column]);
  return text == "-0-" ? std::string_view() : text;
}

// Rows of one file with the right number of columns; the others are findings. The last line of these files is a single SUB.
template <class Use>
void for_each_row(const std::string& bytes, std::size_t columns, const char* file, ListFile& list, Use use) {
  CsvReader reader(TextStream(ByteSource::of(bytes)));
  while (const auto row = reader.next()) {
    const std::string where = fmt::format("{}line {}", file, row->line);
    if (row->problem) list.findings.push_back({where, *row->problem});
    else if (row->cells.size() == 1 && row->cells.front() == "\x1A") continue;
    else if (row->cells.size() != columns) list.findings.push_back({where, {Severity::Error, "LG0509", {}, fmt::format("this row has {} cells, not {}; it was left out", row->cells.size(), columns), "fetch the file again"}});
    else use(*row, where);
  }
}

// Weak aliases stand in the remarks: a.k.a. 'BNC'.
void add_weak_aliases(trade::ListedParty& party, std::string_view remarks, const std::string& where, ListFile& list) {
  constexpr std::string_view kMark = "a.k.a. '";
  for (std::size_t at = remarks.find(kMark); at != remarks.npos; at = remarks.find(kMark, at + 1)) {
    const std::size_t begin = at + kMark.size();
    const std::size_t end = std::min({remarks.find("';", begin), remarks.find("'.", begin), remarks.size() - 1});
    if (end > begin) add_listed_name(party, remarks.substr(begin, end - begin), NameRole::Weak, where, list.findings);
  }
}

using Numbers = std::unordered_map<std::string, std::size_t>;

trade::ListedParty* party_of(const CsvRow& row, const std::string& where, const Numbers& numbers, ListFile& list) {
  const auto found = numbers.find(std::string(cell(row, 0)));
  if (found != numbers.end()) return &list.parties[found->second];
  list.findings.push_back({where, {Severity::Warning, "LG0511", {}, fmt::format("the entry `{}` is not in the list; the row was left out", excerpt(row.cells[0])), "fetch the files together"}});
  return nullptr;
}

}  // namespace

bool is_ofac_csv(std::string_view beginning) {
  const std::string_view line = beginning.substr(0, beginning.find('\n'));
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  return digits > 0 && line.substr(digits).starts_with(',') && line.find("-0-") != line.npos;
}

Reading read_ofac_csv(const std::string& bytes, const std::string& aliases, const std::string& addresses, ListFile& list) {
  Numbers numbers;
  for_each_row(bytes, kPartyColumns, "", list, [&](const CsvRow& row, const std::string& where) {
    trade::ListedParty party;
    party.source = list.path.find("cons") == std::string::npos ? "OFAC SDN" : "OFAC non-SDN";
    party.id = cell(row, 0);
    party.kind = cell(row, 2);
    party.program = cell(row, 3);
    add_listed_name(party, cell(row, 1), NameRole::Primary, where, list.findings);
    add_weak_aliases(party, cell(row, 11), where, list);
    if (!check_names(party, where, list.findings)) return;
    numbers.emplace(party.id, list.parties.size());
    list.parties.push_back(std::move(party));
  });
  for_each_row(aliases, kAliasColumns, "aliases, ", list, [&](const CsvRow& row, const std::string& where) {
    if (trade::ListedParty* party = party_of(row, where, numbers, list)) add_listed_name(*party, cell(row, 3), cell(row, 2) == "fka" ? NameRole::Former : NameRole::Alias, where, list.findings);
  });
  for_each_row(addresses, kAddressColumns, "addresses, ", list, [&](const CsvRow& row, const std::string& where) {
    trade::ListedParty* party = party_of(row, where, numbers, list);
    if (party != nullptr && !cell(row, 4).empty()) party->countries.emplace_back(cell(row, 4));
  });
  return {};
}

}  // namespace lockgate::wire
