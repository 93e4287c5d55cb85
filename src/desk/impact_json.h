// ImpactJson: what a change of law does to chips with what is at stake, published estimates computed again, and what an amount may
// be, as JSON.
#pragma once

#include <string>
#include <vector>

#include "analysis/impact.h"
#include "base/json.h"
#include "desk/law_impact.h"

namespace lockgate::desk {

struct StakedChange {
  ChipChange change;
  std::vector<analysis::Stake> stakes;
};

std::vector<StakedChange> with_stakes(std::vector<ChipChange> changes, const Route& route, const analysis::Parts& parts, const analysis::Market& market, const analysis::Records& records, Date day);

// `open`: an input could not be had.
std::string standing_of(const analysis::Reproduction& one);

nlohmann::ordered_json to_json(const std::vector<StakedChange>& changes);
nlohmann::ordered_json to_json(const std::vector<analysis::Reproduction>& all);
nlohmann::ordered_json to_json(const std::vector<const analysis::Statement*>& statements);

}  // namespace lockgate::desk
