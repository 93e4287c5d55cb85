// The records of the ledger as JSON for programs. Counts are JSON numbers; money and TPP are texts with all their digits.
#pragma once

#include <string>

#include "base/json.h"
#include "cli/ledger_access.h"
#include "ledger/machine.h"

namespace lockgate::cli {

nlohmann::ordered_json draw_json(const ledger::State& state, const std::string& key);
// With lines, parties, conditions, caps, charges, duties.
nlohmann::ordered_json license_json(const ledger::State& state, const std::string& number);
nlohmann::ordered_json duty_json(const ledger::Duty& duty, Date on);

extern const Subject kDraw;        // by its key
extern const Subject kLicense;     // by its number
extern const Subject kDuties;      // of a license, by its number
extern const Subject kLaboratory;  // by its name

// What would be said if an open reservation were settled on this day: `done`, or the reason why it is frozen.
std::string settles_as(const ledger::State& state, const ledger::Draw& draw, Date on);
// `met`, `open`, `revoked`; `overdue` when it blocks shipments of this day.
std::string standing_of(const ledger::Duty& duty, Date on);
// What is left of a line.
Decimal left_of(const ledger::Line& line);

}  // namespace lockgate::cli
