#include <fmt/format.h>

#include "base/text.h"
#include "wire/list_formats.h"
#include "wire/list_sheet.h"
#include "wire/listed_text.h"

namespace lockgate::wire {
namespace {

using trade::NameRole;

// An address ends with its country: `Pyongyang, KP`.
std::vector<std::string> countries_of(const std::vector<std::string>& addresses) {
  std::vector<std::string> out;
  for (const std::string& address : addresses) {
    const std::string_view last = split(address, ',').back();
    if (place_code(last)) out.emplace_back(last);
  }
  return out;
}

void add_row(const ListSheet& sheet, const std::string& where, ListFile& list) {
  trade::ListedParty party;
  party.source = sheet.cell("source");
  party.id = sheet.cell("entity_number").empty() ? sheet.cell("_id") : sheet.cell("entity_number");
  party.kind = sheet.cell("type");
  party.program = sheet.cell("programs");
  party.requirement = sheet.cell("license_requirement");
  party.notice = sheet.cell("federal_register_notice");
  party.countries = countries_of(sheet.cells("addresses"));
  party.identifiers = sheet.cells("ids");
  add_listed_name(party, sheet.cell("name"), NameRole::Primary, where, list.findings);
  for (const std::string& alias : sheet.cells("alt_names")) add_listed_name(party, alias, NameRole::Alias, where, list.findings);
  if (check_names(party, where, list.findings)) list.parties.push_back(std::move(party));
}

// Columns that a row cannot be understood without.
Reading check_columns(const ListSheet& sheet, const std::vector<std::string_view>& needed) {
  for (const std::string_view column : needed)
    if (!sheet.has(column)) return fail("LG0502", fmt::format("the column `{}` is missing", column), "keep the heading of the file as its publisher writes it");
  return {};
}

}  // namespace

bool is_csl_csv(std::string_view beginning) {
  const std::string_view heading = beginning.substr(0, beginning.find('\n'));
  return heading.find("alt_names") != heading.npos || heading.find("source_list_url") != heading.npos || heading.find("entity_number") != heading.npos;
}

Reading read_csl_csv(const std::string& bytes, ListFile& list) {
  ListSheet sheet(bytes);
  if (const Reading checked = check_columns(sheet, {"name", "source", "alt_names", "entity_number"}); !checked) return checked;
  sheet.for_each(list, [&](const std::string& where) { add_row(sheet, where, list); });
  return {};
}

bool is_own_csv(std::string_view beginning) {
  const std::string heading = fold(beginning.substr(0, beginning.find('\n')));
  return heading.find("name") != std::string::npos;
}

Reading read_own_csv(const std::string& bytes, ListFile& list) {
  ListSheet sheet(bytes);
  if (const Reading checked = check_columns(sheet, {"name"}); !checked) return checked;
  sheet.for_each(list, [&](const std::string& where) {
    trade::ListedParty party;
    party.source = sheet.cell("list").empty() ? list.path : std::string(sheet.cell("list"));
    party.id = sheet.cell("id").empty() ? where : std::string(sheet.cell("id"));
    party.kind = sheet.cell("kind");
    party.countries = sheet.cells("country");
    party.identifiers = sheet.cells("identifiers");
    party.requirement = sheet.cell("requirement");
    party.notice = sheet.cell("notice");
    party.program = sheet.cell("program");
    add_listed_name(party, sheet.cell("name"), NameRole::Primary, where, list.findings);
    for (const std::string& alias : sheet.cells("aliases")) add_listed_name(party, alias, NameRole::Alias, where, list.findings);
    for (const std::string& alias : sheet.cells("weak_aliases")) add_listed_name(party, alias, NameRole::Weak, where, list.findings);
    if (check_names(party, where, list.findings)) list.parties.push_back(std::move(party));
  });
  return {};
}

}  // namespace lockgate::wire
