#include "desk/impact_json.h"

#include "base/json.h"
#include "desk/comparison_json.h"

namespace lockgate::desk {
namespace {

using Json = nlohmann::ordered_json;

Json stake_json(const analysis::Stake& stake) {
  return {{"kind", stake.units->kind}, {"year", stake.units->year}, {"units", to_json(stake.count.at)}, {"tpp", to_json(stake.tpp.at)}, {"revenue_usd", to_json(stake.revenue.at)}, {"source", stake.units->source}};
}

}  // namespace

std::vector<StakedChange> with_stakes(std::vector<ChipChange> changes, const Route& route, const analysis::Parts& parts, const analysis::Market& market, const analysis::Records& records, Date day) {
  std::vector<StakedChange> out;
  for (ChipChange& one : changes) {
    auto stakes = analysis::stakes_of(parts.find(one.part->id)->second, route.destination, market, records, day);
    out.push_back({std::move(one), std::move(stakes)});
  }
  return out;
}

std::string standing_of(const analysis::Reproduction& one) { return !one.computed ? "open" : one.is_within() ? "reproduced" : "off"; }

Json to_json(const std::vector<StakedChange>& changes) {
  Json out = Json::array();
  for (const auto& [change, stakes] : changes) {
    Json at_stake = Json::array();
    for (const analysis::Stake& stake : stakes) at_stake.push_back(stake_json(stake));
    out.push_back({{"chip", change.part->id}, {"change", change.word()}, {"before", to_string(change.before.verdict)}, {"after", to_string(change.after.verdict)}, {"at_stake", std::move(at_stake)}});
  }
  return out;
}

Json to_json(const std::vector<analysis::Reproduction>& all) {
  Json out = Json::array();
  for (const analysis::Reproduction& one : all)
    out.push_back({{"id", one.published.id}, {"what", one.published.what}, {"published", one.published.mid ? Json(*one.published.mid) : Json(nullptr)}, {"tolerance_percent", one.published.tolerance},
                   {"computed", one.computed ? to_json(*one.computed) : Json(nullptr)}, {"standing", standing_of(one)}, {"source", one.published.source}, {"note", one.published.note}});
  return out;
}

Json to_json(const std::vector<const analysis::Statement*>& statements) {
  Json out = Json::array();
  for (const analysis::Statement* one : statements)
    out.push_back({{"id", one->id}, {"date", one->date.to_string()}, {"product", one->product}, {"concept", one->concept_word}, {"low", one->low}, {"high", one->high}, {"period", one->period}, {"source", one->source}, {"what", one->what}});
  return out;
}

}  // namespace lockgate::desk
