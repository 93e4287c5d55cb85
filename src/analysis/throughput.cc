#include "analysis/throughput.h"

#include <algorithm>
#include <cmath>

namespace lockgate::analysis {
namespace {

constexpr double kMicro = 1e-6;
constexpr double kGiga = 1e9;
constexpr double kUsable = 0.92;      // share of the memory that engines take for weights and cache
constexpr double kMeanFilled = 0.55;  // of an answer, at a moment: short of what the longest needs, above the half

bool has_experts(const Model& model) { return model.kind != Model::Kind::Dense; }

// Bytes of weights on each chip. Attention is repeated on every chip of a group with experts, which are divided.
double weights_per_chip(const Deployment& d) {
  const Model& m = *d.model;
  return d.weight_bytes * (has_experts(m) ? m.resident + (m.parameters - m.resident) / d.chips : m.parameters / d.chips);
}

double free_bytes(const Deployment& d, const Constants& c) { return d.chips * (kUsable * d.chip.capacity - get(c, Constant::ReserveGb) * kGiga - weights_per_chip(d)); }

double batch_of(const Deployment& d, const Constants& c) {
  const double sequence = d.model->cache_values * (d.input + kMeanFilled * d.output);
  const double cap = get(c, Constant::BatchCap) * (has_experts(*d.model) ? d.chips : 1);
  const double held = std::min(free_bytes(d, c) / sequence, cap);
  return std::max(1.0, d.requests > 0 ? std::min(held, d.requests) : held);
}

// Bytes of the residual stream and of the experts' intermediate values, a token and all layers.
double activation_bytes(const Model& m, const Constants& c) {
  return 2 * m.hidden * (get(c, Constant::Activations) * m.layers + get(c, Constant::ExpertTraffic) * m.experts_per_token * m.expert_layers);
}

// Seconds that one token's exchange between the chips of a group takes.
double link_seconds(const Deployment& d, const Constants& c) {
  const Model& m = *d.model;
  const double others = (d.chips - 1) / d.chips;
  const double bytes = has_experts(m) ? m.expert_layers * 4 * m.hidden * others * std::min(m.experts_per_token, d.chips) / d.chips : m.layers * 8 * m.hidden * others;
  return bytes / (d.chip.link * get(c, Constant::Link));
}

// Adds the greater of reading and computing to the term it belongs to.
void add_greater(Estimate& out, TimeTerm one, double a, TimeTerm other, double b) { out[a >= b ? one : other] += std::max(a, b); }

Estimate scaled(Estimate estimate, double factor) {
  for (double& one : estimate.seconds) one *= factor;
  return estimate;
}

Estimate prefill_of(const Deployment& d, const Constants& c) {
  const Model& m = *d.model;
  Estimate out;
  out[TimeTerm::Arithmetic] = 2 * m.active / (d.chip.rate * get(c, Constant::Arithmetic)) / d.chips;
  out[TimeTerm::Attention] = 2 * m.layers * m.prefill_width * d.input / (d.chip.rate16 * get(c, Constant::Attention)) / d.chips;
  out[TimeTerm::Activations] = activation_bytes(m, c) / d.chip.memory_rate / d.chips;
  out[TimeTerm::Links] = link_seconds(d, c);
  return out;
}

// Seconds of one decode step for the whole batch.
Estimate step_of(const Deployment& d, const Constants& c, double batch) {
  const Model& m = *d.model;
  const double memory = d.chip.memory_rate * get(c, Constant::Memory);
  const double arithmetic = 2 * m.active * batch / (d.chips * d.chip.rate * get(c, Constant::Arithmetic));
  Estimate out;
  if (has_experts(m)) {
    const double visited = 1 - std::pow(1 - m.experts_per_token / m.experts, batch);
    out[TimeTerm::Weights] = d.weight_bytes * (m.resident + (m.parameters - m.resident) * visited / d.chips) / memory;
    out[TimeTerm::Arithmetic] = arithmetic;
  } else {
    add_greater(out, TimeTerm::Weights, weights_per_chip(d) / memory, TimeTerm::Arithmetic, arithmetic);
  }
  const double context = d.input + d.output / 2;
  add_greater(out, TimeTerm::Cache, batch * context * m.cache_values / (d.chips * memory), TimeTerm::Attention,
              batch * context * 4 * m.attention_width * m.layers / (d.chips * d.chip.rate16 * get(c, Constant::Attention)));
  out[TimeTerm::Activations] = activation_bytes(m, c) * batch / d.chip.memory_rate / d.chips;
  out[TimeTerm::Links] = link_seconds(d, c) * batch + (d.chips > 1 ? 2 * m.layers * get(c, Constant::CollectiveUs) * kMicro : 0);
  out[TimeTerm::Host] = (get(c, Constant::LayerUs) * m.layers + get(c, Constant::SequenceUs) * batch) * kMicro;
  return out;
}

}  // namespace

double missing_bytes(const Deployment& d, const Constants& c) { return d.model->cache_values * (d.input + d.output) - free_bytes(d, c); }

Serving serve(const Deployment& d, const Constants& c) {
  Serving out;
  out.batch = batch_of(d, c);
  out.prefill = prefill_of(d, c);
  out.decode = scaled(step_of(d, c, out.batch), 1 / out.batch);
  out.serving = out.decode;
  for (std::size_t i = 0; i < kTerms; ++i) out.serving.seconds[i] += out.prefill.seconds[i] * d.input / d.output;
  if (d.requests > 0) out.serving[TimeTerm::Ramp] = out.serving.total() * get(c, Constant::Ramp) * out.batch / d.requests;
  return out;
}

Estimate decode_with_experts(const ExpertGroup& g, const Constants& c) {
  const Model& m = *g.model;
  const double memory = g.chip.memory_rate * get(c, Constant::Memory);
  const double visited = 1 - std::pow(1 - m.experts_per_token / m.experts, g.batch * g.chips);
  Estimate step;
  step[TimeTerm::Weights] = g.weight_bytes * (m.resident + (m.parameters - m.resident) * visited / g.chips) / memory;
  step[TimeTerm::Arithmetic] = 2 * m.active * g.batch * g.verified / (g.chip.rate * get(c, Constant::Arithmetic));
  add_greater(step, TimeTerm::Cache, g.batch * g.context * m.cache_values * g.cache_bytes / memory, TimeTerm::Attention,
              g.batch * g.verified * g.context * 4 * m.attention_width * m.layers / (g.chip.rate16 * get(c, Constant::Attention)));
  step[TimeTerm::Host] = (get(c, Constant::LayerUs) * m.layers + get(c, Constant::SequenceUs) * g.batch) * kMicro;
  return scaled(step, 1 / (g.batch * g.accepted));
}

Estimate prefill_with_experts(const ExpertGroup& g, const Constants& c) {
  const Model& m = *g.model;
  Estimate out;
  out[TimeTerm::Arithmetic] = 2 * m.active / (g.chip.rate * get(c, Constant::Arithmetic));
  out[TimeTerm::Attention] = 2 * m.layers * m.prefill_width * g.context / (g.chip.rate16 * get(c, Constant::Attention));
  out[TimeTerm::Activations] = activation_bytes(m, c) / g.chip.memory_rate;
  return out;
}

}  // namespace lockgate::analysis
