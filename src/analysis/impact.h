// Impact: published estimates computed again from the inputs in market/, and what is at stake where the law frees or catches a chip.
#pragma once

#include <string>
#include <vector>

#include "analysis/calibration.h"
#include "analysis/flow.h"
#include "analysis/records.h"

namespace lockgate::analysis {

// A published estimate beside what comes out here.
struct Reproduction {
  Published published;
  std::optional<Interval> computed;          // none: an input could not be had, as the published row's note says
  std::vector<Contributor> contributors;
  bool has_distribution = false;

  double error_percent() const;               // of the middle
  bool is_within() const;
};

// LG0905: a chip's figure that an estimate needs is not known. LG0925: a row that one needs is not there.
Result<std::vector<Reproduction>> reproduce(const Market& market, const Records& records, const Parts& parts);

// What a year of a chip in a market comes to.
struct Stake {
  std::string chip;
  const Units* units = nullptr;
  Distribution count;
  Distribution tpp;
  Distribution revenue;  // USD; all zero: no price
};

// Of every row of units for the chip and market.
std::vector<Stake> stakes_of(const Part& part, const std::string& market_place, const Market& market, const Records& records, Date day);

// Sums of distributions, as one: inputs of different chips are independent.
Distribution sum_of(const std::vector<Uncertain>& inputs);

}  // namespace lockgate::analysis
