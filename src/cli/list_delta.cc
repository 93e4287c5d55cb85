#include "cli/list_delta.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <tuple>

#include "cli/orders.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

// Publishers who number entries by their position give the same entry another number later, so it is known by its name.
using Key = std::tuple<std::string, std::string, std::string, std::string>;

std::map<Key, const trade::ListHit*> hits_of(const trade::Determination& determination) {
  std::map<Key, const trade::ListHit*> out;
  for (const trade::Screened& party : determination.screening)
    for (const trade::ListHit& hit : party.hits) out.emplace(Key{party.party, party.name, hit.list, hit.name}, &hit);
  return out;
}

HitChange change_of(const Key& key, const trade::ListHit* before, const trade::ListHit* after) {
  const trade::ListHit& one = after != nullptr ? *after : *before;
  return {std::get<0>(key),
          std::get<1>(key),
          one.list,
          one.entry,
          one.name,
          before == nullptr ? "" : before->status,
          after == nullptr ? "" : after->status,
          after == nullptr ? "" : after->why};
}

std::string shown(const std::string& status) { return status.empty() ? "no hit" : status; }

}  // namespace

OrderDelta delta_of(trade::Order order, trade::Determination before, trade::Determination after) {
  OrderDelta out{{std::move(order), std::move(before), std::move(after)}, {}};
  const auto was = hits_of(out.decided.before), is = hits_of(out.decided.after);
  for (const auto& [key, seen] : was) {
    const auto found = is.find(key);
    const trade::ListHit* now = found == is.end() ? nullptr : found->second;
    if (now == nullptr || now->status != seen->status) out.hits.push_back(change_of(key, seen, now));
  }
  for (const auto& [key, seen] : is)
    if (!was.contains(key)) out.hits.push_back(change_of(key, nullptr, seen));
  return out;
}

std::optional<OrderDeltas> order_deltas(Session& session, const desk::Desk& desk, const desk::PartyScreen& before,
                                        const desk::PartyScreen& after, const std::string& path) {
  const auto orders = Orders::open(session, desk, path);
  if (orders == nullptr) return std::nullopt;
  const Question question;
  OrderDeltas out;
  while (auto order = orders->next()) {
    const auto options = question.options_for(order->date, session.language());
    if (!options) {
      orders->reject(options.error());
      continue;
    }
    ++out.orders;
    trade::Order again = *order;
    trade::Determination was = decide(desk, &before, *order, *options), is = decide(desk, &after, again, *options);
    OrderDelta delta = delta_of(std::move(again), std::move(was), std::move(is));
    if (!delta.is_empty()) out.changed.push_back(std::move(delta));
  }
  orders->make_room();
  return out;
}

Json json_of(const OrderDelta& delta) {
  Json out = to_json(delta.decided);
  out["hits"] = Json::array();
  const auto status = [](const std::string& word) { return word.empty() ? Json(nullptr) : Json(word); };
  for (const HitChange& hit : delta.hits)
    out["hits"].push_back({{"party", hit.party},
                           {"name", hit.name},
                           {"list", hit.list},
                           {"entry", hit.entry},
                           {"listed", hit.listed},
                           {"before", status(hit.before)},
                           {"after", status(hit.after)},
                           {"why", hit.why}});
  return out;
}

void add_to(Page& page, const OrderDelta& delta) {
  const char* before = trade::to_string(delta.decided.before.verdict);
  const char* after = trade::to_string(delta.decided.after.verdict);
  const bool is_same = delta.decided.before.verdict == delta.decided.after.verdict;
  page.item("!",
            fmt::format("{}: {}", delta.decided.order.id,
                        is_same ? fmt::format("still {}", after) : fmt::format("{} → {}", before, after)),
            0, delta.decided.is_empty() ? Style::Plain : Style::Yellow);
  for (const GateChange& gate : delta.decided.gates())
    page.item("·", fmt::format("{}: {} → {}", (gate.after != nullptr ? gate.after : gate.before)->gate,
                               gate.before == nullptr ? "none" : gate.before->outcome,
                               gate.after == nullptr ? "none" : gate.after->outcome));
  for (const HitChange& hit : delta.hits)
    page.item("·", fmt::format("{} ({}), {} ({} {}): {} → {}{}", hit.name, hit.party, hit.listed, hit.list, hit.entry,
                               shown(hit.before), shown(hit.after), hit.why.empty() ? "" : ": " + hit.why));
}

}  // namespace lockgate::cli
