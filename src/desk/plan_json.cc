#include "desk/plan_json.h"

#include <fmt/format.h>

#include "base/json.h"

namespace lockgate::desk {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const analysis::Rate& rate) { return {{"turns", rate.turns}, {"years", rate.years}, {"median", rate.median()}, {"low", rate.quantile(0.05)}, {"high", rate.quantile(0.95)}}; }

}  // namespace

Json to_json(const DemandFile& demand, const analysis::Plan& plan, const std::vector<analysis::Lack>& lacks) {
  const analysis::Solved& s = plan.solved;
  Json out = {{"title", demand.title}, {"unit", demand.unit}, {"money", demand.money}, {"now", analysis::to_string(demand.question.now)}};
  out["rates"] = {{"washington_closes", json_of(demand.washington.closing)}, {"washington_opens", json_of(demand.washington.opening)}, {"beijing_closes", json_of(demand.beijing.closing)}, {"beijing_opens", json_of(demand.beijing.opening)}};
  out["today"] = Json::array();
  for (std::size_t i = 0; i < s.today.size(); ++i) out["today"].push_back({{"supplier", demand.question.procurement.suppliers[i].name}, {"units", s.today[i]}, {"worth_of_one_more", s.cap_worth[i]}});
  out["expected"] = s.expected, out["cvar"] = s.cvar, out["objective"] = s.objective;
  out["shortage_share"] = s.shortage, out["shortage_chance"] = s.short_chance;
  out["waiting"] = plan.waiting, out["evpi"] = plan.evpi, out["vss"] = plan.vss, out["budget_worth"] = s.budget_worth;
  out["scenarios"] = plan.scenarios;
  out["regret"] = Json::array();
  for (const analysis::RegretRow& row : plan.regrets) out["regret"].push_back({{"plan", row.plan}, {"regret", row.regret}, {"worst", row.worst}});
  out["turnings"] = Json::array();
  for (const analysis::Turning& turning : plan.turnings) out["turnings"].push_back({{"hazard", turning.hazard}, {"now", turning.now}, {"changes_at", turning.changes_at ? Json(*turning.changes_at) : Json(nullptr)}, {"to", turning.to}});
  out["lacks"] = Json::array();
  for (const analysis::Lack& lack : lacks) out["lacks"].push_back({{"quarter", lack.quarter + 1}, {"demand", lack.demand}, {"lack", lack.lack}});
  out["certificate"] = {{"nodes", s.nodes}, {"columns", s.columns}, {"rows", s.rows}, {"cost", s.certificate.cost}, {"bound", s.certificate.bound}, {"gap", s.certificate.gap()}, {"violation", s.certificate.violation}, {"left_out", s.left_out}};
  return out;
}

Result<void> check_lacks(const DemandFile& demand, const std::vector<analysis::Lack>& lacks, const std::string& where) {
  if (!demand.must_meet || lacks.empty()) return {};
  const analysis::Lack& first = lacks.front();
  return tl::unexpected(Error{"LG0963", fmt::format("the demand of quarter {} cannot be met: {:.0f} are needed, and {:.0f} of them cannot run even with both keys open", first.quarter + 1, first.demand, first.lack), where,
                              "raise the capacity of a supplier, shorten its lead, or take `must_meet` away"});
}

}  // namespace lockgate::desk
