#include <fmt/format.h>

#include <pugixml.hpp>

#include "base/text.h"
#include "wire/list_formats.h"
#include "wire/listed_text.h"

namespace lockgate::wire {
namespace {

using trade::NameRole;

// The first strong name is the entry's own; the publisher calls names weak that do not tell the party from others.
void add_names(const pugi::xml_node& node, const std::string& where, trade::ListedParty& party, ListFile& list) {
  NameRole role = NameRole::Primary;
  for (const pugi::xml_node& name : node.children("nameAlias")) {
    const std::string_view whole = trim(name.attribute("wholeName").as_string());
    if (whole.empty()) continue;
    const bool is_weak = std::string_view(name.attribute("strong").as_string("true")) == "false";
    add_listed_name(party, whole, is_weak ? NameRole::Weak : role, where, list.findings);
    if (!is_weak) role = NameRole::Alias;
  }
}

void add_entity(const pugi::xml_node& node, ListFile& list) {
  trade::ListedParty party;
  party.source = "EU";
  party.id = node.attribute("euReferenceNumber").as_string();
  if (party.id.empty()) party.id = node.attribute("logicalId").as_string();
  const std::string where = fmt::format("entry {}", party.id);
  party.kind = node.child("subjectType").attribute("code").as_string();
  party.program = node.child("regulation").attribute("programme").as_string();
  party.notice = node.child("regulation").attribute("numberTitle").as_string();
  add_names(node, where, party, list);
  for (const char* tag : {"address", "citizenship"})
    for (const pugi::xml_node& place : node.children(tag))
      if (place_code(place.attribute("countryIso2Code").as_string())) party.countries.emplace_back(place.attribute("countryIso2Code").as_string());
  for (const pugi::xml_node& number : node.children("identification"))
    if (*number.attribute("number").as_string() != '\0') party.identifiers.emplace_back(number.attribute("number").as_string());
  if (check_names(party, where, list.findings)) list.parties.push_back(std::move(party));
}

}  // namespace

bool is_eu_xml(std::string_view beginning) { return beginning.find("<sanctionEntity") != beginning.npos || (beginning.find("<export") != beginning.npos && beginning.find("fsdexport") != beginning.npos); }

Reading read_eu_xml(const std::string& bytes, ListFile& list) {
  pugi::xml_document document;
  const pugi::xml_parse_result result = document.load_buffer(bytes.data(), bytes.size());
  if (!result) return fail("LG0508", fmt::format("this XML ends or breaks at byte {}: {}", result.offset, result.description()), "fetch the list again; a list with holes clears whom it should not");
  const pugi::xml_node root = document.child("export");
  list.published = root.attribute("generationDate").as_string();
  for (const pugi::xml_node& node : root.children("sanctionEntity")) add_entity(node, list);
  return {};
}

}  // namespace lockgate::wire
