// CapCheck: would a draw pass a cap? Reservations count like shipments on the side that is limited, and not at all on the
// side that a ratio is measured by, so a cap holds whatever becomes of them.
#pragma once

#include "ledger/outcome.h"
#include "ledger/state.h"

namespace lockgate::ledger {

// `draw` is not in the tallies yet.
Outcome check_cap(const State& state, const Cap& cap, const Draw& draw);

}  // namespace lockgate::ledger
