// DesignJson: a design's answer as JSON. Figures are exact decimals as texts; values are shares of the chip it is made from.
#pragma once

#include "base/json.h"
#include "desk/design_report.h"

namespace lockgate::desk {

nlohmann::ordered_json to_json(const Design& design, const DesignReport& report);

}  // namespace lockgate::desk
