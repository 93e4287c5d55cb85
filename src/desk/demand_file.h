// DemandFile: what somebody needs, from whom it may come, and how sure the keys are, as a TOML file (docs/design-and-plan.md).
#pragma once

#include "analysis/plan.h"
#include "base/source.h"

namespace lockgate::desk {

struct DemandFile {
  std::string title, unit, money;
  bool must_meet = false;
  analysis::PlanQuestion question;  // hazards and regime are of the flips, unless the file says them
  analysis::Key washington, beijing;
  double quantile = 0.5;
};

// Errors: LG0960 cannot be read or is no TOML, LG0961 a key that is none (with the nearest), LG0962 a value that is missing or cannot
// be, LG0970 (analysis/regime.h). `data` holds market/flips.tsv.
Result<DemandFile> read_demand(const std::string& path, const std::string& data);

// The same of a text; `where` names it.
Result<DemandFile> parse_demand(const std::string& text, const std::string& where, const std::string& data);

std::vector<analysis::Flip> read_flips(const std::string& data, Diagnostics& diagnostics);

// libhighs.so of the package highsbox: in the data folder's .venv, or beside the Python package. Empty: not there.
std::string find_highs(const std::string& data);

}  // namespace lockgate::desk
