// Comparison: the desk's side of the analyses: parts of the catalogue as plain values, and the market data beside them.
#pragma once

#include <memory>
#include <string>

#include "analysis/calibration.h"
#include "catalogue/catalogue.h"

namespace lockgate::desk {

// The market data in `data`; null: it is missing or broken, as `diagnostics` says.
std::unique_ptr<const analysis::Market> open_market(const std::string& data, Diagnostics& diagnostics);

analysis::Part to_part(const catalogue::Part& part, const analysis::Market& market);

// Every part of the catalogue.
analysis::Parts all_parts(const catalogue::Catalogue& catalogue, const analysis::Market& market);

}  // namespace lockgate::desk
