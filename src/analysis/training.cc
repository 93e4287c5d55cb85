#include "analysis/training.h"

#include <algorithm>

namespace lockgate::analysis {
namespace {

constexpr double kGiga = 1e9;
constexpr double kServer = 8;  // chips that share links
constexpr double kSecondsADay = 86'400;

double exposed_links(const Layout& l, const Constants& c) {
  const Model& m = *l.model;
  double out = 0;
  if (l.tensor > 1) out += get(c, Constant::TensorExposed) * (l.tensor - 1) * 8 * m.layers * 2 * m.hidden / l.chip.link;
  if (l.tensor == 1 && l.pipeline == 1 && l.chips > 1) {
    // Weights are gathered twice and gradients scattered once, two bytes each, for every micro-batch.
    const double rate = l.chips <= kServer ? l.chip.link : get(c, Constant::NetworkGbps) * kGiga;
    out += get(c, Constant::ShardExposed) * 6 * m.parameters * (l.chips - 1) / l.chips / rate / (l.micro_batch * l.sequence);
  }
  return out;
}

}  // namespace

Estimate train(const Layout& l, const Constants& c) {
  const Model& m = *l.model;
  const double passes = l.has_recompute ? 4 : 3;
  Estimate out;
  out[TimeTerm::Arithmetic] = passes * 2 * m.active / (l.chip.rate * get(c, Constant::Arithmetic));
  out[TimeTerm::Attention] = passes * 2 * m.layers * m.hidden * l.sequence / (l.chip.rate16 * get(c, Constant::Attention));
  out[TimeTerm::Activations] = passes * get(c, Constant::Activations) * m.layers * 2 * m.hidden / l.chip.memory_rate;
  out[TimeTerm::Links] = exposed_links(l, c);
  if (l.pipeline > 1) {
    const double replicas = l.chips / (l.tensor * l.pipeline * l.context);
    out[TimeTerm::Ramp] = out.total() * (l.pipeline - 1) * l.micro_batch * replicas / (l.stages * l.global_batch);
  }
  return out;
}

double chips_needed(double tokens, double days, double rate, double goodput) { return tokens / (days * kSecondsADay * rate * goodput); }

}  // namespace lockgate::analysis
