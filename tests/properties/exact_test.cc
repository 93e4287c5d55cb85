// Under missing facts the engine says exactly what the completions say (docs/law-language.md, section 7).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "random/completions.h"
#include "random/engine.h"
#include "trials.h"

namespace lockgate::properties {
namespace {

using random::Engine;
using random::Reference;
using random::Said;
using random::Situation;
using Answers = std::set<std::vector<Said>>;

constexpr std::size_t kMaxCompletions = 3000;

std::string words(const Answers& answers) {
  std::string out;
  for (const std::vector<Said>& gates : answers) {
    out += "{";
    for (const Said& said : gates) out += fmt::format(" {}[{}]", said.outcome, fmt::join(said.asked, ","));
    out += " } ";
  }
  return out.empty() ? "nothing" : out;
}

// nullopt: too many completions to try, or (while shrinking) a law that is at fault.
std::optional<Answers> by_completion(const random::Model& model, Situation situation) {
  Answers out;
  random::close(model, situation);
  bool has_conflict = false;
  const auto add = [&](const Situation& completed) {
    Reference reference(model, completed);
    out.insert(reference.gates());
    has_conflict |= reference.has_conflict();
  };
  const bool is_whole = random::for_each_completion(model, situation, kMaxCompletions, add);
  return is_whole && !has_conflict ? std::optional(out) : std::nullopt;
}

std::string says_what_completions_say(const Case& tried) {
  const auto wanted = by_completion(tried.model, tried.situation);
  if (!wanted) return "";
  const Engine engine(tried.model);
  const decide::Diagram diagram = engine.diagram(engine.world(tried.situation));
  if (!diagram.is_exact()) return "";
  const Answers found = engine.possible(diagram);
  return found == *wanted ? "" : fmt::format("engine: {}\ncompletions: {}", words(found), words(*wanted));
}

// Every truth the three-valued evaluation settles is the truth in every completion.
std::string settles_only_what_is_so(const Case& tried) {
  Situation situation = tried.situation;
  random::close(tried.model, situation);
  const Engine engine(tried.model);
  const decide::World world = engine.world(situation);
  std::string problem;
  const auto compare = [&](const Situation& completed) {
    Reference reference(tried.model, completed);
    for (const law::RuleNodes& nodes : world.program().rules) {
      const bool is_party = nodes.scope == law::Scope::Party;
      for (std::size_t p = 0; p < (is_party ? world.parties().size() : 1); ++p) {
        const auto truth = (is_party ? world.parties()[p].values : world.instances()[0].values)[nodes.effective];
        const std::string& label = world.program().law->rules[static_cast<std::size_t>(nodes.rule)].label;
        const bool effective = reference.effective(std::stoul(label.substr(3)), is_party ? static_cast<int>(p) : law::kNone);
        if ((truth & (effective ? 1 : 2)) == 0) problem = fmt::format("{} is settled as {} but is {} in a completion", label, truth == law::kTrue, effective);
      }
    }
  };
  random::for_each_completion(tried.model, situation, 500, compare);
  return problem;
}

TEST(Exact, KnownFacts) { try_many("known", with_given(100, {false, 3}), says_what_completions_say); }
TEST(Exact, FewMissing) { try_many("few-missing", with_given(80), says_what_completions_say); }
TEST(Exact, ManyMissing) { try_many("many-missing", with_given(45), says_what_completions_say); }
TEST(Exact, SeveralForms) { try_many("several-forms", with_given(60, {false, 3}), says_what_completions_say); }
TEST(Exact, KleeneIsImplied) { try_many("kleene", with_given(50, {false, 3}), settles_only_what_is_so); }

}  // namespace
}  // namespace lockgate::properties
