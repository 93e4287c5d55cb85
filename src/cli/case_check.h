// CaseCheck: does a determination hold what a case expects of it? The expectation is a subset (docs/contract.md, "A case").
#pragma once

#include <string>
#include <vector>

#include "base/json.h"

namespace lockgate::cli {

struct Mismatch {
  std::string where;  // `us.export.outcome`
  std::string expected;
  std::string found;
};

// Every expectation that does not hold; empty: all do.
std::vector<Mismatch> mismatches(const nlohmann::json& expect, const nlohmann::json& determination);

}  // namespace lockgate::cli
