#include "decide/reasons.h"

#include <algorithm>

namespace lockgate::decide {

using law::Condition;
using law::kFalse;
using law::kNone;
using law::kTrue;
using law::Scope;

Truth Reasons::truth(Scope scope, int party, std::uint32_t node) const {
  if (reads_ != nullptr) reads_->push_back({scope == Scope::Line ? kNone : party, node});
  return scope == Scope::Line ? instance_.values[node] : world_.parties()[static_cast<std::size_t>(party)].values[node];
}

void Reasons::add(int define) {
  const std::vector<std::uint32_t>& nodes = program_.defines[static_cast<std::size_t>(define)].value;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (truth(Scope::Line, kNone, nodes[i]) == kTrue) add_value(define, static_cast<int>(i), kNone);
}

void Reasons::add_value(int define, int value, int party) {
  const std::tuple key(define, value, party);
  if (std::find(seen_.begin(), seen_.end(), key) != seen_.end()) return;
  seen_.push_back(key);
  bool found = false;
  const law::DefineNodes& nodes = program_.defines[static_cast<std::size_t>(define)];
  for (const int index : nodes.rules) {
    const law::RuleNodes& rule = program_.rules[static_cast<std::size_t>(index)];
    if (law_.rules[static_cast<std::size_t>(rule.rule)].value != value) continue;
    if (truth(nodes.scope, party, rule.effective) != kTrue) continue;
    found = true;
    add_rule(rule, party);
  }
  if (!found) add_silenced(define, party);
}

// Why nothing holds: a rule that would, and the exception that silences it.
void Reasons::add_silenced(int define, int party) {
  const law::DefineNodes& nodes = program_.defines[static_cast<std::size_t>(define)];
  for (const int index : nodes.rules) {
    const law::RuleNodes& rule = program_.rules[static_cast<std::size_t>(index)];
    if (truth(nodes.scope, party, rule.when) != kTrue || truth(nodes.scope, party, rule.effective) != kFalse) continue;
    for (const int defeater : rule.defeaters) {
      const int active = program_.rule_index[static_cast<std::size_t>(defeater)];
      if (active != kNone && truth(nodes.scope, party, program_.rules[static_cast<std::size_t>(active)].effective) == kTrue)
        add_rule(program_.rules[static_cast<std::size_t>(active)], party);
    }
  }
}

void Reasons::add_rule(const law::RuleNodes& nodes, int party) {
  const law::Rule& rule = law_.rules[static_cast<std::size_t>(nodes.rule)];
  const bool is_new = std::none_of(deciding_.begin(), deciding_.end(), [&](const Deciding& known) { return known.rule == nodes.rule; });
  if (rule.kind != law::Rule::Kind::Step && is_new) deciding_.push_back({nodes.rule, party});
  walk(rule.when, party, kTrue);
}

void Reasons::walk(const Condition& condition, int party, Truth wanted) {
  const Scope scope = party == kNone ? Scope::Line : Scope::Party;
  switch (condition.kind) {
    case Condition::Kind::Not: return walk(condition.args[0], party, law::negate(wanted));
    case Condition::Kind::And:
    case Condition::Kind::Or:
      for (const Condition& argument : condition.args)
        if (truth(scope, party, program_.node_of(argument, scope)) == wanted) walk(argument, party, wanted);
      return;
    case Condition::Kind::Exists:
    case Condition::Kind::All:
      for (std::size_t p = 0; p < world_.parties().size(); ++p)
        if (truth(Scope::Party, static_cast<int>(p), program_.node_of(condition.args[0], Scope::Party)) == wanted)
          walk(condition.args[0], static_cast<int>(p), wanted);
      return;
    case Condition::Kind::Define: {
      if (wanted == kFalse) return add_silenced(condition.define, party);
      const law::DefineNodes& nodes = program_.defines[static_cast<std::size_t>(condition.define)];
      for (std::size_t i = 0; i < nodes.value.size(); ++i)
        if ((condition.values >> i & 1) != 0 && truth(nodes.scope, party, nodes.value[i]) == kTrue)
          add_value(condition.define, static_cast<int>(i), party);
      return;
    }
    default: return;
  }
}

std::vector<trade::Reason> Reasons::write_labels() const {
  std::vector<trade::Reason> out;
  for (const Deciding& deciding : deciding_) {
    const law::Rule& rule = law_.rules[static_cast<std::size_t>(deciding.rule)];
    out.push_back({rule.label, rule.cites, rule.basis, "", rule.confidence, ""});
  }
  return out;
}

std::vector<trade::Reason> Reasons::write(const Phraser& phraser) const {
  std::vector<trade::Reason> out;
  for (const Deciding& deciding : deciding_) {
    const law::Rule& rule = law_.rules[static_cast<std::size_t>(deciding.rule)];
    std::string because = deciding.party == kNone ? phraser.because(rule.when, instance_)
                                                  : phraser.because(rule.when, world_.parties()[static_cast<std::size_t>(deciding.party)]);
    if (because.empty()) because = rule.because;
    const law::Book& book = law_.books[static_cast<std::size_t>(rule.origin.book)];
    out.push_back({rule.label, rule.cites, rule.basis, std::move(because), rule.confidence, book.is_overlay ? book.name : ""});
  }
  return out;
}

}  // namespace lockgate::decide
