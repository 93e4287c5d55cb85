// Whole orders: an item of several chips is as bad as its worst chip, the short answer is the long one, and what is left out of
// an order only widens the answer.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "random/completions.h"
#include "random/engine.h"
#include "trials.h"

namespace lockgate::properties {
namespace {

using random::Engine;
using random::Facts;
using random::Situation;
using trade::Order;

// The situation's line is the first chip; the second has its own facts of items.
std::vector<Facts> chips_of(const Case& tried) {
  random::Dice dice(tried.model.seed + 4);
  Facts second = tried.situation.line;
  const Situation other = random::situate(tried.model, dice, 100);
  for (std::size_t f = 0; f < second.size(); ++f)
    if (tried.model.facts[f].dimension == law::Dimension::Item) second[f] = other.line[f];
  return {tried.situation.line, second};
}

Order order_of(const Case& tried, const std::vector<Facts>& chips, std::size_t left_out) {
  Order out;
  const auto give = [&](std::size_t f, const Facts& facts, std::string_view prefix, std::vector<trade::Given>& to) {
    const random::Fact& fact = tried.model.facts[f];
    if (f != left_out && !facts[f].is_missing()) to.push_back({fact.name.substr(prefix.size()), random::order_value(fact, facts[f])});
  };
  for (const Facts& facts : chips) {
    trade::Item item;
    for (std::size_t f = 0; f < facts.size(); ++f)
      if (tried.model.facts[f].dimension == law::Dimension::Item) give(f, facts, "item.", item.facts);
    out.item.contains.push_back({std::make_shared<const trade::Item>(std::move(item)), 1});
  }
  for (std::size_t f = 0; f < chips[0].size(); ++f)
    if (tried.model.facts[f].dimension == law::Dimension::Order) give(f, chips[0], "", out.facts);
  return out;
}

decide::Options options_of(const Case& tried) {
  decide::Options out;
  out.as_of = tried.situation.date;
  out.is_codified = tried.situation.is_codified;
  return out;
}

// By gate, the worst rank over the chips.
std::vector<std::size_t> by_reference(const Case& tried, const std::vector<Facts>& chips) {
  std::vector<std::size_t> out(tried.model.gates.size(), 0);
  for (const Facts& facts : chips) {
    Situation situation = tried.situation;
    situation.line = facts;
    random::close(tried.model, situation);
    random::Reference reference(tried.model, situation);
    const std::vector<random::Said> said = reference.gates();
    for (std::size_t g = 0; g < out.size(); ++g) out[g] = std::max(out[g], said[g].outcome);
  }
  return out;
}

std::string briefly_the_same(const decide::Decider& decider, const Order& order, const Case& tried, const trade::Determination& full) {
  const decide::Brief brief = decider.brief(decider.bind(order), options_of(tried));
  if (brief.verdict != full.verdict) return fmt::format("in brief {}, in full {}", to_string(brief.verdict), to_string(full.verdict));
  for (std::size_t g = 0; g < full.gates.size(); ++g) {
    const std::string word = brief.outcomes[g] == law::kNone ? "hold" : decider.law().gates[g].outcomes[static_cast<std::size_t>(brief.outcomes[g])].word;
    if (word != full.gates[g].outcome) return fmt::format("gate {}: in brief {}, in full {}", g, word, full.gates[g].outcome);
  }
  return "";
}

std::string worst_chip_counts(const Case& tried) {
  const std::vector<Facts> chips = chips_of(tried);
  const auto is_whole = [&](const Facts& facts) {
    Situation situation = tried.situation;
    situation.line = facts;
    random::close(tried.model, situation);
    return random::gaps(tried.model, situation).empty();
  };
  if (!is_whole(chips[0]) || !is_whole(chips[1])) return "";
  const Engine engine(tried.model);
  const Order order = order_of(tried, chips, SIZE_MAX);
  const trade::Determination found = engine.decider().decide(order, options_of(tried));
  const std::vector<std::size_t> wanted = by_reference(tried, chips);
  for (std::size_t g = 0; g < wanted.size(); ++g)
    if (found.gates[g].outcome != engine.law().gates[g].outcomes[wanted[g]].word) return fmt::format("gate {} says {}", g, found.gates[g].outcome);
  return briefly_the_same(engine.decider(), order, tried, found);
}

std::string brief_is_full(const Case& tried) {
  const Engine engine(tried.model);
  const Order order = order_of(tried, chips_of(tried), SIZE_MAX);
  return briefly_the_same(engine.decider(), order, tried, engine.decider().decide(order, options_of(tried)));
}

bool is_among(const trade::Gate& wide, const std::string& outcome) {
  return wide.outcome == outcome || std::find(wide.possible.begin(), wide.possible.end(), outcome) != wide.possible.end();
}

std::string leaving_out_only_widens(const Case& tried) {
  const Engine engine(tried.model);
  const std::vector<Facts> chips = chips_of(tried);
  const Order whole = order_of(tried, chips, SIZE_MAX);
  const trade::Determination narrow = engine.decider().decide(whole, options_of(tried));
  for (std::size_t f = 0; f < tried.model.facts.size(); ++f) {
    if (tried.model.facts[f].closed || tried.model.facts[f].derived) continue;
    const Order order = order_of(tried, chips, f);
    const trade::Determination wide = engine.decider().decide(order, options_of(tried));
    if (std::string problem = briefly_the_same(engine.decider(), order, tried, wide); !problem.empty()) return problem;
    for (std::size_t g = 0; g < wide.gates.size(); ++g) {
      const std::vector<std::string> now = narrow.gates[g].possible.empty() ? std::vector{narrow.gates[g].outcome} : narrow.gates[g].possible;
      for (const std::string& outcome : now)
        if (!is_among(wide.gates[g], outcome)) return fmt::format("without {} gate {} cannot say {}, with it it does", tried.model.facts[f].name, g, outcome);
    }
    const auto [mildest, worst] = wide.between.value_or(std::pair{wide.verdict, wide.verdict});
    const auto [now_mildest, now_worst] = narrow.between.value_or(std::pair{narrow.verdict, narrow.verdict});
    if (now_mildest < mildest || now_worst > worst) return fmt::format("without {} the verdict lies between others", tried.model.facts[f].name);
  }
  return "";
}

// Whole numbers given as ranges without one, and zero divisors: nonsense is decided, or held, but never breaks the engine.
std::string survives_nonsense(const Case& tried) {
  Case odd = tried;
  random::Dice dice(tried.model.seed + 5);
  for (std::size_t f = 0; f < odd.model.facts.size(); ++f) {
    random::Known& known = odd.situation.line[f];
    const auto base = random::Rational(dice.between(0, 5), 1);
    if (odd.model.facts[f].type == law::Type::Integer && dice.chance(60)) known = {std::nullopt, {{base + random::Rational(1, 5), base + random::Rational(4, 5)}}};
    if (odd.model.facts[f].is_divisor && dice.chance(50)) known = {random::Value{}, std::nullopt};
  }
  const Engine engine(odd.model);
  const Order order = order_of(odd, {odd.situation.line}, SIZE_MAX);
  const trade::Determination found = engine.decider().decide(order, options_of(odd));
  return briefly_the_same(engine.decider(), order, odd, found);
}

TEST(Orders, SurvivesNonsense) { try_many("nonsense", with_given(60, {false, 3, false}), survives_nonsense); }
TEST(Orders, WorstChipCounts) { try_many("chips", with_given(100, {false, 2, false}), worst_chip_counts); }
TEST(Orders, LeavingOutOnlyWidens) { try_many("left-out", with_given(80, {false, 2, false}), leaving_out_only_widens); }
TEST(Orders, BriefIsFullUnderConflict) { try_many("brief-conflict", with_given(85, {true, 1, false}), brief_is_full); }

}  // namespace
}  // namespace lockgate::properties
