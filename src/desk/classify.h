// Classify: what the law concludes from an item alone, without an order around it.
#pragma once

#include <string>
#include <vector>

#include "desk/desk.h"

namespace lockgate::desk {

// One field of a gate, such as `level`; not settled while the item's figures leave several values.
struct Finding {
  std::string gate;
  trade::Field field;
};

// The fields `level` and `classification` of every gate that has them.
std::vector<Finding> classify(const Desk& desk, const catalogue::Part& part, const decide::Options& options);

}  // namespace lockgate::desk
