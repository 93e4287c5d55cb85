#include "desk/law_impact.h"

#include <fmt/format.h>

#include "base/text.h"

namespace lockgate::desk {
namespace {

trade::Order order_of(const catalogue::Part& part, const Route& route, Date day) {
  trade::Order out;
  out.id = part.id;
  out.date = day;
  out.movement = "export";
  out.origin = route.origin;
  out.destination = route.destination;
  out.item.id = part.id;
  out.end_use = trade::Words{route.end_use};
  trade::Party seller;
  seller.role = "seller";
  seller.name = part.vendor;
  seller.country = seller.headquarters = route.origin;
  seller.is_own_parent = true;
  trade::Party user;
  user.role = "end_user";
  user.name = "Example Cloud";
  user.country = user.headquarters = route.destination;
  user.is_own_parent = true;
  user.lists = trade::Words{};
  user.kind = trade::Words{"commercial"};
  out.parties = {seller, user};
  return out;
}

std::vector<std::string> policy_of(const trade::Gate& gate) {
  for (const trade::Field& field : gate.fields)
    if (field.name == "review_policy") return field.is_settled ? field.values : field.possible;
  return {};
}

bool is_same(const trade::Determination& a, const trade::Determination& b) {
  if (a.verdict != b.verdict || a.gates.size() != b.gates.size()) return false;
  for (std::size_t i = 0; i < a.gates.size(); ++i)
    if (a.gates[i].outcome != b.gates[i].outcome || policy_of(a.gates[i]) != policy_of(b.gates[i])) return false;
  return true;
}

Result<trade::Determination> decide_on(const Desk& desk, const catalogue::Part& part, const Route& route, const decide::Options& options) {
  trade::Order order = order_of(part, route, options.as_of);
  const std::vector<Error> faults = desk.prepare(order);
  if (!faults.empty()) return tl::unexpected(faults.front());
  return desk.decide(order, options);
}

}  // namespace

Result<std::vector<ChipChange>> changes_between(const Desk& before, const decide::Options& old, const Desk& after, const decide::Options& now, const Route& route) {
  std::vector<ChipChange> out;
  for (const catalogue::Part& part : after.catalogue().parts()) {
    if (part.kind != "chip" && part.kind != "card" && part.kind != "module") continue;
    auto was = decide_on(before, part, route, old);
    auto is = decide_on(after, part, route, now);
    if (!was || !is) return tl::unexpected(was ? is.error() : was.error());
    if (!is_same(*was, *is)) out.push_back({&part, std::move(*was), std::move(*is)});
  }
  return out;
}

Result<std::pair<Date, Date>> days_around(const law::Law& law, const std::string& rule) {
  const int found = law.find_rule(rule);
  if (found == law::kNone) return fail("LG0908", fmt::format("there is no rule `{}`", excerpt(rule)), "`lockgate law show` finds a rule by its name");
  const Date from = law.rules[static_cast<std::size_t>(found)].in_force.front().from;
  return std::pair(from.previous(), from);
}

}  // namespace lockgate::desk
