// LineProblem: what is wrong with a line of a request, as JSON.
#pragma once

#include "base/json.h"
#include "service/intake.h"

namespace lockgate::service {

// `[{"line": 3, "order": "SEED-3", "code": "LG0111", "severity": "error", "message": …, "place": …, "fix": …}]`
nlohmann::ordered_json problems_json(const Taken& taken);

}  // namespace lockgate::service
