// Value: what a part is worth for a job, as work done in a unit of time: one over a sum of `work / resource`, one term a resource.
// It rises with every resource, so in a box the best part is the upper corner, and along `sum of figures = s` it is where
// sqrt(work) shares the sum out (docs/design-and-plan.md). Figures are doubles here: what is allowed is decided elsewhere, exactly.
#pragma once

#include <string>
#include <vector>

namespace lockgate::analysis {

struct Term {
  std::string resource;  // a figure's name, or a resource no law counts (`units`)
  double work = 0;       // time times resource, for one unit of work
  double reserved = 0;   // of the figure, that does not do this work (PCIe beside the links between chips)
};

struct Value {
  std::string job;
  std::vector<Term> terms;  // by axis first, then what the law does not count

  // `resources` by term. Nothing left of a resource that has work to do: the part is worth nothing.
  double at(const std::vector<double>& resources) const;
  // Of the time, the share of a term.
  double share(std::size_t term, const std::vector<double>& resources) const;
};

// Where on `sum of weight * x = total` the value is highest, with low <= x <= high. The sum of weight * high is at least `total`,
// that of weight * low at most. An axis without weight or without work takes its high end, or its low one where the sum asks for it.
struct Stretch {
  double low = 0, high = 0, weight = 0;
};
std::vector<double> share_out(const Value& value, const std::vector<Stretch>& stretches, double total);

}  // namespace lockgate::analysis
