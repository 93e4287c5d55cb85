// ReviewFile: the steps of a case with their clocks (ledger/review.json), as data with sources.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "ledger/case_record.h"

namespace lockgate::desk {

struct ReviewStep {
  ledger::CaseStep step;
  std::vector<std::string> destinations;  // of a key: it belongs to cases that go there
};

// LG0711: it cannot be read.
Result<std::vector<ReviewStep>> read_review(const std::string& path);

// The steps of a case that goes to `destination`: the whole course, its limits, and the keys of that place without those in
// `left_out`.
std::vector<ledger::CaseStep> steps_for(const std::vector<ReviewStep>& review, const std::string& destination, const std::vector<std::string>& left_out);

}  // namespace lockgate::desk
