#include "analysis/modelled.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace lockgate::analysis {
namespace {

constexpr double kGiga = 1e9;
constexpr int kServer = 8;
constexpr double kUntested = 0.34;  // where no other generation was held out to measure it: the +40 % of docs/compare.md

struct Ends {
  Resources low, mid, high;
};

Result<Ends> ends_of(const Part& part, Format format) {
  const auto low = resources_of(part, format, Bound::Low);
  const auto mid = resources_of(part, format, Bound::Preferred);
  const auto high = resources_of(part, format, Bound::High);
  if (!low || !mid || !high) return tl::unexpected(!low ? low.error() : !mid ? mid.error() : high.error());
  return Ends{*low, *mid, *high};
}

double spread_of(const ConstantTable& table, const std::string& family, Footing footing) {
  const double level = table.spread(family, "level");
  return footing == Footing::Calibrated ? level : std::max({level, table.spread(family, "generation"), kUntested});
}

// A figure from an estimate at each end of the chip's own figures.
template <class Rate>
Figure figure_of(std::string what, std::string unit, const std::string& family, Footing footing, const ConstantTable& table, const Ends& ends, Rate rate) {
  Figure out{std::move(what), std::move(unit), family, footing, rate(ends.mid), {}};
  out.rate = widened({rate(ends.low).rate(), out.estimate.rate(), rate(ends.high).rate()}, spread_of(table, family, footing));
  return out;
}

// Seconds of the whole group are chip-seconds when counted once for each chip.
Estimate per_chip(Estimate estimate, double chips) {
  for (double& one : estimate.seconds) one *= chips;
  return estimate;
}

Deployment deployment_of(const Workload& w, const Resources& chip, int chips, int copies) {
  return {w.model, chip, bytes_of(w.weights), static_cast<double>(chips), w.input, w.output, w.requests / copies};
}

tl::unexpected<Error> too_small(const Part& part, const Workload& w, double missing) {
  return fail("LG0904", fmt::format("{} {} of {} cannot hold {} with one sequence of {:g} tokens: {:.1f} GB short", w.chips, w.chips == 1 ? "chip" : "chips", part.id, w.model->id, w.input + w.output, missing / kGiga),
              "give more chips (--chips N) or narrower weights (--weights fp4)");
}

// The division of the chips into copies of the model that serves most; a smaller group may be left idle by none.
std::optional<std::pair<int, int>> best_division(const Workload& w, const Resources& chip, const Constants& constants) {
  std::optional<std::pair<int, int>> best;
  double most = 0;
  for (int chips = 1; chips <= w.chips; ++chips) {
    const int copies = w.chips / chips;
    const Deployment d = deployment_of(w, chip, chips, copies);
    if (missing_bytes(d, constants) > 0) continue;
    const double rate = copies * serve(d, constants).serving.rate();
    if (rate > most) most = rate, best = {chips, copies};
  }
  return best;
}

// The run that every chip's training figure stands for; docs/compare.md says why.
Layout run_of(const Workload& w, const Resources& chip) {
  Layout out;
  out.model = w.model;
  out.chip = chip;
  out.chips = 64;
  out.sequence = 8192;
  out.global_batch = 256;
  out.tensor = kServer;
  out.pipeline = 4;
  out.stages = 4;
  return out;
}

void add_training(Modelled& out, const Part& part, const Workload& w, const ConstantTable& table) {
  if (w.model->kind != Model::Kind::Dense) {
    out.training_reason = "no measurements of training with experts calibrate the model";
    return;
  }
  const auto ends = ends_of(part, Format::Bits16);
  if (!ends) {
    out.training_reason = ends.error().message;
    return;
  }
  const std::string family = "training";
  const Footing footing = table.is_calibrated(family, part, Format::Bits16) ? Footing::Calibrated : Footing::OtherChips;
  const Constants constants = table.constants_for(family, part, Format::Bits16);
  out.figures.push_back(figure_of("training", "trained tokens", family, footing, table, *ends, [&](const Resources& chip) { return train(run_of(w, chip), constants); }));
}

Result<Modelled> model_group(const Part& part, const Workload& w, const ConstantTable& table, const Ends& ends) {
  const std::string family(to_string(w.model->kind));
  const Footing footing = table.is_calibrated(family, part, w.weights) ? Footing::Calibrated : Footing::OtherChips;
  const Constants constants = table.constants_for(family, part, w.weights);
  const auto division = best_division(w, ends.mid, constants);
  if (!division) return too_small(part, w, missing_bytes(deployment_of(w, ends.mid, w.chips, 1), constants));
  Modelled out;
  std::tie(out.chips_per_copy, out.copies) = *division;
  const double share = static_cast<double>(w.chips) / out.copies;  // chips that a copy keeps, idle ones among them
  const auto serving_on = [&](const Resources& chip) { return serve(deployment_of(w, chip, out.chips_per_copy, out.copies), constants); };
  out.batch = serving_on(ends.mid).batch;
  out.figures.push_back(figure_of("prefill", "input tokens", family, footing, table, ends, [&](const Resources& chip) { return per_chip(serving_on(chip).prefill, share); }));
  out.figures.push_back(figure_of("decode", "output tokens", family, footing, table, ends, [&](const Resources& chip) { return per_chip(serving_on(chip).decode, share); }));
  out.figures.push_back(figure_of("serving", "output tokens", family, footing, table, ends, [&](const Resources& chip) { return per_chip(serving_on(chip).serving, share); }));
  return out;
}

ExpertGroup group_of(const Workload& w, const Resources& chip, double batch, double context) {
  return {w.model, chip, bytes_of(w.weights), static_cast<double>(w.chips), batch, context, 1, 1, 1};
}

// Sequences of a chip that its memory holds.
double expert_batch(const Workload& w, const Resources& chip, const Constants& constants, double& missing) {
  const Model& m = *w.model;
  const double weights = bytes_of(w.weights) * (m.resident + (m.parameters - m.resident) / w.chips);
  const double left = 0.92 * chip.capacity - get(constants, Constant::ReserveGb) * kGiga - weights;
  const double sequence = m.cache_values * (w.input + 0.55 * w.output);
  missing = m.cache_values * (w.input + w.output) - left;
  return std::min(left / sequence, get(constants, Constant::BatchCap));
}

Result<Modelled> model_experts(const Part& part, const Workload& w, const ConstantTable& table, const Ends& ends) {
  const Constants prefill = table.constants_for("mla-prefill", part, w.weights);
  const Constants decode = table.constants_for("mla-decode", part, w.weights);
  const Footing footing = table.is_calibrated("mla-decode", part, w.weights) ? Footing::Calibrated : Footing::OtherChips;
  double missing = 0;
  Modelled out;
  out.chips_per_copy = w.chips;
  out.batch = expert_batch(w, ends.mid, decode, missing);
  if (missing > 0) return too_small(part, w, missing * w.chips);
  const double context = w.input + w.output / 2;
  const auto prefill_on = [&](const Resources& chip) { return prefill_with_experts(group_of(w, chip, 1, w.input), prefill); };
  const auto decode_on = [&](const Resources& chip) { return decode_with_experts(group_of(w, chip, expert_batch(w, chip, decode, missing), context), decode); };
  out.figures.push_back(figure_of("prefill", "input tokens", "mla-prefill", footing, table, ends, prefill_on));
  out.figures.push_back(figure_of("decode", "output tokens", "mla-decode", footing, table, ends, decode_on));
  out.figures.push_back(figure_of("serving", "output tokens", "mla-decode", footing, table, ends, [&](const Resources& chip) {
    Estimate both = decode_on(chip);
    const Estimate first = prefill_on(chip);
    for (std::size_t i = 0; i < kTerms; ++i) both.seconds[i] += first.seconds[i] * w.input / w.output;
    return both;
  }));
  return out;
}

}  // namespace

Result<Modelled> model_on(const Part& part, const Workload& w, const ConstantTable& table) {
  const auto ends = ends_of(part, w.weights);
  if (!ends) return tl::unexpected(ends.error());
  auto out = w.model->kind == Model::Kind::Latent ? model_experts(part, w, table, *ends) : model_group(part, w, table, *ends);
  if (out) add_training(*out, part, w, table);
  return out;
}

Interval modelled_ratio(const Figure& above, const Figure& below, const ConstantTable& table) {
  const bool are_both_tested = above.footing == Footing::Calibrated && below.footing == Footing::Calibrated;
  const double tested = table.spread(above.family, "ratio");
  const double spread = !are_both_tested ? std::max({spread_of(table, above.family, Footing::OtherChips), tested}) : tested > 0 ? tested : table.spread(above.family, "level");
  const double of_above = spread_of(table, above.family, above.footing);
  const double of_below = spread_of(table, below.family, below.footing);
  // The chips' own ranges without the model's spread, then the spread of a ratio.
  return widened(ratio_of(widened(above.rate, -of_above), widened(below.rate, -of_below)), spread);
}

}  // namespace lockgate::analysis
