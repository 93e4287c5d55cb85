#include <fmt/format.h>

#include <pugixml.hpp>

#include "base/text.h"
#include "wire/list_formats.h"
#include "wire/listed_text.h"

namespace lockgate::wire {
namespace {

using trade::NameRole;

// A name is written in up to six parts, of which the sixth is the family name or the whole name of a body.
std::string whole_name(const pugi::xml_node& name) {
  std::string out;
  for (const char* part : {"Name1", "Name2", "Name3", "Name4", "Name5", "Name6"})
    if (const std::string_view text = trim(name.child_value(part)); !text.empty()) out += (out.empty() ? "" : " ") + std::string(text);
  return out;
}

NameRole role_of(const pugi::xml_node& name) {
  const std::string strength = fold(name.child_value("AliasStrength"));
  const std::string type = fold(name.child_value("NameType"));
  if (strength.starts_with("low")) return NameRole::Weak;
  return type == "primary name" ? NameRole::Primary : NameRole::Alias;
}

void add_designation(const pugi::xml_node& node, ListFile& list) {
  trade::ListedParty party;
  party.source = "UK";
  party.id = node.child_value("UniqueID");
  const std::string where = fmt::format("entry {}", party.id);
  party.kind = node.child_value("IndividualEntityShip");
  party.program = node.child_value("RegimeName");
  for (const pugi::xml_node& name : node.child("Names").children("Name"))
    if (const std::string text = whole_name(name); !text.empty()) add_listed_name(party, text, role_of(name), where, list.findings);
  for (const pugi::xml_node& name : node.child("NonLatinNames").children("NonLatinName"))
    if (const std::string_view text = trim(name.child_value("NameNonLatinScript")); !text.empty()) add_listed_name(party, text, NameRole::Alias, where, list.findings);
  for (const pugi::xml_node& address : node.child("Addresses").children("Address"))
    if (*address.child_value("AddressCountry") != '\0') party.countries.emplace_back(address.child_value("AddressCountry"));
  if (check_names(party, where, list.findings)) list.parties.push_back(std::move(party));
}

}  // namespace

bool is_uk_xml(std::string_view beginning) { return beginning.find("<Designations") != beginning.npos; }

Reading read_uk_xml(const std::string& bytes, ListFile& list) {
  pugi::xml_document document;
  const pugi::xml_parse_result result = document.load_buffer(bytes.data(), bytes.size());
  if (!result) return fail("LG0508", fmt::format("this XML ends or breaks at byte {}: {}", result.offset, result.description()), "fetch the list again; a list with holes clears whom it should not");
  const pugi::xml_node root = document.child("Designations");
  list.published = root.child_value("DateGenerated");
  for (const pugi::xml_node& node : root.children("Designation")) add_designation(node, list);
  return {};
}

}  // namespace lockgate::wire
