// BoundOrder: an order as facts, one set of slots for each party and for each leg with each chip. It is bound once and read by
// every program: the date, the posture and the reading decide which law looks at the facts, not what the facts are.
#pragma once

#include <vector>

#include "decide/facts.h"

namespace lockgate::decide {

struct BoundOrder {
  struct Line {
    int leg = 0;   // index into legs_of(order)
    int chip = 0;  // index into chips_of(order.item)
    SharedSlots slots;
  };
  const trade::Order* order = nullptr;  // outlives this: slots hold views into it
  std::vector<SharedSlots> parties;     // by party of the order
  std::vector<Line> lines;              // legs in order, and for each leg the chips in order
  bool overflows = false;               // some number the law makes of the facts does not fit
};

BoundOrder bind(const FactBinder& binder, const trade::Order& order);
// Without `overflows`: enough for worlds, which find out for themselves.
BoundOrder bind_facts(const FactBinder& binder, const trade::Order& order);

}  // namespace lockgate::decide
