#include "analysis/cluster.h"

#include <algorithm>
#include <cmath>

#include "analysis/modelled.h"
#include "analysis/training.h"

namespace lockgate::analysis {
namespace {

constexpr double kBytesOfState = 18;  // a parameter: weights and gradients in 16 bits, three values of the optimizer in 32, spare
constexpr double kServer = 8;

// The usual proportions of a dense model: 12 x layers x hidden^2 parameters, 128 units a layer.
Model shape_of(double parameters) {
  Model out;
  out.parameters = out.active = out.resident = parameters;
  out.hidden = std::cbrt(parameters * 128 / 12);
  out.layers = out.hidden / 128;
  return out;
}

Layout layout_of(const Model& model, const Resources& chip) {
  Layout out;
  out.model = &model;
  out.chip = chip;
  out.chips = 1024;
  out.sequence = 8192;
  out.global_batch = 512;
  out.tensor = kServer;
  out.pipeline = 8;
  out.stages = 8;
  return out;
}

}  // namespace

Result<Cluster> cluster_for(const Part& part, const Run& run, const std::optional<Interval>& price, double overhead, const Market& market) {
  const auto low = resources_of(part, Format::Bits16, Bound::Low);
  const auto mid = resources_of(part, Format::Bits16, Bound::Preferred);
  const auto high = resources_of(part, Format::Bits16, Bound::High);
  if (!low || !mid || !high) return tl::unexpected(!low ? low.error() : !mid ? mid.error() : high.error());
  const Model model = shape_of(run.parameters);
  const std::string family = "training";
  const Constants constants = market.constants.constants_for(family, part, Format::Bits16);
  Cluster out;
  out.is_calibrated = market.constants.is_calibrated(family, part, Format::Bits16);
  out.estimate = train(layout_of(model, *mid), constants);
  const double spread = out.is_calibrated ? market.constants.spread(family, "level") : std::max(market.constants.spread(family, "generation"), 0.34);
  const Interval goodput = market.cost["goodput"];
  const auto chips_at = [&](const Resources& chip, double share) { return chips_needed(run.tokens, run.days, train(layout_of(model, chip), constants).rate(), share); };
  out.chips = widened({chips_at(*high, goodput.high), chips_at(*mid, goodput.mid), chips_at(*low, goodput.low)}, spread);
  out.memory_floor = std::ceil(kBytesOfState * run.parameters / mid->capacity);
  for (double* one : {&out.chips.low, &out.chips.mid, &out.chips.high}) *one = std::ceil(std::max(*one, out.memory_floor));
  if (price) {
    const auto cost = [&](double chips, double of_one) { return chips * (of_one + overhead / kServer); };
    out.cost = Interval{cost(out.chips.low, price->low), cost(out.chips.mid, price->mid), cost(out.chips.high, price->high)};
  }
  const Interval facility = market.cost["facility_power"];
  if (mid->watts > 0) out.power = Interval{out.chips.low * mid->watts * facility.low / 1e6, out.chips.mid * mid->watts * facility.mid / 1e6, out.chips.high * mid->watts * facility.high / 1e6};
  return out;
}

Result<double> chips_for_one(const Part& part, const Part& other) {
  const auto a = resources_of(part, Format::Bits8, Bound::Preferred);
  const auto b = resources_of(other, Format::Bits8, Bound::Preferred);
  if (!a || !b) return tl::unexpected(!a ? a.error() : b.error());
  return std::max(b->rate / a->rate, b->memory_rate / a->memory_rate);
}

}  // namespace lockgate::analysis
