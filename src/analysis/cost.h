// Cost: what a chip costs to own and run, and a cluster against another of equal power. Parameters in market/cost.tsv.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analysis/interval.h"

namespace lockgate::analysis {

struct CostParameter {
  std::string name;
  Interval value;
  std::string source;
};

class CostBasis {
 public:
  std::vector<CostParameter> parameters;
  // A parameter by name; all zero when the file does not have it.
  Interval operator[](std::string_view name) const;
};

// USD for an hour of a chip in use: its share of price and server over the years it runs, and its electricity.
Interval chip_hour(const Interval& price, double watts, const CostBasis& basis);

// USD for a million tokens of a chip that makes `rate` a second.
Interval per_million(const Interval& hour, const Interval& rate);

// A server of eight costs its chips and `overhead`. The cost of the first kind of cluster over that of the second, where both have
// the arithmetic and the bandwidth of the second: `chips` of the first stand for one of the second.
double cluster_ratio(double price, double other_price, double chips, double overhead);
// The overhead at which that ratio is reached; below zero: none.
double overhead_of(double price, double other_price, double chips, double ratio);

}  // namespace lockgate::analysis
