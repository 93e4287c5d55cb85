#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "analysis/highs.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/plan_page.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Arguments {
  std::string path, library;
  std::string format = "table";
};

Json json_of(const analysis::Rate& rate) { return {{"turns", rate.turns}, {"years", rate.years}, {"median", rate.median()}, {"low", rate.quantile(0.05)}, {"high", rate.quantile(0.95)}}; }

Json json_of(const desk::DemandFile& demand, const analysis::Plan& plan, const std::vector<analysis::Lack>& lacks) {
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

void run_plan(Session& session, const Arguments& given) {
  const std::string data = session.data();
  if (data.empty()) return;
  const auto demand = desk::read_demand(given.path, data);
  if (!demand) return session.refuse(demand.error());
  const auto solver = analysis::open_highs(given.library.empty() ? desk::find_highs(data) : given.library);
  if (!solver) return session.refuse(solver.error());
  const auto lacks = analysis::lacks(demand->question, **solver);
  if (!lacks) return session.refuse(lacks.error());
  if (demand->must_meet && !lacks->empty())
    return session.refuse({"LG0963", fmt::format("the demand of quarter {} cannot be met: {:.0f} are needed, and {:.0f} of them cannot run even with both keys open", lacks->front().quarter + 1, lacks->front().demand, lacks->front().lack), given.path,
                           "raise the capacity of a supplier, shorten its lead, or take `must_meet` away"});
  const auto plan = analysis::plan(demand->question, **solver);
  if (!plan) return session.refuse(plan.error());
  if (given.format == "json") return session.out().write(json_of(*demand, *plan, *lacks).dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  const Page page = page_of(*demand, *plan, *lacks);
  given.format == "md" ? page.write_markdown(session.out()) : page.write_text(session.out());
}

}  // namespace

Action declare_plan(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "DEMAND", given->path, " ", "what is needed and who could deliver: a TOML file, such as examples/demand.toml")->required();
  add_text(app, "--solver", given->library, "FILE", "libhighs.so; default that of the package highsbox in .venv");
  add_choice(app, "--format", given->format, {"table", "json", "md"}, "how to write it");
  return [given](Session& session) { run_plan(session, *given); };
}

}  // namespace lockgate::cli
