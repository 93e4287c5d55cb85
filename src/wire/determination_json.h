// DeterminationJson: a determination as docs/contract.md writes it. Keys stand in a fixed order and nothing depends on
// a locale or a clock, so equal determinations give equal bytes.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "trade/determination.h"

namespace lockgate::wire {

nlohmann::ordered_json to_json(const trade::Determination& determination);
// One line, without its end.
std::string to_json_line(const trade::Determination& determination);

}  // namespace lockgate::wire
