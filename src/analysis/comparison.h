// Comparison: chips side by side on every axis, what a chip is said and what it is estimated to do, each over the last.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/claim.h"
#include "analysis/market.h"
#include "analysis/modelled.h"

namespace lockgate::analysis {

// One chip on one axis.
struct Entry {
  std::optional<Interval> value;    // none: no source gives it
  std::optional<Interval> ratio;    // over the last chip; none for the last itself
  std::string source;
  std::string note;                 // why there is no value; what its interval rests on
  std::optional<Figure> figure;     // of a modelled axis: its terms
};

struct Line {
  std::string axis;
  std::string unit;
  bool is_modelled = false;
  std::vector<Entry> entries;  // by chip
};

struct Comparison {
  std::vector<const Part*> parts;
  const Workload* workload = nullptr;
  Date day;
  std::vector<Line> lines;
  std::vector<Error> refusals;      // chips that the workload could not be modelled on
};

Comparison compare(std::vector<const Part*> parts, const Workload& workload, const Market& market, Date day);

// Of a claim about the first chip and the last.
struct Judgment {
  std::string axis;
  bool is_modelled = false;
  std::optional<Interval> ratio;
  Standing standing = Standing::NotSupported;
};
std::vector<Judgment> judge(const Claim& claim, const Comparison& comparison);

}  // namespace lockgate::analysis
