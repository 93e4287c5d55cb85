// Accuracy: every family calibrated anew, with what the model then gets wrong; and the files that are written from that:
// docs/accuracy.md, market/constants.tsv and market/spreads.tsv.
#pragma once

#include <string>
#include <vector>

#include "analysis/hindsight.h"
#include "analysis/calibration.h"

namespace lockgate::analysis {

// A measurement that no constant was fitted to.
struct Check {
  std::string id;
  std::string chip;
  double measured = 0;
  double estimated = 0;
};

struct Accuracy {
  ConstantTable table;  // as calibrated
  std::vector<Fit> fits;
  std::vector<std::vector<Check>> checks;  // by family
};

// LG0905, LG0923: a measurement whose chip is not known well enough.
Result<Accuracy> measure_accuracy(const Market& market, const Parts& parts);

std::string accuracy_page(const Accuracy& accuracy, const std::vector<Hindsight>& turns);
std::string constants_sheet(const Accuracy& accuracy);
std::string spreads_sheet(const Accuracy& accuracy);

// Of every ten measurements, nine are to lie within the spread of an interval.
inline constexpr double kCovered = 0.9;

}  // namespace lockgate::analysis
