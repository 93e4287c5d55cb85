#include "decide/decider.h"

#include <algorithm>
#include <utility>

#include "decide/determine.h"
#include "decide/phrase.h"

namespace lockgate::decide {

using law::kNone;
using trade::Verdict;

Decider::Decider(std::shared_ptr<const law::Law> law) : law_(std::move(law)), binder_(*law_), boundaries_(law_->boundaries()) {}

std::shared_ptr<const Routes> Decider::routes(const Options& options) const {
  const auto after = std::upper_bound(boundaries_.begin(), boundaries_.end(), options.as_of);
  const Span span{after == boundaries_.begin() ? Date::earliest() : *std::prev(after), after == boundaries_.end() ? Date::latest() : *after};
  const Key key{span.from, options.is_codified, options.known_at};
  const std::lock_guard lock(mutex_);
  std::shared_ptr<const Routes>& routes = programs_[key];
  if (routes == nullptr) routes = std::make_shared<const Routes>(law::lower(*law_, {span, options.is_codified, options.known_at}));
  return routes;
}

Brief Decider::brief(const BoundOrder& order, const Options& options) const {
  if (options.reading == kNone)
    if (auto brief = evaluate_brief(*routes(options), order)) return std::move(*brief);
  const trade::Determination full = determine(*this, order, options);
  Brief out;
  out.verdict = full.verdict;
  for (std::size_t g = 0; g < full.gates.size(); ++g) {
    const auto& known = law_->gates[g].outcomes;
    const auto it = std::find_if(known.begin(), known.end(), [&](const auto& outcome) { return outcome.word == full.gates[g].outcome; });
    out.outcomes.push_back(it == known.end() ? kNone : static_cast<int>(it - known.begin()));
  }
  return out;
}

trade::Determination Decider::decide(const trade::Order& order, const Options& options) const { return determine(*this, bind_facts(binder_, order), options); }

Traced Decider::traced(const BoundOrder& order, const Options& options) const { return determine_traced(World(*routes(options), binder_, order, options.reading)); }

std::vector<RuleTrace> Decider::trace(const trade::Order& order, const Options& options) const {
  const BoundOrder bound = bind(order);
  const World world(*routes(options), binder_, bound, options.reading);
  const Phraser phraser(world, order, options.language);
  std::vector<RuleTrace> out;
  for (const law::RuleNodes& nodes : world.program().rules) {
    const law::Rule& rule = law_->rules[static_cast<std::size_t>(nodes.rule)];
    if (nodes.scope == law::Scope::Line) {
      const Instance& instance = world.instances().back();
      out.push_back({nodes.rule, instance.values[nodes.when], instance.values[nodes.effective], phraser.because(rule.when, instance)});
      continue;
    }
    for (const PartyState& party : world.parties())
      out.push_back({nodes.rule, party.values[nodes.when], party.values[nodes.effective], phraser.because(rule.when, party)});
  }
  return out;
}

}  // namespace lockgate::decide
