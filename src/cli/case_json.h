// A case as JSON: where it stands on a day, what blocks it, who must act, until when, and what happens if nobody does.
#pragma once

#include <string>

#include "base/json.h"
#include "cli/ledger_access.h"
#include "ledger/case_course.h"

namespace lockgate::cli {

// Of a case that is there.
nlohmann::ordered_json case_json(const ledger::State& state, const std::string& id, Date on);

}  // namespace lockgate::cli
