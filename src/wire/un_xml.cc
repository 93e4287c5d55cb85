#include <fmt/format.h>

#include <pugixml.hpp>

#include "base/text.h"
#include "wire/list_formats.h"
#include "wire/listed_text.h"

namespace lockgate::wire {
namespace {

using trade::NameRole;

NameRole role_of(std::string_view quality) { return quality == "Low" ? NameRole::Weak : quality == "f.k.a." ? NameRole::Former : NameRole::Alias; }

void add_name(trade::ListedParty& party, std::string_view name, NameRole role, const std::string& where, ListFile& list) {
  if (!trim(name).empty()) add_listed_name(party, name, role, where, list.findings);
}

void add_entry(const pugi::xml_node& node, const char* kind, const std::string& alias_tag, const std::string& address_tag, ListFile& list) {
  trade::ListedParty party;
  party.source = "UN";
  party.id = node.child_value("REFERENCE_NUMBER");
  party.kind = kind;
  party.program = node.child_value("UN_LIST_TYPE");
  const std::string where = fmt::format("entry {}", party.id.empty() ? node.child_value("DATAID") : party.id.c_str());
  std::string name;
  for (const char* part : {"FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"})
    if (const std::string_view text = trim(node.child_value(part)); !text.empty()) name += (name.empty() ? "" : " ") + std::string(text);
  add_name(party, name, NameRole::Primary, where, list);
  add_name(party, node.child_value("NAME_ORIGINAL_SCRIPT"), NameRole::Alias, where, list);
  for (const pugi::xml_node& alias : node.children(alias_tag.c_str())) add_name(party, alias.child_value("ALIAS_NAME"), role_of(alias.child_value("QUALITY")), where, list);
  for (const pugi::xml_node& address : node.children(address_tag.c_str()))
    if (*address.child_value("COUNTRY") != '\0') party.countries.emplace_back(address.child_value("COUNTRY"));
  if (check_names(party, where, list.findings)) list.parties.push_back(std::move(party));
}

}  // namespace

bool is_un_xml(std::string_view beginning) { return beginning.find("<CONSOLIDATED_LIST") != beginning.npos; }

// pugixml does not follow entities or load anything from outside, so a hostile file can only be wrong.
Reading read_un_xml(const std::string& bytes, ListFile& list) {
  pugi::xml_document document;
  const pugi::xml_parse_result result = document.load_buffer(bytes.data(), bytes.size());
  if (!result) return fail("LG0508", fmt::format("this XML ends or breaks at byte {}: {}", result.offset, result.description()), "fetch the list again; a list with holes clears whom it should not");
  const pugi::xml_node root = document.child("CONSOLIDATED_LIST");
  list.published = root.attribute("dateGenerated").as_string();
  for (const pugi::xml_node& node : root.child("INDIVIDUALS").children("INDIVIDUAL")) add_entry(node, "individual", "INDIVIDUAL_ALIAS", "INDIVIDUAL_ADDRESS", list);
  for (const pugi::xml_node& node : root.child("ENTITIES").children("ENTITY")) add_entry(node, "entity", "ENTITY_ALIAS", "ENTITY_ADDRESS", list);
  return {};
}

}  // namespace lockgate::wire
