#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text.h"
#include "wire/json_value.h"
#include "wire/list_formats.h"
#include "wire/listed_text.h"

namespace lockgate::wire {
namespace {

using trade::NameRole;

std::string_view text_of(const JsonValue& object, std::string_view key) {
  const JsonValue* value = object.member(key);
  return value == nullptr || value->is_array() || value->is_object() ? std::string_view() : std::string_view(value->text);
}

std::vector<std::string> texts_of(const JsonValue& object, std::string_view key) {
  std::vector<std::string> out;
  if (const JsonValue* value = object.member(key); value != nullptr && value->is_array())
    for (const JsonValue& item : value->items) out.push_back(item.text);
  return out;
}

ListFinding unreadable(const std::string& where) {
  return {where, {Severity::Error, "LG0507", {}, "this entry is not an object and was left out", "export the file again"}};
}

void finish(ListFile& list, trade::ListedParty party, const std::string& where) {
  if (check_names(party, where, list.findings)) list.parties.push_back(std::move(party));
}

// The compact form writes texts that many entries share once, in tables, and a number in their place.
class CompactList {
 public:
  CompactList(const JsonValue& root, ListFile& list) : tables_(root.member("tables")), list_(list) {}

  void add(const JsonValue& entry, std::size_t number) {
    const std::string where = fmt::format("entry {}", number);
    if (!entry.is_object()) return list_.findings.push_back(unreadable(where));
    trade::ListedParty party;
    party.source = shared(entry, "s", "sources", where);
    party.id = text_of(entry, "e");
    if (party.id.empty()) party.id = fmt::format("#{}", number);
    party.kind = text_of(entry, "t");
    party.countries = texts_of(entry, "c");
    party.program = shared(entry, "pg", "programmes", where);
    party.requirement = shared(entry, "lr", "licenceRequirements", where);
    party.notice = text_of(entry, "fr");
    add_listed_name(party, text_of(entry, "n"), NameRole::Primary, where, list_.findings);
    for (const std::string& alias : texts_of(entry, "a")) add_listed_name(party, alias, NameRole::Alias, where, list_.findings);
    finish(list_, std::move(party), where);
  }

 private:
  std::string shared(const JsonValue& entry, std::string_view key, std::string_view table, const std::string& where) {
    const std::string_view number = text_of(entry, key);
    if (number.empty()) return "";
    const JsonValue* texts = tables_ == nullptr ? nullptr : tables_->member(table);
    std::size_t at = 0;
    for (const char c : number) at = at * 10 + static_cast<std::size_t>(c - '0');
    if (texts != nullptr && at < texts->items.size()) return texts->items[at].text;
    list_.findings.push_back({where, {Severity::Warning, "LG0510", std::string(key), fmt::format("the table `{}` has no row {}", table, number), "export the file again"}});
    return "";
  }

  const JsonValue* tables_;
  ListFile& list_;
};

void add_official(const JsonValue& entry, std::size_t number, ListFile& list) {
  const std::string where = fmt::format("entry {}", number);
  if (!entry.is_object()) return list.findings.push_back(unreadable(where));
  trade::ListedParty party;
  party.source = text_of(entry, "source");
  party.id = text_of(entry, "entity_number");
  if (party.id.empty()) party.id = text_of(entry, "id");
  if (party.id.empty()) party.id = fmt::format("#{}", number);
  party.kind = text_of(entry, "type");
  party.requirement = text_of(entry, "license_requirement");
  party.notice = text_of(entry, "federal_register_notice");
  party.program = fmt::format("{}", fmt::join(texts_of(entry, "programs"), "; "));
  if (const JsonValue* addresses = entry.member("addresses"))
    for (const JsonValue& address : addresses->items) party.countries.emplace_back(text_of(address, "country"));
  if (const JsonValue* ids = entry.member("ids"))
    for (const JsonValue& id : ids->items) party.identifiers.emplace_back(text_of(id, "number"));
  add_listed_name(party, text_of(entry, "name"), NameRole::Primary, where, list.findings);
  for (const std::string& alias : texts_of(entry, "alt_names")) add_listed_name(party, alias, NameRole::Alias, where, list.findings);
  finish(list, std::move(party), where);
}

Reading check_count(const JsonValue& root, const JsonValue& entries) {
  const std::string_view declared = text_of(root, "entryCount");
  if (declared.empty() || declared == std::to_string(entries.items.size())) return {};
  return fail("LG0508", fmt::format("the file says it has {} entries and has {}", declared, entries.items.size()), "fetch the list again; a list with holes clears whom it should not");
}

}  // namespace

bool is_csl_json(std::string_view beginning) { return trim(beginning).starts_with('{'); }

Reading read_csl_json(const std::string& bytes, ListFile& list) {
  const Result<JsonValue> root = parse_json(bytes);
  if (!root) return tl::unexpected(root.error());
  const JsonValue* compact = root->member("entries");
  const JsonValue* official = root->member("results");
  const JsonValue* entries = compact != nullptr ? compact : official;
  if (entries == nullptr || !entries->is_array()) return fail("LG0502", "there is neither `entries` nor `results` in this JSON", "give the Consolidated Screening List as published");
  if (const Reading counted = check_count(*root, *entries); !counted) return counted;
  list.published = text_of(*root, compact != nullptr ? "sourceGeneratedAt" : "search_performed_at");
  CompactList reader(*root, list);
  for (std::size_t i = 0; i < entries->items.size(); ++i) compact != nullptr ? reader.add(entries->items[i], i + 1) : add_official(entries->items[i], i + 1, list);
  return {};
}

}  // namespace lockgate::wire
