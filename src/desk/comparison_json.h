// ComparisonJson: chips side by side, a claim judged, and clusters, as JSON.
#pragma once

#include <optional>

#include "analysis/cluster.h"
#include "analysis/comparison.h"
#include "base/json.h"

namespace lockgate::desk {

nlohmann::ordered_json to_json(const analysis::Interval& interval);
// Seconds of a token and chip by term, and what binds.
nlohmann::ordered_json to_json(const analysis::Estimate& estimate);
nlohmann::ordered_json to_json(const analysis::Comparison& comparison, const std::optional<analysis::Claim>& claim);
nlohmann::ordered_json to_json(const analysis::Cluster& cluster);

}  // namespace lockgate::desk
