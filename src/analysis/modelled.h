// Modelled: what a chip is estimated to do on a workload: terms, an interval, and how well this kind of estimate has been tested.
#pragma once

#include <string>
#include <vector>

#include "analysis/market.h"
#include "analysis/throughput.h"
#include "analysis/training.h"

namespace lockgate::analysis {

// What an estimate's interval rests on.
enum class Footing : unsigned char {
  Calibrated,    // measurements of this generation of chips
  OtherChips,    // measurements of other generations only
};

struct Figure {
  std::string what;       // `prefill`, `decode`, `serving`, `training`
  std::string unit;
  std::string family;
  Footing footing = Footing::Calibrated;
  Estimate estimate;      // of a chip, with the figures that sources prefer; its terms sum to its inverse
  Interval rate;          // tokens a second and chip
};

struct Modelled {
  int copies = 1;          // of the model on the workload's chips; the best division
  int chips_per_copy = 1;
  double batch = 0;
  std::vector<Figure> figures;
  std::string training_reason;  // why there is no training figure, when there is none
};

// LG0904: the weights and one sequence do not fit, by how much; LG0905: a figure is not known.
Result<Modelled> model_on(const Part& part, const Workload& workload, const ConstantTable& table);

// The ratio of two figures of the same kind: errors that both share do not count twice.
Interval modelled_ratio(const Figure& above, const Figure& below, const ConstantTable& table);

}  // namespace lockgate::analysis
