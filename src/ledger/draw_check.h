// DrawCheck: may this draw be made on this day? Every reason against it, in the order of precedence of the codes.
#pragma once

#include "ledger/outcome.h"
#include "ledger/state.h"

namespace lockgate::ledger {

// `draw` is in no sum yet. What follows from the license is filled in: item, TPP, value, parties, place, accreditation.
Outcome check_draw(const State& state, Draw& draw, Date on);

}  // namespace lockgate::ledger
