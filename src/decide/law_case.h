// LawCase: runs the `case` entries of a rulebook, which state facts and the conclusions the law must draw from them.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "decide/decider.h"

namespace lockgate::decide {

// What the cases show: failures, and which rules some case meets and some case does not.
struct LawCaseReport {
  int passed = 0;
  int failed = 0;
  std::set<int> rules_met;
  std::set<int> rules_not_met;
  // Where a rule compares a number with a threshold, by (rule, place of the comparison): some case stands exactly at the threshold,
  // and some case less than one unit of its last digit below, or at that unit.
  using Comparison = std::pair<int, std::uint32_t>;
  std::set<Comparison> at_threshold;
  std::set<Comparison> just_below;
};

// Runs every case of the law. Failures go to `diagnostics` (LG1501 a conclusion differs, LG1502 the case itself is wrong).
LawCaseReport run_law_cases(const Decider& decider, Diagnostics& diagnostics);

}  // namespace lockgate::decide
