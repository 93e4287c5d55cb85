// Learning a fact never turns one settled answer into another, the order in which law is written never matters, and only
// facts that matter are asked for.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "decide/phrase.h"
#include "random/completions.h"
#include "random/engine.h"
#include "trials.h"

namespace lockgate::properties {
namespace {

using random::Engine;
using random::Known;
using random::Said;
using random::Situation;

// One gap filled, as its range allows.
Situation learn_something(const Case& tried) {
  Situation out = tried.situation;
  random::close(tried.model, out);
  random::Dice dice(tried.model.seed + 1);
  const std::vector<random::Gap> open = random::gaps(tried.model, out);
  if (open.empty()) return out;
  const random::Gap gap = dice.pick(open);
  Known& known = (gap.party == law::kNone ? out.line : out.parties[static_cast<std::size_t>(gap.party)])[static_cast<std::size_t>(gap.fact)];
  random::Value value = random::any_value(tried.model, static_cast<std::size_t>(gap.fact), dice);
  if (known.range) value.number = known.range->first;
  known = {value, std::nullopt};
  return out;
}

std::string learning_only_narrows(const Case& tried) {
  const Engine engine(tried.model);
  const decide::Diagram before = engine.diagram(engine.world(tried.situation));
  const decide::Diagram after = engine.diagram(engine.world(learn_something(tried)));
  if (!before.is_exact() || !after.is_exact()) return "";
  const auto wide = engine.possible(before);
  const auto narrow = engine.possible(after);
  const bool is_within = std::includes(wide.begin(), wide.end(), narrow.begin(), narrow.end());
  return is_within && !narrow.empty() ? "" : fmt::format("{} answers were possible; of {} after learning a fact, some are new", wide.size(), narrow.size());
}

// The names of the facts a diagram asks for.
std::set<std::string> needed(const Engine& engine, const decide::World& world, const decide::Diagram& diagram) {
  std::map<std::vector<Said>, int> views;
  const auto view = [&](const decide::Leaf& leaf) { return views.try_emplace(engine.said(leaf), static_cast<int>(views.size())).first->second; };
  std::set<std::string> out;
  for (const decide::Choice& choice : diagram.support(view)) {
    const law::Variable& variable = world.program().variables[static_cast<std::size_t>(choice.variable)];
    const std::string name = variable.fact == law::kNone ? fmt::format("form {}", variable.form) : engine.law().facts[static_cast<std::size_t>(variable.fact)].name;
    out.insert(choice.subject.scope == law::Scope::Party ? fmt::format("{} of party {}", name, choice.subject.index + 1) : name);
  }
  return out;
}

std::string order_never_matters(const Case& tried) {
  random::Dice dice(tried.model.seed + 2);
  const Engine straight(tried.model), shuffled(tried.model, &dice);
  const decide::World one = straight.world(tried.situation), two = shuffled.world(tried.situation);
  const decide::Diagram first = straight.diagram(one), second = shuffled.diagram(two);
  if (!first.is_exact() || !second.is_exact()) return "";
  if (straight.possible(first) != shuffled.possible(second)) return "another order of the entries gives other answers:\n" + shuffled.text().book;
  return "";
}

// For each fact, two completions that differ in it alone and in the answer.
std::optional<std::set<std::string>> that_matter(const Case& tried) {
  Situation situation = tried.situation;
  random::close(tried.model, situation);
  const std::vector<random::Gap> open = random::gaps(tried.model, situation);
  std::map<std::vector<std::string>, std::vector<Said>> answers;
  bool has_conflict = false;
  const auto add = [&](const Situation& completed) {
    std::vector<std::string> key;
    for (const random::Gap& gap : open) {
      const random::Value& v = *(gap.party == law::kNone ? completed.line : completed.parties[static_cast<std::size_t>(gap.party)])[static_cast<std::size_t>(gap.fact)].value;
      key.push_back(fmt::format("{} {:.3f} {} {}", v.flag, v.number.approximate(), v.text, v.words));
    }
    random::Reference reference(tried.model, completed);
    answers[key] = reference.gates();
    has_conflict |= reference.has_conflict();
  };
  if (!random::for_each_completion(tried.model, situation, 1500, add) || has_conflict) return std::nullopt;
  std::set<std::string> out;
  for (std::size_t g = 0; g < open.size(); ++g) {
    std::map<std::vector<std::string>, std::vector<Said>> seen;
    const random::Fact& fact = tried.model.facts[static_cast<std::size_t>(open[g].fact)];
    for (const auto& [key, answer] : answers) {
      std::vector<std::string> others = key;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(g));
      if (seen.try_emplace(others, answer).first->second != answer) out.insert(fact.is_party() ? fmt::format("{} of party {}", fact.name, open[g].party + 1) : fact.name);
    }
  }
  return out;
}

std::string asks_for_what_matters(const Case& tried) {
  const auto wanted = that_matter(tried);
  if (!wanted) return "";
  const Engine engine(tried.model);
  const decide::World world = engine.world(tried.situation);
  const decide::Diagram diagram = engine.diagram(world);
  if (!diagram.is_exact()) return "";
  const std::set<std::string> found = needed(engine, world, diagram);
  return found == *wanted ? "" : fmt::format("asked for: {}\nthat matter: {}", fmt::join(found, ", "), fmt::join(*wanted, ", "));
}

TEST(Knowledge, LearningOnlyNarrows) { try_many("learning", with_given(50), learning_only_narrows); }
TEST(Knowledge, LearningOnlyNarrowsTiedNumbers) { try_many("learning-tied", with_given(50, {false, 3}), learning_only_narrows); }
TEST(Knowledge, OrderNeverMatters) { try_many("order", with_given(60, {false, 2}), order_never_matters); }
TEST(Knowledge, AsksForWhatMatters) { try_many("asks", with_given(55, {false, 0}), asks_for_what_matters); }

}  // namespace
}  // namespace lockgate::properties
