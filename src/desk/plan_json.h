// PlanJson: a plan as JSON: what to order today, what it rests on, and the certificate.
#pragma once

#include "base/json.h"
#include "desk/demand_file.h"

namespace lockgate::desk {

nlohmann::ordered_json to_json(const DemandFile& demand, const analysis::Plan& plan, const std::vector<analysis::Lack>& lacks);

// LG0963: with `must_meet`, a quarter whose demand cannot run even with both keys open.
Result<void> check_lacks(const DemandFile& demand, const std::vector<analysis::Lack>& lacks, const std::string& where);

}  // namespace lockgate::desk
