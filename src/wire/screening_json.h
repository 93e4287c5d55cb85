// What a screening found, as JSON in the shape of docs/contract.md.
#pragma once

#include "base/json.h"
#include "trade/screening.h"

namespace lockgate::wire {

nlohmann::ordered_json to_json(const trade::ListHit& hit);
nlohmann::ordered_json to_json(const trade::Screened& screened);

}  // namespace lockgate::wire
