// Lowering: the rules of a segment → Program. Every define value becomes one node, so the evaluators know And, Or, Not and nothing else.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/check.h"
#include "base/text.h"
#include "law/cells.h"
#include "law/graph_builder.h"
#include "law/program.h"
#include "law/update.h"

namespace lockgate::law {
namespace {

class Lowering {
 public:
  Lowering(const Law& law, Program& program) : law_(law), program_(program), line_(program.line), party_(program.party) {}

  // Goes on where another left off, with the law of another day: equal conditions are the same nodes of one graph.
  Lowering(const Law& law, Program& program, const Lowering& other)
      : law_(law),
        program_(program),
        line_(program.line, other.line_),
        party_(program.party, other.party_),
        variable_index_(other.variable_index_),
        atom_index_(other.atom_index_) {
    program_.variables = other.program_.variables;
    program_.line_atoms = other.program_.line_atoms;
    program_.party_atoms = other.program_.party_atoms;
  }

  void lower_rules() {
    program_.law = &law_;
    program_.defines.resize(law_.defines.size());
    program_.rule_index.assign(law_.rules.size(), kNone);
    define_done_.assign(law_.defines.size(), false);
    program_.condition_nodes.assign(static_cast<std::size_t>(law_.condition_count) * 2, kFalseNode);
    choose_rules();
    effective_done_.assign(program_.rules.size(), false);
    for (std::size_t define = 0; define < law_.defines.size(); ++define) lower_define(static_cast<int>(define));
    lower_riders();
  }

  void finish() {
    lay_out_atoms();
    program_.line_conflict = conflict_node(Scope::Line);
    program_.party_conflict = conflict_node(Scope::Party);
    cheap_first(program_.line);
    cheap_first(program_.party);
  }

  // The order of children never matters to the answer, but an evaluator that stops early wants the small ones first.
  static void cheap_first(Graph& graph) {
    std::vector<std::uint64_t> cost(graph.nodes.size(), 1);
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
      const Node& node = graph.nodes[i];
      if (node.op == Node::Op::Not) cost[i] = cost[node.first];
      if (node.op == Node::Op::Exists || node.op == Node::Op::All) cost[i] = 8;
      if (node.op != Node::Op::And && node.op != Node::Op::Or) continue;
      const auto first = graph.children.begin() + node.first;
      std::stable_sort(first, first + node.count, [&](NodeId a, NodeId b) { return cost[a] < cost[b]; });
      for (std::uint32_t c = 0; c < node.count; ++c) cost[i] += cost[graph.children[node.first + c]];
    }
  }

 private:
  template <class T>
  bool is_active(const T& rule) const {
    const std::vector<Span>& spans = program_.segment.is_codified ? rule.in_force : rule.enforced;
    return rule.recorded <= program_.segment.known_at && contains(spans, program_.segment.span.from);
  }

  void choose_rules() {
    std::vector<int> active;
    program_.has_rules_of.assign(law_.readings.size(), false);
    for (std::size_t i = 0; i < law_.rules.size(); ++i) {
      const Rule& rule = law_.rules[i];
      if (rule.define == kNone || !is_active(rule)) continue;
      active.push_back(static_cast<int>(i));
      if (rule.reading != kNone) program_.has_rules_of[static_cast<std::size_t>(rule.reading)] = true;
      for (const int replaced : rule.instead_of) replaced_in_[replaced].insert(rule.reading);
    }
    for (const int index : active) {
      if (is_replaced_always(index)) continue;
      const Rule& rule = law_.rules[static_cast<std::size_t>(index)];
      program_.rule_index[static_cast<std::size_t>(index)] = static_cast<int>(program_.rules.size());
      program_.defines[static_cast<std::size_t>(rule.define)].rules.push_back(static_cast<int>(program_.rules.size()));
      program_.rules.push_back({index, scope_of(rule.define), 0, 0, {}});
    }
    for (const int index : active) add_defeats(index);
  }

  bool is_replaced_always(int index) const {
    const auto it = replaced_in_.find(index);
    return it != replaced_in_.end() && it->second.count(kNone) != 0;
  }

  // In which readings the rule counts: in its own, or in all but those that put another in its place.
  NodeId readings_of(int index, Scope scope) {
    const Rule& rule = law_.rules[static_cast<std::size_t>(index)];
    std::vector<NodeId> terms;
    if (rule.reading != kNone) terms.push_back(reading_is(rule.reading, scope));
    if (const auto it = replaced_in_.find(index); it != replaced_in_.end())
      for (const int reading : it->second) terms.push_back(graph(scope).negate(reading_is(reading, scope)));
    return graph(scope).all(terms);
  }

  NodeId reading_is(int reading, Scope scope) {
    Condition condition;
    condition.kind = Condition::Kind::Member;
    condition.fact = law_.reading_fact;
    condition.words = {law_.readings[static_cast<std::size_t>(reading)].name};
    return graph(scope).atom(atom_of(condition, scope));
  }

  // Exceptions and orders, turned round: for each rule, those that silence it.
  void add_defeats(int index) {
    if (active_index(index) == kNone) return;
    for (const int base : law_.rules[static_cast<std::size_t>(index)].exception_to)
      if (active_index(base) != kNone) program_.rules[static_cast<std::size_t>(active_index(base))].defeaters.push_back(index);
    for (const Order& order : law_.orders)
      if (order.first == index && active_index(order.second) != kNone)
        program_.rules[static_cast<std::size_t>(active_index(order.second))].defeaters.push_back(index);
  }

  int active_index(int rule) const { return program_.rule_index[static_cast<std::size_t>(rule)]; }
  Scope scope_of(int define) const {
    return law_.defines[static_cast<std::size_t>(define)].dimension == Dimension::Party ? Scope::Party : Scope::Line;
  }
  GraphBuilder& graph(Scope scope) { return scope == Scope::Line ? line_ : party_; }

  void lower_define(int index) {
    if (define_done_[static_cast<std::size_t>(index)]) return;
    define_done_[static_cast<std::size_t>(index)] = true;
    const Define& define = law_.defines[static_cast<std::size_t>(index)];
    DefineNodes& nodes = program_.defines[static_cast<std::size_t>(index)];
    nodes.scope = scope_of(index);
    nodes.value.assign(define.values.size(), kFalseNode);
    std::vector<std::vector<NodeId>> hits(define.values.size());
    for (const int rule : nodes.rules) lower_when(rule);
    for (const int rule : nodes.rules) {
      const NodeId effective = lower_effective(rule);
      hits[static_cast<std::size_t>(law_.rules[static_cast<std::size_t>(program_.rules[static_cast<std::size_t>(rule)].rule)].value)].push_back(effective);
    }
    combine(define, graph(nodes.scope), hits, nodes.value);
  }

  static void combine(const Define& define, GraphBuilder& graph, const std::vector<std::vector<NodeId>>& hits, std::vector<NodeId>& value) {
    for (std::size_t i = 0; i < hits.size(); ++i) value[i] = graph.any(hits[i]);
    if (define.mode == Define::Mode::Set) return;
    if (define.mode == Define::Mode::Flag) {
      value[0] = graph.negate(value[1]);
      return;
    }
    const auto otherwise = static_cast<std::size_t>(define.otherwise);
    std::vector<NodeId> others;
    for (std::size_t i = 0; i < value.size(); ++i)
      if (i != otherwise) others.push_back(value[i]);
    value[otherwise] = graph.any({value[otherwise], graph.negate(graph.any(others))});
    if (define.mode != Define::Mode::Strictest) return;
    std::vector<NodeId> stricter;
    for (std::size_t i = value.size(); i-- > 0;) {
      const NodeId own = value[i];
      value[i] = graph.all({own, graph.negate(graph.any(stricter))});
      stricter.push_back(own);
    }
  }

  void lower_when(int index) {
    RuleNodes& nodes = program_.rules[static_cast<std::size_t>(index)];
    const Rule& rule = law_.rules[static_cast<std::size_t>(nodes.rule)];
    const NodeId when = graph(nodes.scope).all({lower(rule.when, nodes.scope), readings_of(nodes.rule, nodes.scope)});
    program_.rules[static_cast<std::size_t>(index)].when = when;
  }

  // A defeater that concludes the same value takes nothing away: both reasons stand.
  NodeId lower_effective(int index) {
    RuleNodes& nodes = program_.rules[static_cast<std::size_t>(index)];
    if (effective_done_[static_cast<std::size_t>(index)]) return nodes.effective;
    effective_done_[static_cast<std::size_t>(index)] = true;
    const Rule& rule = law_.rules[static_cast<std::size_t>(nodes.rule)];
    GraphBuilder& builder = graph(nodes.scope);
    std::vector<NodeId> terms = {nodes.when};
    for (const int defeater : nodes.defeaters)
      if (law_.rules[static_cast<std::size_t>(defeater)].value != rule.value)
        terms.push_back(builder.negate(lower_effective(active_index(defeater))));
    const NodeId effective = builder.all(terms);
    program_.rules[static_cast<std::size_t>(index)].effective = effective;
    return effective;
  }

  void lower_riders() {
    program_.duties.resize(law_.gates.size());
    for (std::size_t i = 0; i < law_.riders.size(); ++i) {
      const Rider& rider = law_.riders[i];
      if (!is_active(rider)) continue;
      RiderNodes nodes;
      nodes.rider = static_cast<int>(i);
      nodes.when = lower(rider.when, Scope::Line);
      nodes.met = rider.met ? lower(*rider.met, Scope::Line) : kFalseNode;
      nodes.failed = rider.failed ? lower(*rider.failed, Scope::Line) : kFalseNode;
      if (rider.kind == Rider::Kind::Duty) program_.duties[static_cast<std::size_t>(rider.gate)].push_back(static_cast<int>(program_.riders.size()));
      program_.riders.push_back(nodes);
    }
  }

  bool defeats(const RuleNodes& a, const RuleNodes& b) const {
    return std::find(b.defeaters.begin(), b.defeaters.end(), a.rule) != b.defeaters.end();
  }

  // Any two rules of a one-valued define with different values, neither going before the other, both holding.
  NodeId conflict_node(Scope scope) {
    std::vector<NodeId> conflicts;
    for (std::size_t d = 0; d < law_.defines.size(); ++d) {
      if (law_.defines[d].mode != Define::Mode::One || program_.defines[d].scope != scope) continue;
      const std::vector<int>& rules = program_.defines[d].rules;
      for (std::size_t i = 0; i < rules.size(); ++i)
        for (std::size_t j = i + 1; j < rules.size(); ++j) {
          const RuleNodes& a = program_.rules[static_cast<std::size_t>(rules[i])];
          const RuleNodes& b = program_.rules[static_cast<std::size_t>(rules[j])];
          const bool agree = law_.rules[static_cast<std::size_t>(a.rule)].value == law_.rules[static_cast<std::size_t>(b.rule)].value;
          if (agree || defeats(a, b) || defeats(b, a) || exclude_each_other(program_, scope, {a.effective, b.effective})) continue;
          conflicts.push_back(graph(scope).all({a.effective, b.effective}));
        }
    }
    return graph(scope).any(conflicts);
  }

  NodeId lower(const Condition& condition, Scope scope) {
    const NodeId node = lower_uncached(condition, scope);
    program_.condition_nodes[static_cast<std::size_t>(condition.id) * 2 + static_cast<std::size_t>(scope)] = node;
    return node;
  }

  NodeId lower_uncached(const Condition& condition, Scope scope) {
    switch (condition.kind) {
      case Condition::Kind::True: return kTrueNode;
      case Condition::Kind::False: return kFalseNode;
      case Condition::Kind::Date: return date_holds(condition) ? kTrueNode : kFalseNode;
      case Condition::Kind::Not: return graph(scope).negate(lower(condition.args[0], scope));
      case Condition::Kind::And: return graph(scope).all(lower_all(condition, scope));
      case Condition::Kind::Or: return graph(scope).any(lower_all(condition, scope));
      case Condition::Kind::Exists: return line_.quantifier(true, lower(condition.args[0], Scope::Party));
      case Condition::Kind::All: return line_.quantifier(false, lower(condition.args[0], Scope::Party));
      case Condition::Kind::Define: return lower_define_values(condition);
      default: return graph(scope).atom(atom_of(condition, scope));
    }
  }

  std::vector<NodeId> lower_all(const Condition& condition, Scope scope) {
    std::vector<NodeId> out;
    for (const Condition& argument : condition.args) out.push_back(lower(argument, scope));
    return out;
  }

  bool date_holds(const Condition& condition) const {
    const Date date = program_.segment.span.from;
    return relation_holds(condition.relation, date < condition.date ? -1 : date > condition.date ? 1 : 0);
  }

  NodeId lower_define_values(const Condition& condition) {
    lower_define(condition.define);
    const DefineNodes& nodes = program_.defines[static_cast<std::size_t>(condition.define)];
    std::vector<NodeId> wanted;
    for (std::size_t i = 0; i < nodes.value.size(); ++i)
      if ((condition.values >> i & 1) != 0) wanted.push_back(nodes.value[i]);
    return graph(nodes.scope).any(wanted);
  }

  int variable_of(const Condition& condition, Scope scope, Variable& wanted) {
    wanted.scope = scope;
    if (condition.kind == Condition::Kind::Number) {
      const Form& form = law_.forms[static_cast<std::size_t>(condition.form)];
      wanted.kind = form.kind == Form::Kind::Fact ? Variable::Kind::Number : Variable::Kind::Form;
      wanted.fact = form.kind == Form::Kind::Fact ? form.fact : kNone;
      wanted.form = condition.form;
    } else {
      const Fact& fact = law_.facts[static_cast<std::size_t>(condition.fact)];
      wanted.fact = condition.fact;
      wanted.kind = condition.kind == Condition::Kind::Fact  ? Variable::Kind::Bool
                    : condition.kind == Condition::Kind::Has ? Variable::Kind::Word
                                                             : Variable::Kind::Class;
      if (wanted.kind == Variable::Kind::Word)
        wanted.word = static_cast<int>(std::find(fact.words.begin(), fact.words.end(), condition.words[0]) - fact.words.begin());
    }
    const auto key = std::tuple(wanted.kind, wanted.scope, wanted.fact, wanted.word, wanted.form);
    const auto [it, is_new] = variable_index_.try_emplace(key, static_cast<int>(program_.variables.size()));
    if (is_new) program_.variables.push_back(wanted);
    return it->second;
  }

  // What a condition says, short: equal texts are one atom. Others may be too, when their sets have equal members.
  static std::string wording_of(const Condition& condition, Scope scope) {
    std::string out = std::to_string(static_cast<int>(condition.kind)) + (scope == Scope::Line ? ":l" : ":p") + std::to_string(condition.fact) + ':' +
                      std::to_string(condition.form) + ':' + std::to_string(static_cast<int>(condition.relation)) + condition.threshold.to_string() +
                      (condition.is_prefix ? "p" : "");
    for (const int set : condition.sets) out += ';' + std::to_string(set);
    for (const std::string& word : condition.words) (out += '\n') += word;
    return out;
  }

  std::uint32_t atom_of(const Condition& condition, Scope scope) {
    const auto [known, is_new] = worded_.try_emplace(wording_of(condition, scope), 0);
    if (is_new) known->second = new_atom_of(condition, scope);
    return known->second;
  }

  std::uint32_t new_atom_of(const Condition& condition, Scope scope) {
    Variable wanted;
    Atom atom;
    atom.variable = variable_of(condition, scope, wanted);
    atom.relation = condition.relation;
    atom.threshold = condition.threshold;
    atom.is_prefix = condition.is_prefix;
    if (condition.kind == Condition::Kind::Member) {
      fill_members(condition, atom);
      fill_label(condition, atom);
    }
    atom.key = key_of(atom);
    std::vector<Atom>& atoms = scope == Scope::Line ? program_.line_atoms : program_.party_atoms;
    const auto [it, is_new] = atom_index_.try_emplace({scope, atom.key}, static_cast<std::uint32_t>(atoms.size()));
    if (is_new) atoms.push_back(std::move(atom));
    return it->second;
  }

  void fill_members(const Condition& condition, Atom& atom) const {
    const Fact& fact = law_.facts[static_cast<std::size_t>(condition.fact)];
    if (fact.type == Type::Place) {
      atom.codes.assign(kPlaceCodes, false);
      for (const std::string& word : condition.words) atom.codes[place_code(word).value_or(0)] = true;
      for (const int set : condition.sets) {
        const std::vector<bool> places = places_on(law_, set, program_.segment.span.from);
        for (std::size_t i = 0; i < places.size(); ++i) atom.codes[i] = atom.codes[i] || places[i];
      }
      return;
    }
    if (fact.type == Type::Enum) {
      for (const std::string& word : fact.words)
        atom.codes.push_back(std::find(condition.words.begin(), condition.words.end(), word) != condition.words.end());
      return;
    }
    std::set<std::string> words(condition.words.begin(), condition.words.end());
    for (const int set : condition.sets)
      for (std::string& name : names_on(law_, set, program_.segment.span.from)) words.insert(std::move(name));
    atom.words.assign(words.begin(), words.end());
  }

  void fill_label(const Condition& condition, Atom& atom) const {
    const auto add = [](std::string& label, const std::string& word) { label += (label.empty() ? "" : ", ") + word; };
    for (const int index : condition.sets) {
      const NamedSet& set = law_.sets[static_cast<std::size_t>(index)];
      add(atom.label, set.label.empty() ? set.name : set.label);
      add(atom.label_zh, !set.label_zh.empty() ? set.label_zh : set.label.empty() ? set.name : set.label);
    }
    for (const std::string& word : condition.words) add(atom.label, word), add(atom.label_zh, word);
  }

  static std::string key_of(const Atom& atom) {
    std::string key = std::to_string(atom.variable) + ':' + std::to_string(static_cast<int>(atom.relation)) + ':' +
                      atom.threshold.to_string() + (atom.is_prefix ? ":p" : ":");
    for (const bool in : atom.codes) key += in ? '1' : '0';
    for (const std::string& word : atom.words) (key += word) += '\n';
    return key;
  }

  // Atoms of one variable become neighbours, so that one row of its truth table fills them all.
  void lay_out_atoms() {
    for (const Scope scope : {Scope::Line, Scope::Party}) {
      std::vector<Atom>& atoms = scope == Scope::Line ? program_.line_atoms : program_.party_atoms;
      std::vector<std::uint32_t> moved(atoms.size());
      std::vector<Atom> ordered;
      for (std::size_t v = 0; v < program_.variables.size(); ++v) {
        if (program_.variables[v].scope != scope) continue;
        program_.variables[v].first_atom = static_cast<std::uint32_t>(ordered.size());
        for (std::size_t a = 0; a < atoms.size(); ++a) {
          if (atoms[a].variable != static_cast<int>(v)) continue;
          moved[a] = static_cast<std::uint32_t>(ordered.size());
          ordered.push_back(atoms[a]);
        }
        std::vector<const Atom*> own;
        for (std::size_t a = program_.variables[v].first_atom; a < ordered.size(); ++a) own.push_back(&ordered[a]);
        build_cells(law_, own, program_.variables[v]);
      }
      Graph& graph = scope == Scope::Line ? program_.line : program_.party;
      for (Node& node : graph.nodes)
        if (node.op == Node::Op::Atom) node.first = moved[node.first];
      graph.atom_count = static_cast<std::uint32_t>(ordered.size());
      for (const Atom& atom : ordered) (scope == Scope::Line ? program_.line_variable : program_.party_variable).push_back(atom.variable);
      atoms = std::move(ordered);
    }
  }

  const Law& law_;
  Program& program_;
  GraphBuilder line_;
  GraphBuilder party_;
  std::map<int, std::set<int>> replaced_in_;  // by rule of the law: the readings (kNone: all) that put another in its place
  std::vector<bool> define_done_;
  std::vector<bool> effective_done_;  // by rule of the program
  std::map<std::tuple<Variable::Kind, Scope, int, int, int>, int> variable_index_;
  std::map<std::pair<Scope, std::string>, std::uint32_t> atom_index_;
  std::unordered_map<std::string, std::uint32_t> worded_;
};

}  // namespace

std::shared_ptr<const Program> lower(const Law& law, const Segment& segment) {
  auto program = std::make_shared<Program>();
  program->segment = segment;
  Lowering lowering(law, *program);
  lowering.lower_rules();
  lowering.finish();
  program->upwards = std::make_shared<const Upwards>(*program);
  return program;
}

Versions lower_both(const Law& before_law, const Segment& before, const Law& after_law, const Segment& after) {
  auto first = std::make_shared<Program>(), second = std::make_shared<Program>();
  first->segment = before;
  second->segment = after;
  Lowering one(before_law, *first);
  one.lower_rules();
  Lowering other(after_law, *second, one);
  other.lower_rules();
  other.finish();
  first->line = second->line;
  first->party = second->party;
  first->variables = second->variables;
  for (auto atoms : {&Program::line_atoms, &Program::party_atoms}) (*first).*atoms = (*second).*atoms;
  for (auto variables : {&Program::line_variable, &Program::party_variable}) (*first).*variables = (*second).*variables;
  first->upwards = second->upwards = std::make_shared<const Upwards>(*second);
  return {std::move(first), std::move(second)};
}

}  // namespace lockgate::law
