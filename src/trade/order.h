// Order: one line of goods from one place to another, with the parties to it. Plain values; see docs/contract.md for the names.
// Every optional that is empty is a fact nobody gave.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "trade/value.h"

namespace lockgate::trade {

struct Party;

struct Owner {
  std::string name;
  std::optional<Range> percent;  // 0..100
  std::optional<Words> lists;
  friend bool operator==(const Owner&, const Owner&) = default;
};

struct Party {
  std::string role;
  std::string name;
  std::string country;       // empty: not given
  std::string headquarters;  // empty: not given
  std::optional<Words> lists;
  std::optional<Words> kind;
  std::optional<std::vector<Owner>> owners;
  bool is_own_parent = false;                     // ultimate_parent: "self"
  std::shared_ptr<const Party> ultimate_parent;   // null and !is_own_parent: not given
};

struct Item;

struct Component {
  std::shared_ptr<const Item> item;
  std::int64_t count = 1;
};

// A catalogue id, facts (its own or overrides), or both. After Catalogue::resolve, `facts` holds the catalogue's too.
struct Item {
  std::string id;
  std::vector<Given> facts;
  std::vector<Component> contains;
};

struct Order {
  std::string id;
  std::optional<Date> date;
  std::string movement;
  std::string origin;
  std::string destination;
  std::vector<std::string> via;
  Item item;
  std::optional<Range> quantity;
  std::optional<Money> unit_price;
  std::vector<Party> parties;
  std::optional<Words> end_use;
  std::vector<Given> facts;
};

}  // namespace lockgate::trade
