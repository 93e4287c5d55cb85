#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "wire/json_value.h"
#include "wire/line_reader.h"
#include "wire/list_formats.h"
#include "wire/listed_text.h"

namespace lockgate::wire {
namespace {

using trade::NameRole;

// Kinds of records that are about a party; the others (addresses, sanctions, shares) say something of one.
constexpr std::array<std::string_view, 8> kParties = {"Person", "Organization", "Company", "LegalEntity", "PublicBody", "Vessel", "Airplane", "CryptoWallet"};

std::string_view text_of(const JsonValue& object, std::string_view key) {
  const JsonValue* value = object.member(key);
  return value != nullptr && value->is_text() ? std::string_view(value->text) : std::string_view();
}

std::vector<std::string> texts_of(const JsonValue& object, std::string_view key) {
  std::vector<std::string> out;
  if (const JsonValue* value = object.member(key); value != nullptr && value->is_array())
    for (const JsonValue& item : value->items)
      if (item.is_text()) out.push_back(item.text);
  return out;
}

std::string capitals(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

void add_names(const JsonValue& properties, const std::string& where, trade::ListedParty& party, ListFile& list) {
  NameRole role = NameRole::Primary;
  for (const std::string& name : texts_of(properties, "name")) {
    add_listed_name(party, name, role, where, list.findings);
    role = NameRole::Alias;
  }
  for (const std::string& name : texts_of(properties, "alias")) add_listed_name(party, name, NameRole::Alias, where, list.findings);
  for (const std::string& name : texts_of(properties, "previousName")) add_listed_name(party, name, NameRole::Former, where, list.findings);
  for (const std::string& name : texts_of(properties, "weakAlias")) add_listed_name(party, name, NameRole::Weak, where, list.findings);
}

// A party stands once for every list that names it.
void add_entity(const JsonValue& entity, const std::string& where, ListFile& list) {
  const JsonValue* properties = entity.member("properties");
  const std::string_view schema = text_of(entity, "schema");
  if (properties == nullptr || !properties->is_object() || schema.empty()) return list.findings.push_back({where, {Severity::Error, "LG0507", {}, "this line is no entity and was left out", "export the file again"}});
  if (std::find(kParties.begin(), kParties.end(), schema) == kParties.end()) return;
  trade::ListedParty party;
  party.id = text_of(entity, "id");
  party.kind = schema;
  for (std::string& country : texts_of(*properties, "country")) party.countries.push_back(capitals(std::move(country)));
  for (const char* key : {"registrationNumber", "leiCode", "uscCode", "innCode", "ogrnCode", "imoNumber"})
    for (std::string& number : texts_of(*properties, key)) party.identifiers.push_back(std::move(number));
  add_names(*properties, where, party, list);
  std::vector<std::string> datasets = texts_of(entity, "datasets");
  if (datasets.empty()) datasets.emplace_back("FollowTheMoney");
  if (!check_names(party, where, list.findings)) return;
  for (std::string& dataset : datasets) {
    party.source = std::move(dataset);
    list.parties.push_back(party);
  }
}

}  // namespace

bool is_ftm_json(std::string_view beginning) {
  const std::string_view line = trim(beginning.substr(0, beginning.find('\n')));
  return line.starts_with('{') && line.find("\"schema\"") != line.npos && line.find("\"properties\"") != line.npos;
}

Reading read_ftm_json(const std::string& bytes, ListFile& list) {
  LineReader reader(TextStream(ByteSource::of(bytes)));
  bool is_cut = false;
  while (const auto line = reader.next()) {
    if (trim(line->text).empty()) continue;
    const std::string where = fmt::format("line {}", line->number);
    const Result<JsonValue> entity = parse_json(line->text, line->number);
    is_cut = !entity;
    if (entity) add_entity(*entity, where, list);
    else list.findings.push_back({where, {Severity::Error, "LG0507", {}, entity.error().message, "export the file again"}});
  }
  if (is_cut) return fail("LG0508", "the last line of this file is no whole entity", "fetch the list again; a list with holes clears whom it should not");
  return {};
}

}  // namespace lockgate::wire
