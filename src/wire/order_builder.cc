#include "wire/order_builder.h"

#include <algorithm>

#include "base/text.h"

namespace lockgate::wire {
namespace {

const std::vector<std::string> kOrderKeys = {"id",      "date",  "movement", "origin",     "destination",
                                             "via",     "item",  "quantity", "unit_price", "parties",
                                             "end_use", "facts", "note"};
const std::vector<std::string> kPartyKeys = {"role",   "name",  "country", "headquarters", "ultimate_parent",
                                             "owners", "lists", "kind"};
const std::vector<std::string> kOwnerKeys = {"name", "percent", "lists"};
const std::vector<std::string> kComponentKeys = {"item", "count"};

// Calls `read` with the member and its place when it is there.
template <class Read>
void with(const JsonValue& object, const Where& where, const char* key, Read read) {
  if (const JsonValue* value = object.member(key)) read(*value, where.at(key));
}

// A classification that someone else made is looked at for damage and not kept: it is what we are here to find out.
constexpr const char* kClaimedClassification = "eccn";

// One digit, one letter, three digits, then perhaps more behind a point: the only codes that a number can be mistaken
// for.
bool is_classification(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() < 5 || (text.size() > 5 && text[5] != '.')) return false;
  return is_digit(text[0]) && !is_digit(text[1]) && std::all_of(text.begin() + 2, text.begin() + 5, is_digit);
}

void check_classification(const JsonValue& value, const Where& where, FieldReader& reader) {
  if (is_classification(value.text) || !Decimal::parse(value.text)) return;
  reader.report("LG0107", value, where, "a spreadsheet turned this ECCN into the number `" + excerpt(value.text) + "`",
                "codes with an E are taken for powers of ten: export the column as text again, or leave it out");
}

// A rate with sparsity is twice the dense one that counts, and data sheets print it larger.
void check_sparsity(const trade::Item& item, const JsonValue& value, const Where& where, FieldReader& reader) {
  if (trade::find(item.facts, "tpp") == nullptr) return;
  const trade::Value* name = trade::find(item.facts, "name");
  const std::string* words = name == nullptr ? nullptr : std::get_if<std::string>(name);
  const std::string text = fold(item.id + " " + (words == nullptr ? "" : *words));
  const bool is_sparse = text.find("spars") != std::string::npos || text.find("稀疏") != std::string::npos;
  if (is_sparse) reader.warn("LG0121", value, where, "`tpp` counts dense rates, and this item speaks of sparsity",
                             "if the rate is one with sparsity, halve it");
}

void check_percent(const std::optional<Range>& percent, const JsonValue& value, const Where& where,
                   FieldReader& reader) {
  if (!percent || percent->max <= Decimal::of(100)) return;
  reader.report("LG0117", value, where, "a share above 100 percent", "write a share in percent: `25` is a quarter");
}

void check_whole(const std::optional<Range>& quantity, const JsonValue& value, const Where& where,
                 FieldReader& reader) {
  if (!quantity || (quantity->min.is_integer() && quantity->max.is_integer())) return;
  reader.report("LG0117", value, where, "a quantity is a whole number", "write pieces, not a share or a weight");
}

}  // namespace

OrderBuilder::OrderBuilder(Vocabulary vocabulary) : vocabulary_(std::move(vocabulary)) {
  item_keys_ = names_of(vocabulary_.item_facts);
  item_keys_.insert(item_keys_.end(), {"id", "contains", kClaimedClassification});
  item_shapes_.insert(vocabulary_.item_facts.begin(), vocabulary_.item_facts.end());
  if (vocabulary_.facts) fact_names_ = names_of(*vocabulary_.facts);
}

std::optional<trade::Order> OrderBuilder::build(const JsonValue& value, Problems& problems) const {
  FieldReader reader(vocabulary_, problems);
  const Where top;
  if (reader.object(value, top, kOrderKeys) == nullptr) return std::nullopt;
  trade::Order order;
  add_lane(value, reader, order);
  add_goods(value, reader, order);
  add_parties(value, reader, order);
  with(value, top, "facts", [&](const JsonValue& v, const Where& at) { order.facts = facts(v, at, reader); });
  return has_errors(problems) ? std::nullopt : std::optional(std::move(order));
}

std::vector<trade::Given> OrderBuilder::build_facts(const JsonValue& value, const Where& where,
                                                    Problems& problems) const {
  FieldReader reader(vocabulary_, problems);
  return facts(value, where, reader);
}

void OrderBuilder::add_lane(const JsonValue& value, FieldReader& reader, trade::Order& order) const {
  const Where top;
  with(value, top, "id", [&](const JsonValue& v, const Where& at) {
    order.id = v.kind == JsonValue::Kind::Number ? v.text : reader.text(v, at);
  });
  with(value, top, "date", [&](const JsonValue& v, const Where& at) { order.date = reader.date(v, at); });
  with(value, top, "movement",
       [&](const JsonValue& v, const Where& at) { order.movement = reader.word(v, at, vocabulary_.movements); });
  with(value, top, "origin", [&](const JsonValue& v, const Where& at) { order.origin = reader.country(v, at); });
  with(value, top, "destination",
       [&](const JsonValue& v, const Where& at) { order.destination = reader.country(v, at); });
  with(value, top, "via",
       [&](const JsonValue& v, const Where& at) { order.via = reader.countries(v, at).value_or(order.via); });
  with(value, top, "note", [&](const JsonValue& v, const Where& at) { reader.text(v, at); });
}

void OrderBuilder::add_goods(const JsonValue& value, FieldReader& reader, trade::Order& order) const {
  const Where top;
  with(value, top, "item", [&](const JsonValue& v, const Where& at) { order.item = item(v, at, reader); });
  with(value, top, "quantity", [&](const JsonValue& v, const Where& at) {
    order.quantity = reader.range(v, at);
    check_whole(order.quantity, v, at, reader);
  });
  with(value, top, "unit_price", [&](const JsonValue& v, const Where& at) { order.unit_price = reader.money(v, at); });
  with(value, top, "end_use",
       [&](const JsonValue& v, const Where& at) { order.end_use = reader.words(v, at, &vocabulary_.end_uses); });
}

void OrderBuilder::add_parties(const JsonValue& value, FieldReader& reader, trade::Order& order) const {
  const Where top;
  with(value, top, "parties", [&](const JsonValue& list, const Where& at) {
    if (!reader.is_list(list, at)) return;
    order.parties.reserve(list.items.size() + 2);  // a seller and a receiver may have to be added
    for (std::size_t index = 0; index < list.items.size(); ++index) {
      const JsonValue& entry = list.items[index];
      const Where here = at.at(index);
      order.parties.push_back(party(entry, here, reader));
      if (entry.is_object() && entry.member("role") == nullptr)
        reader.report("LG0120", entry, here, "this party has no role",
                      "say what it is to the order: `\"role\": \"end_user\"`");
    }
  });
}

trade::Party OrderBuilder::party(const JsonValue& value, const Where& where, FieldReader& reader) const {
  trade::Party party;
  if (reader.object(value, where, kPartyKeys) == nullptr) return party;
  with(value, where, "role",
       [&](const JsonValue& v, const Where& at) { party.role = reader.word(v, at, vocabulary_.roles); });
  with(value, where, "name", [&](const JsonValue& v, const Where& at) { party.name = reader.text(v, at); });
  with(value, where, "country", [&](const JsonValue& v, const Where& at) { party.country = reader.country(v, at); });
  with(value, where, "headquarters",
       [&](const JsonValue& v, const Where& at) { party.headquarters = reader.country(v, at); });
  with(value, where, "lists",
       [&](const JsonValue& v, const Where& at) { party.lists = reader.words(v, at, &vocabulary_.lists); });
  with(value, where, "kind",
       [&](const JsonValue& v, const Where& at) { party.kind = reader.words(v, at, &vocabulary_.party_kinds); });
  with(value, where, "owners", [&](const JsonValue& v, const Where& at) { party.owners = owners(v, at, reader); });
  with(value, where, "ultimate_parent", [&](const JsonValue& v, const Where& at) { add_parent(v, at, reader, party); });
  return party;
}

void OrderBuilder::add_parent(const JsonValue& value, const Where& where, FieldReader& reader,
                              trade::Party& party) const {
  if (value.is_null()) return;
  party.is_own_parent = value.is_text() && value.text == "self";
  if (party.is_own_parent) return;
  if (value.is_text()) {
    reader.report("LG0112", value, where, "expected `self` or a party, found `" + excerpt(value.text) + "`",
                  "write a parent as an object with its `name` and `headquarters`");
    return;
  }
  party.ultimate_parent = std::make_shared<const trade::Party>(this->party(value, where, reader));
}

std::optional<std::vector<trade::Owner>> OrderBuilder::owners(const JsonValue& value, const Where& where,
                                                              FieldReader& reader) const {
  if (!reader.is_list(value, where)) return std::nullopt;
  std::vector<trade::Owner> owners;
  for (std::size_t index = 0; index < value.items.size(); ++index)
    owners.push_back(owner(value.items[index], where.at(index), reader));
  return owners;
}

trade::Owner OrderBuilder::owner(const JsonValue& value, const Where& where, FieldReader& reader) const {
  trade::Owner owner;
  if (reader.object(value, where, kOwnerKeys) == nullptr) return owner;
  with(value, where, "name", [&](const JsonValue& v, const Where& at) { owner.name = reader.text(v, at); });
  with(value, where, "percent", [&](const JsonValue& v, const Where& at) {
    owner.percent = reader.range(v, at);
    check_percent(owner.percent, v, at, reader);
  });
  with(value, where, "lists",
       [&](const JsonValue& v, const Where& at) { owner.lists = reader.words(v, at, &vocabulary_.lists); });
  return owner;
}

trade::Item OrderBuilder::item(const JsonValue& value, const Where& where, FieldReader& reader) const {
  trade::Item item;
  if (value.is_text()) item.id = value.text;
  if (value.is_text() || value.is_null() || reader.object(value, where, item_keys_) == nullptr) return item;
  with(value, where, "id", [&](const JsonValue& v, const Where& at) { item.id = reader.text(v, at); });
  with(value, where, "contains", [&](const JsonValue& v, const Where& at) { item.contains = contains(v, at, reader); });
  with(value, where, kClaimedClassification,
       [&](const JsonValue& v, const Where& at) { check_classification(v, at, reader); });
  item.facts.reserve(value.members.size());
  for (const JsonMember& member : value.members) add_item_fact(member, where, reader, item);
  check_sparsity(item, value, where, reader);
  return item;
}

void OrderBuilder::add_item_fact(const JsonMember& member, const Where& where, FieldReader& reader,
                                 trade::Item& item) const {
  const auto shape = item_shapes_.find(member.key);
  const bool is_structure =
      member.key == "id" || member.key == "contains";  // read already, whatever the law calls a fact
  if (shape == item_shapes_.end() || is_structure) return;
  auto fact = reader.fact(member.value, where.at(member.key), shape->second);
  if (fact && member.key == "kind") reader.word(member.value, where.at(member.key), vocabulary_.item_kinds);
  if (fact) item.facts.push_back({member.key, std::move(*fact)});
}

std::vector<trade::Component> OrderBuilder::contains(const JsonValue& value, const Where& where,
                                                     FieldReader& reader) const {
  std::vector<trade::Component> components;
  if (!reader.is_list(value, where)) return components;
  for (std::size_t index = 0; index < value.items.size(); ++index) {
    const JsonValue& entry = value.items[index];
    const Where here = where.at(index);
    if (reader.object(entry, here, kComponentKeys) == nullptr) continue;
    trade::Component& component = components.emplace_back();
    component.item = std::make_shared<const trade::Item>();
    with(entry, here, "count",
         [&](const JsonValue& v, const Where& at) { component.count = reader.count(v, at).value_or(1); });
    with(entry, here, "item", [&](const JsonValue& v, const Where& at) {
      component.item = std::make_shared<const trade::Item>(item(v, at, reader));
    });
  }
  return components;
}

std::vector<trade::Given> OrderBuilder::facts(const JsonValue& value, const Where& where, FieldReader& reader) const {
  std::vector<trade::Given> facts;
  if (value.is_null()) return facts;
  std::vector<std::string> keys;  // any name passes here; shape_of judges it
  for (const JsonMember& member : value.members) keys.push_back(member.key);
  if (reader.object(value, where, keys) == nullptr) return facts;
  for (const JsonMember& member : value.members)
    if (auto fact = reader.fact(member.value, where.at(member.key), shape_of(member, where, reader)))
      facts.push_back({member.key, std::move(*fact)});
  return facts;
}

Shape OrderBuilder::shape_of(const JsonMember& member, const Where& where, FieldReader& reader) const {
  if (!vocabulary_.facts) return Shape::Any;
  const auto shape = vocabulary_.facts->find(member.key);
  if (shape != vocabulary_.facts->end()) return shape->second;
  const auto near = nearest(member.key, fact_names_);
  std::string fix = near ? "did you mean `" + *near + "`?" : "`lockgate law show` lists the facts of the rulebook";
  if (vocabulary_.item_facts.contains(member.key)) fix = "it is a fact about the item: write it under `item`";
  reader.report("LG0111", member.value, where.at(member.key),
                "the rulebook knows no fact `" + excerpt(member.key) + "`", std::move(fix));
  return Shape::Any;
}

}  // namespace lockgate::wire
