// LawImpact: which chips of the catalogue one body of law frees or catches against another, on a stated route.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "desk/desk.h"

namespace lockgate::desk {

// One route that every chip is sent on: an export to a private company of the destination, screened, with no parent abroad.
struct Route {
  std::string origin;
  std::string destination;
  std::string end_use;
};

struct ChipChange {
  const catalogue::Part* part = nullptr;
  trade::Determination before;
  trade::Determination after;
  bool is_freed() const { return after.verdict < before.verdict; }
  bool is_caught() const { return before.verdict < after.verdict; }
  const char* word() const { return is_freed() ? "freed" : is_caught() ? "caught" : "changed"; }
};

// Chips, cards and modules whose verdict, outcome or policy differs. Errors: the route itself is wrong (LG01xx).
Result<std::vector<ChipChange>> changes_between(const Desk& before, const decide::Options& old, const Desk& after, const decide::Options& now, const Route& route);

// The day before a rule came into force, and that day. LG0908: there is no such rule.
Result<std::pair<Date, Date>> days_around(const law::Law& law, const std::string& rule);

}  // namespace lockgate::desk
