#include "desk/comparison_json.h"

#include "base/json.h"

namespace lockgate::desk {
namespace {

using analysis::Interval;
using Json = nlohmann::ordered_json;

Json or_null(const std::optional<Interval>& interval) { return interval ? to_json(*interval) : Json(nullptr); }

Json entry_json(const analysis::Entry& entry, const std::string& chip) {
  Json out = {{"chip", chip}, {"value", or_null(entry.value)}, {"ratio", or_null(entry.ratio)}, {"source", entry.source}, {"note", entry.note}};
  if (!entry.figure) return out;
  out.update(to_json(entry.figure->estimate));
  out["calibrated"] = entry.figure->footing == analysis::Footing::Calibrated;
  return out;
}

Json claim_json(const analysis::Claim& claim, const analysis::Comparison& comparison) {
  Json axes = Json::array();
  for (const analysis::Judgment& one : analysis::judge(claim, comparison))
    axes.push_back({{"axis", one.axis}, {"ratio", or_null(one.ratio)}, {"standing", one.ratio ? Json(analysis::to_string(one.standing)) : Json(nullptr)}});
  return {{"text", claim.text}, {"claimed_ratio", claim.ratio()}, {"axes", std::move(axes)}};
}

}  // namespace

Json to_json(const Interval& interval) { return {{"low", interval.low}, {"mid", interval.mid}, {"high", interval.high}}; }

Json to_json(const analysis::Estimate& estimate) {
  Json terms = Json::object();
  for (std::size_t i = 0; i < analysis::kTerms; ++i) terms[std::string(analysis::to_string(static_cast<analysis::TimeTerm>(i)))] = estimate.seconds[i];
  return {{"seconds_a_token", std::move(terms)}, {"bound_by", analysis::resource_of(estimate.binding())}};
}

Json to_json(const analysis::Comparison& comparison, const std::optional<analysis::Claim>& claim) {
  Json out = {{"workload", comparison.workload->id}, {"on", comparison.day.to_string()}, {"chips", Json::array()}, {"axes", Json::array()}};
  for (const auto* part : comparison.parts) out["chips"].push_back(part->id);
  for (const analysis::Line& line : comparison.lines) {
    Json entries = Json::array();
    for (std::size_t i = 0; i < line.entries.size(); ++i) entries.push_back(entry_json(line.entries[i], comparison.parts[i]->id));
    out["axes"].push_back({{"axis", line.axis}, {"unit", line.unit}, {"modelled", line.is_modelled}, {"chips", std::move(entries)}});
  }
  if (claim) out["claim"] = claim_json(*claim, comparison);
  return out;
}

Json to_json(const analysis::Cluster& cluster) {
  Json out = {{"chips", to_json(cluster.chips)}, {"memory_floor", cluster.memory_floor}, {"cost_usd", or_null(cluster.cost)}, {"power_mw", or_null(cluster.power)}, {"calibrated", cluster.is_calibrated}};
  out.update(to_json(cluster.estimate));
  return out;
}

}  // namespace lockgate::desk
