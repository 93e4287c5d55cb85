// Journey: an order as the legs it travels and the chips it carries. Each pair is decided by itself; the worst counts.
#pragma once

#include <string>
#include <vector>

#include "decide/interval.h"
#include "trade/order.h"

namespace lockgate::decide {

struct Leg {
  std::string origin;
  std::string destination;
  bool is_stop = false;  // ends where it starts: a testing stop at the place of origin
};

std::vector<Leg> legs_of(const trade::Order& order);

// One chip of the item, with the facts it inherits from what holds it.
struct Chip {
  const trade::Item* item = nullptr;
  const trade::Item* container = nullptr;  // null: the item is the chip
};

std::vector<Chip> chips_of(const trade::Item& item);

// The sum of TPP over all chips in one unit.
Interval total_tpp(const trade::Item& item);

// What the shipped thing says of itself, or else its chips say together; null: nobody knows.
const trade::Value* product_fact(const trade::Item& item, std::string_view name);

// A chip's fact: its own, or its container's where that speaks for the parts too.
const trade::Value* chip_fact(const Chip& chip, std::string_view name);

}  // namespace lockgate::decide
