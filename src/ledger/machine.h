// Machine: command × state → outcome and changes. Nothing is read but the state and nothing is written at all.
#pragma once

#include "ledger/command.h"
#include "ledger/outcome.h"
#include "ledger/state.h"

namespace lockgate::ledger {

// What is not accepted changes nothing, and neither does what existed.
struct Step {
  Outcome outcome;
  Draft::Changes changes;
};

Step apply(const State& state, const Command& command);

// Each command by itself. A draft is worth something only when the outcome is Done; apply drops it otherwise.
Outcome run(Draft& draft, const AddLicense& command);
Outcome run(Draft& draft, const Amend& command);
Outcome run(Draft& draft, const Revoke& command);
Outcome run(Draft& draft, const Hold& command);
Outcome run(Draft& draft, const Reserve& command);
Outcome run(Draft& draft, const Settle& command);
Outcome run(Draft& draft, const Void& command);
Outcome run(Draft& draft, const Expire& command);
Outcome run(Draft& draft, const Note& command);
Outcome run(Draft& draft, const Supply& command);
Outcome run(Draft& draft, const AddDuty& command);
Outcome run(Draft& draft, const MeetDuty& command);
Outcome run(Draft& draft, const RevokeDuty& command);
Outcome run(Draft& draft, const Accredit& command);
Outcome run(Draft& draft, const RevokeLaboratory& command);
Outcome run(Draft& draft, const Seal& command);
Outcome run(Draft& draft, const OpenCase& command);
Outcome run(Draft& draft, const RecordEvent& command);
Outcome run(Draft& draft, const FillField& command);
Outcome run(Draft& draft, const PutStay& command);
Outcome run(Draft& draft, const Publish& command);

// How long the records of a draw are kept; nothing: until the hold on its license ends.
std::optional<Date> retained_until(const License& license, const Draw& draw);

}  // namespace lockgate::ledger
