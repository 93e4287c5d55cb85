// One verdict from many gates: a worse gate never gives a milder verdict, the order of gates never matters, and no fault
// ever yields `proceed`.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "decide/determine.h"
#include "random/completions.h"
#include "random/engine.h"
#include "trials.h"

namespace lockgate::properties {
namespace {

using decide::GateFinding;
using random::Engine;
using random::Reference;
using random::Situation;
using trade::Verdict;

std::string worse_gate_worse_verdict(const Case& tried) {
  const Engine engine(tried.model);
  const decide::World world = engine.world(tried.situation);
  random::Dice dice(tried.model.seed + 3);
  std::vector<GateFinding> findings(tried.model.gates.size());
  for (std::size_t g = 0; g < findings.size(); ++g) findings[g].outcome = dice.between(0, static_cast<int>(tried.model.gates[g].verdicts.size()) - 1);
  for (std::size_t g = 0; g < findings.size(); ++g)
    for (std::size_t worse = static_cast<std::size_t>(findings[g].outcome); worse < tried.model.gates[g].verdicts.size(); ++worse) {
      std::vector<GateFinding> raised = findings;
      raised[g].outcome = static_cast<int>(worse);
      if (decide::fold(world, raised) < decide::fold(world, findings)) return fmt::format("gate {} became worse and the verdict milder", g);
      raised[g].has_open_duty = true;
      if (decide::fold(world, raised) < Verdict::Conditions) return "an open duty and still `proceed`";
    }
  return "";
}

trade::Determination determine(const Engine& engine, const Case& tried) {
  trade::Order order;
  order.parties.resize(tried.situation.parties.size());
  for (trade::Party& party : order.parties) party.role = "end_user";
  decide::Options options;
  options.as_of = tried.situation.date;
  options.is_codified = tried.situation.is_codified;
  return decide::determine(engine.world(tried.situation), order, options);
}

std::string order_of_gates_never_matters(const Case& tried) {
  Case turned = tried;
  std::reverse(turned.model.gates.begin(), turned.model.gates.end());
  const Engine one(tried.model), two(turned.model);
  const trade::Determination a = determine(one, tried), b = determine(two, turned);
  if (a.verdict != b.verdict || a.between != b.between) return fmt::format("{} turned into {}", to_string(a.verdict), to_string(b.verdict));
  for (std::size_t g = 0; g < a.gates.size(); ++g)
    if (a.gates[g].outcome != b.gates[a.gates.size() - 1 - g].outcome) return "a gate's outcome depends on its place";
  return "";
}

// Two values for one define hold the order, and say so. With facts missing, a conflict that some of them bring about keeps the
// answer open.
std::string conflict_never_proceeds(const Case& tried) {
  Situation situation = tried.situation;
  random::close(tried.model, situation);
  bool any = false, all = true;
  const auto look = [&](const Situation& completed) {
    Reference reference(tried.model, completed);
    reference.gates();
    any |= reference.has_conflict();
    all &= reference.has_conflict();
  };
  if (!random::for_each_completion(tried.model, situation, 1000, look)) return "";
  const trade::Determination found = determine(Engine(tried.model), tried);
  if (any && found.verdict < Verdict::Hold) return fmt::format("a conflict in some completions and the verdict is {}", to_string(found.verdict));
  const bool is_known = random::gaps(tried.model, situation).empty();
  if (is_known && all && found.verdict < Verdict::Hold) return fmt::format("a conflict and the verdict is {}", to_string(found.verdict));
  if (is_known && all && found.faults.empty()) return "a conflict without a fault";
  if (!any && !found.faults.empty() && found.faults[0].rule != "") return "a fault without a conflict: " + found.faults[0].why;
  return "";
}

// A ratio whose divisor is zero.
std::string zero_divisor_never_proceeds(const Case& tried) {
  Case zeroed = tried;
  for (std::size_t f = 0; f < zeroed.model.facts.size(); ++f)
    if (zeroed.model.facts[f].is_divisor) zeroed.situation.line[f] = {random::Value{}, std::nullopt};
  const Engine engine(zeroed.model);
  const trade::Determination found = determine(engine, zeroed);
  return !found.faults.empty() && found.verdict < Verdict::Hold ? "a fault and the verdict " + std::string(to_string(found.verdict)) : "";
}

TEST(Fold, WorseGateWorseVerdict) { try_many("worse-gate", with_given(60), worse_gate_worse_verdict); }
TEST(Fold, OrderOfGatesNeverMatters) { try_many("gates", with_given(60, {false, 2}), order_of_gates_never_matters); }
TEST(Fold, ConflictNeverProceeds) { try_many("conflict", with_given(80, {true, 1}), conflict_never_proceeds); }
TEST(Fold, KnownConflictNeverProceeds) { try_many("known-conflict", with_given(100, {true, 1}), conflict_never_proceeds); }
TEST(Fold, ZeroDivisorNeverProceeds) { try_many("zero-divisor", with_given(70), zero_divisor_never_proceeds); }

}  // namespace
}  // namespace lockgate::properties
