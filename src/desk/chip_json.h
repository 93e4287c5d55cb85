// ChipJson: a part of the catalogue with what the law makes of it on a day, as JSON.
#pragma once

#include <vector>

#include "base/json.h"
#include "desk/classify.h"

namespace lockgate::desk {

nlohmann::ordered_json to_json(const catalogue::Part& part, const std::vector<Finding>& findings, Date day);

}  // namespace lockgate::desk
