// Flow: sums of uncertain products: units = revenue x share / price, compute = units x rate, as Monte Carlo with a fixed seed.
// Every answer says which of its inputs moves it most.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "analysis/interval.h"

namespace lockgate::analysis {

// A positive input: log-normal, with `coverage` percent of the belief between its ends; a point where low and high are the same.
struct Uncertain {
  std::string name;
  double low = 0;
  double high = 0;
  double coverage = 90;
  std::string source;
};

struct Contributor {
  std::string name;
  double share = 0;  // of the variance of the logarithm of the answer
};

struct Distribution {
  Interval at;  // 5, 50 and 95 percent
  std::vector<Contributor> contributors;  // the greatest first, three at most
};

inline constexpr int kDraws = 100'000;

// The distribution of `value` of the inputs, each drawn on its own. The same seed always.
Distribution distribution_of(const std::vector<Uncertain>& inputs, const std::function<double(const std::vector<double>&)>& value, int draws = kDraws);

// The standard deviation of the logarithm of an input.
double log_deviation(const Uncertain& input);

}  // namespace lockgate::analysis
