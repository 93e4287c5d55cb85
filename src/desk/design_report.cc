#include "desk/design_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <tuple>

namespace lockgate::desk {
namespace {

namespace fs = std::filesystem;

bool is_text(const std::string& basis) { return basis == "text" || basis == "announcement"; }

std::vector<DesignReport::Unsettled> unsettled_of(const Design& design, const analysis::Point& point) {
  const law::Law& law = design.desk().law();
  std::vector<DesignReport::Unsettled> out;
  for (const decide::RuleTrace& trace : design.desk().decider().trace(design.order_of(point), design.options())) {
    const law::Rule& rule = law.rules[static_cast<std::size_t>(trace.rule)];
    const bool holds = trace.effective == law::kTrue;
    if (is_text(rule.basis) || rule.reading != law::kNone) continue;
    const auto known = std::find_if(out.begin(), out.end(), [&](const auto& one) { return one.rule == rule.label; });
    if (known == out.end()) out.push_back({rule.basis, rule.label, rule.cites, rule.because, holds});
    else known->holds = known->holds || holds;
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return std::tie(a.basis, b.holds) < std::tie(b.basis, a.holds); });
  return out;
}

std::optional<DesignReport::Catalogue> catalogue_of(const Design& design, double best) {
  const auto sold = design.counterfactual();
  if (!sold) return std::nullopt;
  const analysis::Optimum optimum = sold->optimum();
  constexpr double kMore = 1 + 1e-9;
  if (!optimum.best || optimum.winner().value <= best * kMore) return std::nullopt;
  return DesignReport::Catalogue{optimum.winner().value, optimum.winner().point, sold->existing()};
}

std::vector<DesignReport::Reading> readings_of(const Design& design, const analysis::Point& point, double value) {
  std::vector<DesignReport::Reading> out;
  const law::Law& law = design.desk().law();
  for (std::size_t r = 0; r < law.readings.size(); ++r) {
    const auto other = design.under(static_cast<int>(r));
    if (!other) continue;
    const analysis::Optimum optimum = other->optimum();
    DesignReport::Reading reading{law.readings[r].name, law.readings[r].says, other->is_allowed(point), {}, 0};
    if (optimum.best) reading.best = optimum.winner().point, reading.value = optimum.winner().value;
    if (!reading.is_allowed || reading.value != value) out.push_back(std::move(reading));
  }
  return out;
}

// When the last rule of the overlay begins.
Date begin_of(const law::Law& law) {
  Date out = Date::earliest();
  for (const law::Rule& rule : law.rules)
    if (rule.origin.book != law::kNone && law.books[static_cast<std::size_t>(rule.origin.book)].is_overlay)
      for (const Span& span : rule.in_force) out = std::max(out, span.from);
  return out;
}

std::vector<std::string> rules_of_overlay(const law::Law& law, const trade::Determination& determination) {
  std::vector<std::string> out;
  for (const trade::Gate& gate : determination.gates)
    for (const trade::Reason& reason : gate.reasons) {
      const int rule = law.find_rule(reason.rule);
      const bool is_own = rule != law::kNone && law.books[static_cast<std::size_t>(law.rules[static_cast<std::size_t>(rule)].origin.book)].is_overlay;
      if (is_own && std::find(out.begin(), out.end(), reason.rule) == out.end()) out.push_back(reason.rule);
    }
  return out;
}

}  // namespace

std::vector<std::string> grounds_of(const trade::Determination& determination) {
  std::vector<std::string> out;
  for (const trade::Gate& gate : determination.gates) {
    const bool is_mild = gate.reasons.empty() || gate.outcome == "clear" || gate.outcome == "no_license_required" || gate.outcome == "not_applicable" || gate.outcome == "not_subject";
    if (is_mild) continue;
    out.push_back(fmt::format("{}: {} ({}: {})", gate.gate, gate.outcome, gate.reasons.front().rule, gate.reasons.front().because));
  }
  return out;
}

std::vector<DesignReport::Overlay> overlays_of(const Design& design, const analysis::Point& point, const Sources& sources) {
  std::vector<DesignReport::Overlay> out;
  std::vector<std::string> folders;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(fs::path(sources.data) / "rulebook" / "overlays", error))
    if (entry.is_directory()) folders.push_back(entry.path().string());
  std::sort(folders.begin(), folders.end());
  for (const std::string& folder : folders) {
    Sources with = sources;
    with.overlays.push_back(folder);
    Diagnostics diagnostics;
    const auto desk = Desk::open(with, diagnostics);
    if (desk == nullptr) continue;
    decide::Options options = design.options();
    options.as_of = std::max(options.as_of, begin_of(desk->law()));
    const trade::Order order = design.order_of(point);
    const trade::Determination before = design.desk().decide(order, options), after = desk->decide(order, options);
    out.push_back({fs::path(folder).filename().string(), options.as_of, design.accepts(order, options), after.verdict <= before.verdict && design.accepts(order, options), rules_of_overlay(desk->law(), after)});
  }
  return out;
}

DesignReport report_of(const Design& design) {
  DesignReport out;
  out.optimum = design.optimum();
  out.full_value = design.value_of(design.full());
  out.full = design.decided(design.full());
  const analysis::Oracle oracle = [&](const analysis::Point& point) { return design.is_allowed(point); };
  if (out.optimum.best) {
    const analysis::Candidate& winner = out.optimum.winner();
    out.best = design.decided(winner.point);
    out.margins = analysis::margins_of(design.set(), design.value(), design.units(), winner, oracle);
    for (const analysis::Margin& margin : out.margins) out.beyond.push_back(design.decided(margin.beyond));
    out.end = design.end_of(winner.point);
    out.unsettled = unsettled_of(design, winner.point);
    out.readings = readings_of(design, winner.point, winner.value);
  }
  out.lattice = design.lattice(out.optimum);
  if (out.lattice.best) out.lattice_best = design.decided(out.lattice.best->point);
  out.catalogue = catalogue_of(design, out.best ? out.optimum.winner().value : 0);
  return out;
}

}  // namespace lockgate::desk
