#include "cli/publication_effect.h"

#include <algorithm>

#include "cli/change_json.h"
#include "cli/declaration_difference.h"
#include "desk/seal.h"
#include "service/question.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostDays = 6;

// Today, and the days to come on which only the other law changes.
std::vector<Date> days_of(const law::Law& before, const law::Law& after) {
  std::vector<Date> out = {service::read_day("today").value()};
  const std::vector<Date> known = before.boundaries();
  for (const Date day : after.boundaries())
    if (day > out.front() && out.size() < kMostDays && std::find(known.begin(), known.end(), day) == known.end()) out.push_back(day);
  return out;
}

Json day_json(const desk::Desk& before, const desk::Desk& after, const std::vector<ledger::Sealed>& orders, Date day) {
  Json changes = Json::array();
  Transitions transitions;
  for (const ledger::Sealed& sealed : orders) {
    decide::Options options = desk::options_of(sealed);
    options.as_of = day;
    options.known_at = Date::latest();
    auto order = desk::order_of(after, sealed);
    auto then = desk::decide_again(before, sealed, options), now = desk::decide_again(after, sealed, options);
    if (!order || !then || !now) continue;  // named beside
    const Difference difference{std::move(*order), std::move(*then), std::move(*now)};
    if (difference.is_empty()) continue;
    transitions.add(difference);
    changes.push_back(change_json(difference));
    changes.back()["determination"] = sealed.id;
  }
  return {{"as_of", day.to_string()}, {"lines", orders.size()}, {"changed", changes.size()}, {"transitions", transitions.json()}, {"changes", std::move(changes)}};
}

}  // namespace

Json publication_effect(const desk::Desk& before, const desk::Desk& after, const std::vector<ledger::Sealed>& orders) {
  const DeclarationDifference declared = declaration_difference(before.law(), after.law());
  Json out{{"before", before.law().digest}, {"after", after.law().digest}, {"begins", declared.begins}, {"changes", declared.changes}, {"ends", declared.ends}, {"days", Json::array()}, {"not_read", Json::array()}};
  for (const Date day : days_of(before.law(), after.law())) out["days"].push_back(day_json(before, after, orders, day));
  for (const ledger::Sealed& sealed : orders)
    if (!desk::order_of(before, sealed) || !desk::order_of(after, sealed)) out["not_read"].push_back(sealed.order);
  return out;
}

}  // namespace lockgate::cli
