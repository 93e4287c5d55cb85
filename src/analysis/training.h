// Training: seconds a token and chip of one optimizer step, and how large and dear a cluster for a whole run is.
#pragma once

#include "analysis/constants.h"
#include "analysis/estimate.h"
#include "analysis/model.h"

namespace lockgate::analysis {

// How a training run is laid out over chips; batches in sequences.
struct Layout {
  const Model* model = nullptr;
  Resources chip;
  double chips = 1;
  double sequence = 0;
  double micro_batch = 1;
  double global_batch = 1;
  double tensor = 1;
  double pipeline = 1;
  double stages = 1;  // of a chip's layers, interleaved
  double context = 1;
  bool has_recompute = false;
};

// Of dense models. Links: exchanges that are not hidden; Ramp: filling and emptying the pipeline.
Estimate train(const Layout& layout, const Constants& constants);

// A run: how many chips for `tokens` tokens in `days`, where a chip does `rate` tokens a second and a share `goodput` of the time counts.
double chips_needed(double tokens, double days, double rate, double goodput);

}  // namespace lockgate::analysis
