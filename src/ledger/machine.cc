#include "ledger/machine.h"

#include "ledger/calendar.h"

namespace lockgate::ledger {

Step apply(const State& state, const Command& command) {
  Draft draft(state);
  const Outcome outcome = std::visit([&](const auto& each) { return run(draft, each); }, command);
  return {outcome, outcome.code == Code::Done ? draft.take() : Draft::Changes{}};
}

std::optional<Date> retained_until(const License& license, const Draw& draw) {
  if (license.is_held) return std::nullopt;
  return years_after(draw.last_event, license.retention_years);
}

}  // namespace lockgate::ledger
