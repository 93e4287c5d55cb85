// Cluster: how many chips train a model of a given size on given data in given days, and what they cost.
#pragma once

#include <optional>
#include <string>

#include "analysis/estimate.h"
#include "analysis/market.h"

namespace lockgate::analysis {

struct Run {
  double parameters = 0;
  double tokens = 0;
  double days = 0;
};

struct Cluster {
  Interval chips;                 // by time, and no fewer than the memory asks for
  double memory_floor = 0;        // chips that hold weights, gradients and the optimizer's state
  Estimate estimate;              // seconds a token and chip
  bool is_calibrated = false;
  std::optional<Interval> cost;   // USD of chips and servers
  std::optional<Interval> power;  // MW at the meter
};

// 16-bit arithmetic. LG0905: a figure of the chip is not known.
Result<Cluster> cluster_for(const Part& part, const Run& run, const std::optional<Interval>& price, double overhead, const Market& market);

// Chips of the first kind that have at least the arithmetic (8 bits) and the memory bandwidth of one of the second.
Result<double> chips_for_one(const Part& part, const Part& other);

}  // namespace lockgate::analysis
