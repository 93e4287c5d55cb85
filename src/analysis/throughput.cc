#include "analysis/throughput.h"

#include <algorithm>
#include <cmath>

namespace lockgate::analysis {
namespace {

constexpr double kMicro = 1e-6;
constexpr double kGiga = 1e9;
constexpr double kUsable = 0.92;      // share of the memory that engines take for weights and cache
// Share of an answer that memory is kept for. Engines with experts begin a sequence only when all of it will fit; of dense models
// as many run as fit at a moment: short of what the longest needs, above the half.
constexpr double kKeptDense = 0.55;
constexpr double kKeptExperts = 1;

bool has_experts(const Model& model) { return model.kind != Model::Kind::Dense; }

// Bytes of weights on each chip. Attention is repeated on every chip of a group with experts, which are divided.
double weights_per_chip(const Deployment& d) {
  const Model& m = *d.model;
  return d.weight_bytes * (has_experts(m) ? m.resident + (m.parameters - m.resident) / d.chips : m.parameters / d.chips);
}

double free_bytes(const Deployment& d, const Constants& c) { return d.chips * (kUsable * d.chip.capacity - get(c, Constant::ReserveGb) * kGiga - weights_per_chip(d)); }

double batch_of(const Deployment& d, const Constants& c) {
  const double sequence = d.model->cache_values * (d.input + (has_experts(*d.model) ? kKeptExperts : kKeptDense) * d.output);
  const double cap = get(c, Constant::BatchCap) * (has_experts(*d.model) ? d.chips : 1);
  const double held = std::min(free_bytes(d, c) / sequence, cap);
  return std::max(1.0, d.requests > 0 ? std::min(held, d.requests) : held);
}

// What a token costs between the matrix products, all layers: traffic of the residual stream and of the experts' intermediate
// values in bytes, or, in serving with experts, their work in FLOP.
double between_products(const Model& m, const Constants& c) {
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

// Seconds of that, a token and chip. With experts it is routing, scaling and summing, which measurements show to go with the arithmetic
// rate and not with the memory's: the H100 and the H200 differ in the latter alone.
void add_between(Estimate& out, const Deployment& d, const Constants& c) {
  const double work = between_products(*d.model, c) / d.chips;
  if (has_experts(*d.model)) out[TimeTerm::Routing] = work / d.chip.rate16;
  else out[TimeTerm::Activations] = work / d.chip.memory_rate;
}

Estimate prefill_of(const Deployment& d, const Constants& c) {
  const Model& m = *d.model;
  Estimate out;
  out[TimeTerm::Arithmetic] = 2 * m.active / (d.chip.rate * get(c, Constant::Arithmetic)) / d.chips;
  out[TimeTerm::Attention] = 2 * m.layers * m.prefill_width * d.input / (d.chip.rate16 * get(c, Constant::Attention)) / d.chips;
  add_between(out, d, c);
  out[TimeTerm::Links] = link_seconds(d, c);
  return out;
}

// Exchanges of a step between the chips of a copy: two a layer; with experts only the experts' layers have any.
double waits(const Deployment& d) { return d.chips > 1 ? 2 * (has_experts(*d.model) ? d.model->expert_layers : d.model->layers) : 0; }

// Seconds of a decode step that one sequence takes as well as many: reading the weights that the batch visits, and waiting.
Estimate launch_of(const Deployment& d, const Constants& c, double batch) {
  const Model& m = *d.model;
  const double visited = has_experts(m) ? 1 - std::pow(1 - m.experts_per_token / m.experts, batch) : 1;
  const double resident = has_experts(m) ? m.resident : m.parameters / d.chips;
  const double divided = has_experts(m) ? (m.parameters - m.resident) * visited / d.chips : 0;
  Estimate out;
  out[TimeTerm::Weights] = d.weight_bytes * (resident + divided) / (d.chip.memory_rate * get(c, Constant::Memory));
  out[TimeTerm::Links] = waits(d) * get(c, Constant::CollectiveUs) * kMicro;
  out[TimeTerm::Host] = get(c, Constant::LayerUs) * m.layers * kMicro;
  return out;
}

// Seconds of a decode step that each sequence adds.
Estimate sequence_of(const Deployment& d, const Constants& c) {
  const Model& m = *d.model;
  const double context = d.input + d.output / 2;
  Estimate out;
  out[TimeTerm::Arithmetic] = 2 * m.active / (d.chips * d.chip.rate * get(c, Constant::Arithmetic));
  add_greater(out, TimeTerm::Cache, context * m.cache_values / (d.chips * d.chip.memory_rate * get(c, Constant::Memory)), TimeTerm::Attention,
              context * 4 * m.attention_width * m.layers / (d.chips * d.chip.rate16 * get(c, Constant::Attention)));
  add_between(out, d, c);
  out[TimeTerm::Links] = link_seconds(d, c);
  out[TimeTerm::Host] = get(c, Constant::SequenceUs) * kMicro;
  return out;
}

Estimate sum_of(Estimate a, const Estimate& b, double times) {
  for (std::size_t i = 0; i < kTerms; ++i) a.seconds[i] += times * b.seconds[i];
  return a;
}

// Seconds of one decode step for the whole batch. A dense model reads its weights while it computes.
Estimate step_of(const Deployment& d, const Constants& c, double batch) {
  Estimate out = sum_of(launch_of(d, c, batch), sequence_of(d, c), batch);
  if (has_experts(*d.model)) return out;
  const TimeTerm lesser = out[TimeTerm::Weights] >= out[TimeTerm::Arithmetic] ? TimeTerm::Arithmetic : TimeTerm::Weights;
  out[lesser] = 0;
  return out;
}

// Seconds a token that are lost because all requests come at once. Answers of one length end together, so a batch's place is taken
// by the next whole batch, the last of which is not full. Only as far as decoding sets the pace: prefills set sequences apart.
double lost_to_waves(const Deployment& d, const Constants& c, const Serving& serving) {
  const double smooth = d.requests / serving.batch;
  const double whole = std::ceil(smooth - 1e-9);
  const double decoding = serving.decode.total() * d.output;
  const double pace = decoding / (decoding + serving.prefill.total() * d.input);
  return pace * (whole * launch_of(d, c, d.requests / whole).total() - smooth * launch_of(d, c, serving.batch).total()) / d.requests;
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
  if (d.requests > 0) out.serving[TimeTerm::Ramp] = has_experts(*d.model) ? lost_to_waves(d, c, out) : out.serving.total() * get(c, Constant::Ramp) * out.batch / d.requests;
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
  out[TimeTerm::Activations] = between_products(m, c) / g.chip.memory_rate;
  return out;
}

}  // namespace lockgate::analysis
