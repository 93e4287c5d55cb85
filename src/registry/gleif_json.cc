#include <algorithm>
#include <array>

#include "registry/formats.h"
#include "registry/gleif.h"

namespace lockgate::registry {
namespace {

using wire::JsonValue;

constexpr std::array<std::string_view, 4> kNameKeys = {"$", "name", "OtherEntityName", "TransliteratedOtherEntityName"};

// Names lie in lists of texts or of objects, or in one object where there is only one.
void add_names(const JsonValue* value, std::vector<std::string>& names) {
  if (value == nullptr) return;
  if (value->is_text() && !value->text.empty()) names.push_back(value->text);
  for (const JsonValue& item : value->items) add_names(&item, names);
  for (const wire::JsonMember& member : value->members)
    if (std::find(kNameKeys.begin(), kNameKeys.end(), member.key) != kNameKeys.end()) add_names(&member.value, names);
}

std::string first_of(const JsonValue& from, std::initializer_list<std::initializer_list<std::string_view>> paths) {
  for (const auto& path : paths)
    if (std::string text = text_at(from, path); !text.empty()) return text;
  return "";
}

LeiRecord record_of(const JsonValue& value) {
  LeiRecord out;
  out.lei = first_of(value, {{"LEI"}, {"lei"}});
  out.headquarters = text_at(value, {"entity", "headquartersAddress", "country"});
  out.authority = first_of(
      value, {{"entity", "registrationAuthority", "registrationAuthorityID"}, {"entity", "registeredAt", "id"}});
  out.number = first_of(
      value, {{"entity", "registrationAuthority", "registrationAuthorityEntityID"}, {"entity", "registeredAs"}});
  out.status = first_of(value, {{"registration", "registrationStatus"}, {"registration", "status"}});
  for (const char* key :
       {"legalName", "otherEntityNames", "otherNames", "transliteratedOtherEntityNames", "transliteratedOtherNames"})
    add_names(value_at(value, {"entity", key}), out.names);
  return out;
}

void add_periods(const JsonValue* value, std::vector<LeiPeriod>& periods) {
  if (value == nullptr) return;
  for (const JsonValue& item : value->items) add_periods(&item, periods);
  if (const JsonValue* inner = value_at(*value, {"relationshipPeriod"})) return add_periods(inner, periods);
  if (value->is_object())
    periods.push_back(
        {text_at(*value, {"startDate"}), text_at(*value, {"endDate"}), first_of(*value, {{"periodType"}, {"type"}})});
}

LeiRelation relation_of(const JsonValue& value) {
  LeiRelation out;
  const JsonValue& relation = *value_at(value, {"relationship"});
  out.child = first_of(relation, {{"startNode", "nodeID"}, {"startNode", "id"}});
  out.child_kind = first_of(relation, {{"startNode", "nodeIDType"}, {"startNode", "type"}});
  out.parent = first_of(relation, {{"endNode", "nodeID"}, {"endNode", "id"}});
  out.parent_kind = first_of(relation, {{"endNode", "nodeIDType"}, {"endNode", "type"}});
  out.kind = first_of(relation, {{"relationshipType"}, {"type"}});
  out.status = first_of(relation, {{"relationshipStatus"}, {"status"}});
  out.registration = first_of(value, {{"registration", "registrationStatus"}, {"registration", "status"}});
  out.updated = first_of(value, {{"registration", "lastUpdateDate"}});
  add_periods(value_at(relation, {"relationshipPeriods"}), out.periods);
  add_periods(value_at(relation, {"periods"}), out.periods);
  return out;
}

// One record; or many, in what the golden copy or the interface wraps around them.
void use(const JsonValue& value, const std::string& where, RegisterFile& file) {
  for (const char* key : {"data", "records", "relations"})
    if (const JsonValue* inner = value.member(key)) {
      if (inner->is_object()) return use(*inner, where, file);
      for (const JsonValue& item : inner->items) use(item, where, file);
      if (inner->is_array()) return;
    }
  for (const char* key : {"attributes", "RelationshipRecord", "LEIRecord"})
    if (const JsonValue* inner = value.member(key)) return use(*inner, where, file);
  if (value_at(value, {"relationship", "startNode"}) != nullptr) return add(relation_of(value), where, file);
  if (value_at(value, {"entity"}) != nullptr) return add(record_of(value), where, file);
  if (!text_at(value, {"exceptionReason"}).empty())
    return file.say(Severity::Note, "LG0617", where,
                    "a reporting exception says why nobody consolidates the accounts, and names nobody");
  file.say(Severity::Error, "LG0616", where,
           "this is neither a record of level 1 nor of level 2 of GLEIF and was left out", "");
}

}  // namespace

bool is_gleif_json(std::string_view beginning) {
  const auto says = [&](std::string_view word) { return beginning.find(word) != beginning.npos; };
  return says("\"LEI\"") || says("\"lei\"") || says("\"lei-records\"") || says("\"relationship-records\"") ||
         says("\"StartNode\"") || says("\"startNode\"");
}

void read_gleif_json(wire::TextStream stream, RegisterFile& file) {
  for_each_object(std::move(stream), file,
                  [&](const JsonValue& value, const std::string& where) { use(value, where, file); });
}

}  // namespace lockgate::registry
