// ListDelta: what a new list changes for orders: each is screened and decided under the old list and under the new one,
// with the same rulings and holdings.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "cli/difference.h"
#include "cli/list_access.h"
#include "cli/page.h"
#include "cli/session.h"

namespace lockgate::cli {

// A hit that came, went, or stands otherwise than before.
struct HitChange {
  std::string party;
  std::string name;
  std::string list;
  std::string entry;
  std::string listed;
  std::string before;  // its status; empty: there was no such hit
  std::string after;
  std::string why;  // of the later one
};

struct OrderDelta {
  Difference decided;
  std::vector<HitChange> hits;

  bool is_empty() const { return decided.is_empty() && hits.empty(); }
};

OrderDelta delta_of(trade::Order order, trade::Determination before, trade::Determination after);

struct OrderDeltas {
  std::vector<OrderDelta> changed;
  std::uint64_t orders = 0;
};

// Nothing: the orders or a list cannot be used, which has been said. The day of an order is its own.
std::optional<OrderDeltas> order_deltas(Session& session, const desk::Desk& desk, const desk::PartyScreen& before,
                                        const desk::PartyScreen& after, const std::string& orders);

nlohmann::ordered_json json_of(const OrderDelta& delta);
void add_to(Page& page, const OrderDelta& delta);

}  // namespace lockgate::cli
