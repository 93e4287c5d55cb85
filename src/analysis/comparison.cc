#include "analysis/comparison.h"

#include <fmt/format.h>

#include <cmath>

namespace lockgate::analysis {
namespace {

struct Axis {
  const char* name;
  const char* unit;
  std::vector<std::string_view> facts;  // the first that a chip has
};

const std::vector<Axis>& axes() {
  static const std::vector<Axis> kAxes = {
      {"TPP", "TOPS x bits", {"tpp"}},
      {"16-bit rate", "TFLOPS", {"rate.bf16", "rate.fp16"}},
      {"8-bit rate", "TFLOPS", {"rate.fp8", "rate.int8"}},
      {"memory bandwidth", "GB/s", {"dram_bandwidth_gbps"}},
      {"memory", "GB a chip", {"memory_gb"}},
      {"I/O bandwidth", "GB/s", {"io_bandwidth_gbps", "interconnect_gbps"}},
      {"power", "W", {"tdp_w"}},
  };
  return kAxes;
}

const Amount* amount_on(const Axis& axis, const Part& part) {
  for (const std::string_view fact : axis.facts)
    if (const Amount* amount = part.find(fact)) return amount;
  return nullptr;
}

void set_ratios(Line& line) {
  if (line.entries.empty() || !line.entries.back().value) return;
  for (std::size_t i = 0; i + 1 < line.entries.size(); ++i)
    if (line.entries[i].value) line.entries[i].ratio = ratio_of(*line.entries[i].value, *line.entries.back().value);
}

Line line_of(const Axis& axis, const std::vector<const Part*>& parts) {
  Line out{axis.name, axis.unit, false, {}};
  for (const Part* part : parts) {
    Entry entry;
    if (const Amount* amount = amount_on(axis, *part)) entry = {interval_of(*amount), {}, amount->source, amount->note, {}};
    else entry.note = fmt::format("no source gives `{}`", axis.facts.front());
    out.entries.push_back(std::move(entry));
  }
  set_ratios(out);
  return out;
}

Entry price_entry(const Part& part, const Market& market, Date day) {
  if (const Price* price = market.price(part.id, day))
    return {Interval{price->low, std::sqrt(price->low * price->high), price->high}, {}, price->source, fmt::format("from {}", price->from.to_string()), {}};
  if (const Amount* amount = part.find("price_usd")) return {interval_of(*amount), {}, amount->source, amount->note, {}};
  return {{}, {}, "", "no price is known for this day", {}};
}

Line price_line(const std::vector<const Part*>& parts, const Market& market, Date day) {
  Line out{"price", "USD", false, {}};
  for (const Part* part : parts) out.entries.push_back(price_entry(*part, market, day));
  set_ratios(out);
  return out;
}

const Figure* find(const std::optional<Modelled>& modelled, const std::string& what) {
  if (!modelled) return nullptr;
  for (const Figure& figure : modelled->figures)
    if (figure.what == what) return &figure;
  return nullptr;
}

std::string footing_text(const Figure& figure) {
  return figure.footing == Footing::Calibrated ? "calibrated on this generation" : "no measurement of this generation calibrates it; the interval is that of generations left out of the fit";
}

Line modelled_line(const std::string& what, const std::vector<std::optional<Modelled>>& all, const ConstantTable& table) {
  Line out{what, what == "prefill" ? "input tokens/s a chip" : what == "training" ? "tokens/s a chip" : "output tokens/s a chip", true, {}};
  for (const auto& modelled : all) {
    Entry entry;
    if (const Figure* figure = find(modelled, what)) entry = {figure->rate, {}, "docs/accuracy.md, family " + figure->family, footing_text(*figure), *figure};
    else entry.note = modelled && what == "training" ? modelled->training_reason : "not modelled";
    out.entries.push_back(std::move(entry));
  }
  const Entry& last = out.entries.back();
  for (Entry& entry : out.entries)
    if (&entry != &last && entry.figure && last.figure) entry.ratio = modelled_ratio(*entry.figure, *last.figure, table);
  return out;
}

// Watts of the board over what it serves: an upper end, since chips that wait for memory draw less.
Line energy_line(const std::vector<const Part*>& parts, const Line& serving) {
  Line out{"energy", "J an output token", true, {}};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Amount* watts = parts[i]->find("tdp_w");
    Entry entry;
    if (watts != nullptr && serving.entries[i].value) entry = {ratio_of(interval_of(*watts), *serving.entries[i].value), {}, watts->source, "at the power of the data sheet", {}};
    else entry.note = "power or throughput is not known";
    out.entries.push_back(std::move(entry));
  }
  for (std::size_t i = 0; i + 1 < parts.size(); ++i)
    if (out.entries[i].value && out.entries.back().value && serving.entries[i].ratio)
      out.entries[i].ratio = ratio_of(ratio_of(interval_of(*parts[i]->find("tdp_w")), interval_of(*parts.back()->find("tdp_w"))), *serving.entries[i].ratio);
  return out;
}

Line cost_line(const std::vector<const Part*>& parts, const Line& prices, const Line& serving, const CostBasis& basis) {
  Line out{"cost", "USD a million output tokens", true, {}};
  std::vector<std::optional<Interval>> hours;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Amount* watts = parts[i]->find("tdp_w");
    const bool is_known = prices.entries[i].value && watts != nullptr;
    hours.push_back(is_known ? std::optional(chip_hour(*prices.entries[i].value, interval_of(*watts).mid, basis)) : std::nullopt);
    Entry entry;
    if (hours[i] && serving.entries[i].value) entry = {per_million(*hours[i], *serving.entries[i].value), {}, "market/cost.tsv; " + prices.entries[i].source, "ownership over the years of market/cost.tsv", {}};
    else entry.note = "price, power or throughput is not known";
    out.entries.push_back(std::move(entry));
  }
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    if (!out.entries[i].value || !out.entries.back().value || !serving.entries[i].ratio) continue;
    // Years, use and electricity are the same for both chips, so only the prices and the throughputs move the ratio.
    CostBasis same = basis;
    for (CostParameter& one : same.parameters) one.value = {one.value.mid, one.value.mid, one.value.mid};
    const auto hour = [&](std::size_t k) { return chip_hour(*prices.entries[k].value, interval_of(*parts[k]->find("tdp_w")).mid, same); };
    out.entries[i].ratio = ratio_of(ratio_of(hour(i), hour(parts.size() - 1)), *serving.entries[i].ratio);
  }
  return out;
}

}  // namespace

Comparison compare(std::vector<const Part*> parts, const Workload& workload, const Market& market, Date day) {
  Comparison out{std::move(parts), &workload, day, {}, {}};
  for (const Axis& axis : axes()) out.lines.push_back(line_of(axis, out.parts));
  out.lines.push_back(price_line(out.parts, market, day));
  std::vector<std::optional<Modelled>> modelled;
  for (const Part* part : out.parts) {
    auto one = model_on(*part, workload, market.constants);
    if (!one) out.refusals.push_back(one.error());
    modelled.push_back(one ? std::optional(std::move(*one)) : std::nullopt);
  }
  for (const char* what : {"prefill", "decode", "serving", "training"}) out.lines.push_back(modelled_line(what, modelled, market.constants));
  const Line serving = out.lines[out.lines.size() - 2];
  const Line prices = out.lines[axes().size()];
  out.lines.push_back(energy_line(out.parts, serving));
  out.lines.push_back(cost_line(out.parts, prices, serving, market.cost));
  return out;
}

std::vector<Judgment> judge(const Claim& claim, const Comparison& comparison) {
  std::vector<Judgment> out;
  for (const Line& line : comparison.lines) {
    Judgment one{line.axis, line.is_modelled, line.entries.front().ratio, Standing::NotSupported};
    if (one.ratio) one.standing = judge(claim, *one.ratio);
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace lockgate::analysis
