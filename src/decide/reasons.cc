#include "decide/reasons.h"

namespace lockgate::decide {

using law::Condition;
using law::kFalse;
using law::kNone;
using law::kTrue;
using law::Scope;

const std::vector<Truth>& Reasons::values(Scope scope, const Instance& instance, int party) const {
  return scope == Scope::Line ? instance.values : world_.parties()[static_cast<std::size_t>(party)].values;
}

void Reasons::add(int define, const Instance& instance) {
  const std::vector<std::uint32_t>& nodes = program_.defines[static_cast<std::size_t>(define)].value;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (instance.values[nodes[i]] == kTrue) add_value(define, static_cast<int>(i), instance, kNone);
}

void Reasons::add_value(int define, int value, const Instance& instance, int party) {
  if (!seen_.emplace(define, value, party).second) return;
  bool found = false;
  const law::DefineNodes& nodes = program_.defines[static_cast<std::size_t>(define)];
  for (const int index : nodes.rules) {
    const law::RuleNodes& rule = program_.rules[static_cast<std::size_t>(index)];
    if (law_.rules[static_cast<std::size_t>(rule.rule)].value != value) continue;
    if (values(nodes.scope, instance, party)[rule.effective] != kTrue) continue;
    found = true;
    add_rule(rule, instance, party);
  }
  if (!found) add_silenced(define, instance, party);
}

// Why nothing holds: a rule that would, and the exception that silences it.
void Reasons::add_silenced(int define, const Instance& instance, int party) {
  const law::DefineNodes& nodes = program_.defines[static_cast<std::size_t>(define)];
  const std::vector<Truth>& truth = values(nodes.scope, instance, party);
  for (const int index : nodes.rules) {
    const law::RuleNodes& rule = program_.rules[static_cast<std::size_t>(index)];
    if (truth[rule.when] != kTrue || truth[rule.effective] != kFalse) continue;
    for (const int defeater : rule.defeaters) {
      const int active = program_.rule_index[static_cast<std::size_t>(defeater)];
      if (active != kNone && truth[program_.rules[static_cast<std::size_t>(active)].effective] == kTrue)
        add_rule(program_.rules[static_cast<std::size_t>(active)], instance, party);
    }
  }
}

void Reasons::add_rule(const law::RuleNodes& nodes, const Instance& instance, int party) {
  const law::Rule& rule = law_.rules[static_cast<std::size_t>(nodes.rule)];
  if (rule.kind != law::Rule::Kind::Step && listed_.insert(nodes.rule).second) {
    std::string because = party == kNone ? phraser_.because(rule.when, instance)
                                         : phraser_.because(rule.when, world_.parties()[static_cast<std::size_t>(party)]);
    if (because.empty()) because = rule.because;
    const law::Book& book = law_.books[static_cast<std::size_t>(rule.origin.book)];
    out_.push_back({rule.label, rule.cites, rule.basis, std::move(because), rule.confidence, book.is_overlay ? book.name : ""});
  }
  walk(rule.when, instance, party, kTrue);
}

void Reasons::walk(const Condition& condition, const Instance& instance, int party, Truth wanted) {
  const Scope scope = party == kNone ? Scope::Line : Scope::Party;
  switch (condition.kind) {
    case Condition::Kind::Not: return walk(condition.args[0], instance, party, law::negate(wanted));
    case Condition::Kind::And:
    case Condition::Kind::Or:
      for (const Condition& argument : condition.args)
        if (values(scope, instance, party)[program_.node_of(argument, scope)] == wanted) walk(argument, instance, party, wanted);
      return;
    case Condition::Kind::Exists:
    case Condition::Kind::All:
      for (std::size_t p = 0; p < world_.parties().size(); ++p)
        if (world_.parties()[p].values[program_.node_of(condition.args[0], Scope::Party)] == wanted)
          walk(condition.args[0], instance, static_cast<int>(p), wanted);
      return;
    case Condition::Kind::Define: {
      if (wanted == kFalse) return add_silenced(condition.define, instance, party);
      const law::DefineNodes& nodes = program_.defines[static_cast<std::size_t>(condition.define)];
      for (std::size_t i = 0; i < nodes.value.size(); ++i)
        if ((condition.values >> i & 1) != 0 && values(nodes.scope, instance, party)[nodes.value[i]] == kTrue)
          add_value(condition.define, static_cast<int>(i), instance, party);
      return;
    }
    default: return;
  }
}

}  // namespace lockgate::decide
