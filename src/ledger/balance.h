// Balance: what a draw adds to the sums of its line and to the tallies that caps read.
#pragma once

#include <array>
#include <string>

#include "ledger/state.h"
#include "ledger/sum.h"

namespace lockgate::ledger {

// The roles that caps can be set for.
struct Counted {
  const char* role;
  std::string Draw::*name;
};
inline constexpr std::array<Counted, 4> kCounted = {{{"purchaser", &Draw::purchaser},
                                                     {"ultimate_consignee", &Draw::ultimate_consignee},
                                                     {"end_user", &Draw::end_user},
                                                     {"destination", &Draw::destination}}};

std::string subject_of(const std::string& role, const std::string& name);

// Adds a draw to the sums its state belongs to, or takes it out again. False: a number does not fit.
bool enter(Draft& draft, const Draw& draw);
bool withdraw(Draft& draft, const Draw& draw);

// `of` * `part` / `whole` when that is an exact decimal of at most six places.
std::optional<Decimal> exact_share(const Decimal& of, const Decimal& part, const Decimal& whole);

// Whether the value drawn on all lines of a license is within what is granted and its tolerance.
bool is_within_value(const License& license, const std::vector<Line>& lines);

}  // namespace lockgate::ledger
