// OrderBuilder: from the JSON of an order (or of a row made into JSON) to an Order. Reports every mistake it finds, not
// the first only; an order with one is not returned, since a fact that was meant and not read would change the answer.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/name_hash.h"
#include "trade/order.h"
#include "wire/field_reader.h"

namespace lockgate::wire {

class OrderBuilder {
 public:
  explicit OrderBuilder(Vocabulary vocabulary);
  const Vocabulary& vocabulary() const { return vocabulary_; }

  std::optional<trade::Order> build(const JsonValue& value, Problems& problems) const;
  // The facts of an order alone, as a case gives them for another reading.
  std::vector<trade::Given> build_facts(const JsonValue& value, const Where& where, Problems& problems) const;

 private:
  void add_goods(const JsonValue& value, FieldReader& reader, trade::Order& order) const;
  void add_lane(const JsonValue& value, FieldReader& reader, trade::Order& order) const;
  void add_parties(const JsonValue& value, FieldReader& reader, trade::Order& order) const;
  trade::Party party(const JsonValue& value, const Where& where, FieldReader& reader) const;
  void add_parent(const JsonValue& value, const Where& where, FieldReader& reader, trade::Party& party) const;
  std::optional<std::vector<trade::Owner>> owners(const JsonValue& value, const Where& where,
                                                  FieldReader& reader) const;
  trade::Owner owner(const JsonValue& value, const Where& where, FieldReader& reader) const;
  trade::Item item(const JsonValue& value, const Where& where, FieldReader& reader) const;
  void add_item_fact(const JsonMember& member, const Where& where, FieldReader& reader, trade::Item& item) const;
  std::vector<trade::Component> contains(const JsonValue& value, const Where& where, FieldReader& reader) const;
  std::vector<trade::Given> facts(const JsonValue& value, const Where& where, FieldReader& reader) const;
  Shape shape_of(const JsonMember& member, const Where& where, FieldReader& reader) const;

  Vocabulary vocabulary_;
  NameMap<std::string, Shape> item_shapes_;
  std::vector<std::string> item_keys_;
  std::vector<std::string> fact_names_;
};

}  // namespace lockgate::wire
