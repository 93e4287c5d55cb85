// Throughput: what a group of chips that holds one copy of a model serves, by a roofline with few constants. Pure functions of
// resources, shape and constants, cheap enough to be called a million times a second.
//
// A decode step reads the weights and the cache, multiplies, attends, exchanges between chips, and waits for the host; the batch
// is what the memory holds. docs/compare.md has the equations.
#pragma once

#include "analysis/constants.h"
#include "analysis/estimate.h"
#include "analysis/model.h"

namespace lockgate::analysis {

// One copy of a model on `chips` chips, and what is asked of it.
struct Deployment {
  const Model* model = nullptr;
  Resources chip;
  double weight_bytes = 1;  // a parameter
  double chips = 1;
  double input = 0;
  double output = 0;
  double requests = 0;  // in all; 0: a steady stream
};

struct Serving {
  double batch = 0;   // sequences at once
  Estimate prefill;   // seconds an input token
  Estimate decode;    // seconds an output token
  Estimate serving;   // seconds an output token, with the prefill of its share of the input
};

// Bytes that the weights want beyond the memory of the group; 0 or less: they fit, with that much left for the cache.
double missing_bytes(const Deployment& deployment, const Constants& constants);

Serving serve(const Deployment& deployment, const Constants& constants);

// Experts spread over many chips, attention over a compressed cache: a chip's share of a large group. `batch` is a chip's;
// `verified` tokens are computed a step and sequence, of which `accepted` come out.
struct ExpertGroup {
  const Model* model = nullptr;
  Resources chip;
  double weight_bytes = 1;
  double chips = 1;
  double batch = 1;
  double context = 0;
  double verified = 1;
  double accepted = 1;
  double cache_bytes = 1;
};

Estimate decode_with_experts(const ExpertGroup& group, const Constants& constants);   // seconds a token, of one chip
Estimate prefill_with_experts(const ExpertGroup& group, const Constants& constants);  // the same; context is the prompt's length

}  // namespace lockgate::analysis
