#include "desk/analyst.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "analysis/highs.h"
#include "analysis/plan.h"
#include "base/text.h"
#include "desk/comparison_json.h"
#include "desk/demand_file.h"
#include "desk/design_json.h"
#include "desk/impact_json.h"
#include "desk/order_text.h"
#include "desk/plan_json.h"

namespace lockgate::desk {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kMost = 1e18;

tl::unexpected<Error> broken(const Diagnostics& diagnostics, const std::string& folder) {
  for (const Diagnostic& one : diagnostics.list())
    if (one.severity == Severity::Error) return tl::unexpected(Error{one.code, one.message, folder, one.help});
  return tl::unexpected(Error{"LG0924", "the market data cannot be used", folder, "take the folder `market` from the release"});
}

// A question that is wrong is said before an answer is looked for.
template <class Work>
Result<Json> once_read(const QuestionJson& question, Work work) {
  if (const auto read = question.finish(); !read) return tl::unexpected(read.error());
  return work();
}

Result<analysis::Workload> workload_of(QuestionJson& question, const analysis::Market& market) {
  const auto known = market.workload(question.word("workload", "llama-70b-chat"));
  const std::string weights = question.word("weights", "");
  const double count = question.number("count", 0, 1, 100'000);
  if (!known) return tl::unexpected(known.error());
  analysis::Workload out = **known;
  if (count >= 1) out.chips = static_cast<int>(count);
  if (weights == "fp4") out.weights = analysis::Format::Bits4;
  else if (weights == "fp8") out.weights = analysis::Format::Bits8;
  else if (weights == "bf16") out.weights = analysis::Format::Bits16;
  else if (!weights.empty()) return fail("LG0931", fmt::format("`weights`: expected fp4, fp8 or bf16, found `{}`", excerpt(weights)), "");
  return out;
}

std::optional<analysis::Interval> price_of(const analysis::Market& market, const std::string& chip, Date day) {
  const analysis::Price* price = market.price(chip, day);
  return price == nullptr ? std::nullopt : std::optional(analysis::Interval{price->low, std::sqrt(price->low * price->high), price->high});
}

std::string text_in(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

decide::Options options_on(Date day) {
  decide::Options out;
  out.as_of = day;
  return out;
}

}  // namespace

Result<Analyst> Analyst::open(std::shared_ptr<const Desk> desk, const Sources& sources) {
  Analyst out;
  Diagnostics diagnostics;
  out.sources_ = sources;
  out.desk_ = std::move(desk);
  out.market_ = open_market(sources.data, diagnostics);
  out.records_ = analysis::Records::load(sources.data + "/market", diagnostics);
  if (out.market_ == nullptr || out.records_ == nullptr) return broken(diagnostics, sources.data + "/market");
  out.parts_ = std::make_shared<const analysis::Parts>(all_parts(out.desk_->catalogue(), *out.market_));
  return out;
}

Result<Json> Analyst::answer(const std::string& what, const std::string& text) const {
  auto question = QuestionJson::parse(text);
  if (!question) return tl::unexpected(question.error());
  if (what == "compare") return compare(*question);
  if (what == "claim") return claim(*question);
  if (what == "cluster") return cluster(*question);
  if (what == "design") return design(*question);
  if (what == "plan") return plan(*question);
  if (what == "impact") return impact(*question);
  return fail("LG0930", fmt::format("there is no analysis `{}`", excerpt(what)), "compare, claim, cluster, design, plan or impact");
}

Result<Analyst::Parts> Analyst::parts_of(const std::vector<std::string>& names) const {
  constexpr std::size_t kMostChips = 50;
  if (names.empty()) return fail("LG0903", "no chip is named", "name one or more chips, by id or name");
  if (names.size() > kMostChips) return fail("LG0931", fmt::format("`chips`: expected at most {} chips, found {}", kMostChips, names.size()), "");
  Parts out;
  for (const std::string& name : names) {
    const auto part = desk_->catalogue().look_up(name);
    if (!part) return tl::unexpected(part.error());
    out.push_back(&parts_->find((*part)->id)->second);
  }
  return out;
}

Result<Json> Analyst::compared(QuestionJson& question, const Result<Parts>& parts, const std::optional<analysis::Claim>& claim) const {
  const auto workload = workload_of(question, *market_);
  const Date day = question.needed_day("on");
  return once_read(question, [&]() -> Result<Json> {
    if (!parts) return tl::unexpected(parts.error());
    if (!workload) return tl::unexpected(workload.error());
    const analysis::Comparison comparison = analysis::compare(*parts, *workload, *market_, day);
    Json out = to_json(comparison, claim);
    out["refusals"] = Json::array();
    for (const Error& refusal : comparison.refusals) out["refusals"].push_back({{"code", refusal.code}, {"says", refusal.message}, {"fix", refusal.fix}});
    return out;
  });
}

Result<Json> Analyst::compare(QuestionJson& question) const { return compared(question, parts_of(question.words("chips")), std::nullopt); }

Result<Json> Analyst::claim(QuestionJson& question) const {
  const auto read = analysis::parse_claim(question.word("claim", ""));
  const Result<Parts> parts = read ? parts_of({read->subject, read->object}) : Result<Parts>(tl::unexpected(read.error()));
  return compared(question, parts, read ? std::optional(*read) : std::nullopt);
}

Result<Json> Analyst::cluster(QuestionJson& question) const {
  const auto parts = parts_of(question.words("chips"));
  const analysis::Run run{question.number("parameters", 0, 0, kMost), question.number("tokens", 0, 0, kMost), question.number("days", 0, 0, 1e6)};
  const double overhead = question.number("overhead", market_->cost["server_overhead_usd"].mid, 0, kMost);
  const Date day = question.needed_day("on");
  return once_read(question, [&]() -> Result<Json> {
    if (!parts) return tl::unexpected(parts.error());
    if (run.parameters <= 0 || run.tokens <= 0 || run.days <= 0) return fail("LG0910", "a run to train needs parameters, tokens and days, all above zero", "`\"parameters\": 405e9, \"tokens\": 15.6e12, \"days\": 78`");
    Json out = {{"parameters", run.parameters}, {"tokens", run.tokens}, {"days", run.days}, {"overhead_usd", overhead}, {"on", day.to_string()}, {"clusters", Json::array()}};
    for (const analysis::Part* part : *parts) {
      const auto one = analysis::cluster_for(*part, run, price_of(*market_, part->id, day), overhead, *market_);
      if (!one) return tl::unexpected(one.error());
      Json json = to_json(*one);
      json["chip"] = part->id;
      out["clusters"].push_back(std::move(json));
    }
    return out;
  });
}

Result<Json> Analyst::design(QuestionJson& question) const {
  DesignQuestion asked;
  asked.base = question.needed_word("base");
  asked.destination = question.needed_word("to");
  asked.origin = question.word("from", "");
  asked.job = question.word("value", "training");
  asked.gates = question.words("gates");
  const auto accepted = parse_accepted(question.word("verdict", "conditions"));
  const std::vector<std::string> facts = question.words("facts");
  const Json like = question.any("order");
  const bool has_overlays = question.flag("overlays");
  const Date day = question.needed_day("on");
  return once_read(question, [&]() -> Result<Json> {
    if (!accepted) return tl::unexpected(accepted.error());
    asked.accepted = *accepted;
    for (const std::string& place : {asked.destination, asked.origin})
      if (const auto code = place_code(place); !place.empty() && (!code || !is_known_place(*code))) return fail("LG0959", fmt::format("`{}` is no country code", excerpt(place)), "two capital letters of ISO 3166-1, as in orders");
    for (const std::string& text : facts) {
      auto fact = parse_item_fact(desk_->law(), text);
      if (!fact) return tl::unexpected(fact.error());
      asked.facts.push_back(std::move(*fact));
    }
    auto order = order_of(*desk_, like.is_null() ? text_in(sources_.data + "/examples/design-order.json") : like.dump());
    if (!order) return tl::unexpected(order.error());
    asked.like = std::move(*order);
    Diagnostics diagnostics;
    const DesignData data = DesignData::load(sources_.data, diagnostics);
    if (diagnostics.has_errors()) return broken(diagnostics, sources_.data + "/market/design");
    const auto made = Design::open(desk_, data, asked, options_on(day));
    if (!made) return tl::unexpected(made.error());
    DesignReport report = report_of(*made);
    if (has_overlays && report.best) report.overlays = overlays_of(*made, report.best->point, sources_);
    return to_json(*made, report);
  });
}

Result<Json> Analyst::plan(QuestionJson& question) const {
  const std::string text = question.needed_word("demand");
  return once_read(question, [&]() -> Result<Json> {
    const auto demand = parse_demand(text, "demand", sources_.data);
    if (!demand) return tl::unexpected(demand.error());
    const auto solver = analysis::open_highs(find_highs(sources_.data));
    if (!solver) return tl::unexpected(solver.error());
    const auto lacks = analysis::lacks(demand->question, **solver);
    if (!lacks) return tl::unexpected(lacks.error());
    if (const auto can = check_lacks(*demand, *lacks, "demand"); !can) return tl::unexpected(can.error());
    const auto plan = analysis::plan(demand->question, **solver);
    if (!plan) return tl::unexpected(plan.error());
    return to_json(*demand, *plan, *lacks);
  });
}

Result<Json> Analyst::impact(QuestionJson& question) const {
  if (question.has("published")) {
    (void)question.flag("published");
    return once_read(question, [&]() -> Result<Json> {
      const auto all = analysis::reproduce(*market_, *records_, *parts_);
      if (!all) return tl::unexpected(all.error());
      return Json{{"published", to_json(*all)}};
    });
  }
  if (!question.has("amount")) return impact_of_change(question);
  const double amount = question.number("amount", 0, 0, 1e6);
  return once_read(question, [&]() -> Result<Json> { return Json{{"amount_bn", amount}, {"statements", to_json(records_->about(amount))}}; });
}

std::vector<std::string> Analyst::overlays() const {
  std::vector<std::string> out;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(sources_.data) / "rulebook" / "overlays", error))
    if (entry.is_directory(error)) out.push_back(entry.path().filename().string());
  std::sort(out.begin(), out.end());
  return out;
}

Json Analyst::choices() const {
  Diagnostics diagnostics;
  Json out = {{"workloads", Json::array()}, {"jobs", DesignData::load(sources_.data, diagnostics).jobs()}, {"overlays", overlays()}, {"demand", text_in(sources_.data + "/examples/demand.toml")}};
  for (const analysis::Workload& one : market_->workloads) out["workloads"].push_back({{"id", one.id}, {"model", one.model->id}, {"chips", one.chips}, {"input", one.input}, {"output", one.output}, {"what", one.what}});
  return out;
}

// An overlay by the name of its folder, so that nobody who asks names a path.
Result<std::shared_ptr<const Desk>> Analyst::with_overlay(const std::string& name) const {
  const std::vector<std::string> names = overlays();
  if (std::find(names.begin(), names.end(), name) == names.end()) return fail("LG0931", fmt::format("`overlay`: there is no overlay `{}`", excerpt(name)), fmt::format("{}", fmt::join(names, ", ")));
  Sources sources = sources_;
  sources.overlays.push_back(sources.data + "/rulebook/overlays/" + name);
  Diagnostics diagnostics;
  std::shared_ptr<const Desk> out = Desk::open(sources, diagnostics);
  if (out == nullptr) return broken(diagnostics, sources.overlays.back());
  return out;
}

Result<Json> Analyst::impact_of_change(QuestionJson& question) const {
  const Route route{question.word("from", ""), question.word("to", ""), question.word("end_use", "commercial_ai")};
  const std::string rule = question.word("rule", ""), overlay = question.word("overlay", "");
  std::optional<Date> before = question.day("before"), after = question.day("after");
  if (!overlay.empty()) before = after = question.needed_day("on");
  return once_read(question, [&]() -> Result<Json> {
    if (route.origin.empty() || route.destination.empty()) return fail("LG0906", "what the law does to a chip depends on the route", "name it with `from` and `to`");
    if (!rule.empty()) {
      const auto around = days_around(desk_->law(), rule);
      if (!around) return tl::unexpected(around.error());
      before = around->first, after = around->second;
    }
    if (!before || !after) return fail("LG0907", "two days are expected, the one before and the one after", "`before` and `after`, or `rule`, or `overlay` and `on`");
    auto changed = overlay.empty() ? Result<std::shared_ptr<const Desk>>(desk_) : with_overlay(overlay);
    if (!changed) return tl::unexpected(changed.error());
    auto chips = changes_between(*desk_, options_on(*before), **changed, options_on(*after), route);
    if (!chips) return tl::unexpected(chips.error());
    Json out = {{"from", route.origin}, {"to", route.destination}, {"end_use", route.end_use}, {"before", before->to_string()}, {"after", after->to_string()}, {"overlay", overlay.empty() ? Json(nullptr) : Json(overlay)}};
    out["chips"] = to_json(with_stakes(std::move(*chips), route, *parts_, *market_, *records_, *after));
    return out;
  });
}

}  // namespace lockgate::desk
