#include "decide/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "decide/open_fact.h"
#include "decide/phrase.h"

namespace lockgate::decide {
namespace {

using law::kFalse;
using law::kNone;
using law::kTrue;
using law::Rule;
using law::Scope;

// Worlds tried for one question. The hardest of the shipped law takes some hundreds.
constexpr int kBudget = 20000;

// As many parties as can matter: each quantifier may need a witness of its own, and three show every interplay the law has.
std::size_t parties_for(const law::Program& program) {
  const auto quantifiers = std::count_if(program.line.nodes.begin(), program.line.nodes.end(), [](const law::Node& node) {
    return node.op == law::Node::Op::Exists || node.op == law::Node::Op::All;
  });
  return std::min<std::size_t>(static_cast<std::size_t>(quantifiers), 2);
}

// Depth-first over the kinds of missing facts until all nodes are as wanted.
class Solver {
 public:
  Solver(Scope scope, const std::vector<std::uint32_t>& nodes, Truth wanted) : scope_(scope), nodes_(nodes), wanted_(wanted) {}

  std::optional<bool> solve(const World& world) {
    if (++spent_ > kBudget) return std::nullopt;
    const std::vector<Truth>& values = scope_ == Scope::Line ? world.instances()[0].values : world.parties()[0].values;
    std::uint32_t open = 0;
    bool is_open = false;
    for (const std::uint32_t node : nodes_) {
      if (values[node] == law::negate(wanted_)) return false;
      if (values[node] != wanted_ && !is_open) open = node, is_open = true;
    }
    if (!is_open) return true;
    const auto choice = scope_ == Scope::Line ? first_open(world, 0, {open}) : first_open_of_party(world, 0, open);
    return branch(world, choice.value());
  }

  const std::vector<std::string>& path() const { return path_; }

 private:
  std::optional<bool> branch(const World& world, const Choice& choice) {
    for (const World::Group& group : world.groups(choice.variable, choice.subject)) {
      World narrowed = world;
      narrowed.choose(choice.variable, choice.subject, group);
      narrowed.evaluate();
      path_.push_back(describe(world, choice, group));
      const auto answer = solve(narrowed);
      if (!answer || *answer) return answer;
      path_.pop_back();
    }
    return false;
  }

  static std::string describe(const World& world, const Choice& choice, const World::Group& group) {
    trade::Order order;
    order.parties.resize(world.parties().size());
    for (trade::Party& party : order.parties) party.role = "party";
    const Phraser phraser(world, order, trade::Language::English);
    const std::vector<std::string> facts = phraser.facts(choice.variable, choice.subject);
    const std::string label = phraser.label(choice.variable, choice.subject, group);
    return facts.size() == 1 ? facts[0] + " " + label : label;  // a sum or ratio of several says itself what it is
  }

  Scope scope_;
  const std::vector<std::uint32_t>& nodes_;
  Truth wanted_;
  int spent_ = 0;
  std::vector<std::string> path_;
};

std::optional<bool> search(const std::shared_ptr<const law::Program>& program, Scope scope, const std::vector<std::uint32_t>& nodes, Truth wanted,
                           std::string* witness) {
  Slots none;
  none.reset(program->law->facts.size());
  const std::size_t parties = scope == Scope::Party ? 1 : parties_for(*program);
  Solver solver(scope, nodes, wanted);
  const auto answer = solver.solve(World(program, none, std::vector<Slots>(parties, none)));
  if (witness != nullptr) *witness = fmt::format("{}", fmt::join(solver.path(), "; "));
  return answer;
}

std::uint64_t mix(std::uint64_t hash, std::uint64_t value) {
  hash ^= value + 0x9E3779B97F4A7C15u + (hash << 6) + (hash >> 2);
  return hash * 0xBF58476D1CE4E5B9u;
}

std::uint64_t hash_of(const law::Program& program, const law::Atom& atom) {
  const law::Variable& v = program.variables[static_cast<std::size_t>(atom.variable)];
  std::uint64_t hash = mix(static_cast<std::uint64_t>(v.kind), static_cast<std::uint64_t>(v.fact + 1));
  hash = mix(mix(hash, static_cast<std::uint64_t>(v.word + 1)), static_cast<std::uint64_t>(v.form + 1));
  hash = mix(mix(hash, static_cast<std::uint64_t>(atom.relation)), atom.threshold.hash());
  for (const bool is_in : atom.codes) hash = mix(hash, is_in ? 1 : 2);
  for (const std::string& word : atom.words) hash = mix(hash, std::hash<std::string>{}(word));
  return mix(hash, atom.is_prefix ? 1 : 2);
}

// What each node means, whatever its number: equal in two segments when nothing under it changed between them.
std::vector<std::uint64_t> meanings(const law::Program& program, Scope scope, const std::vector<std::uint64_t>& party) {
  const law::Graph& graph = program.graph(scope);
  const auto& atoms = scope == Scope::Line ? program.line_atoms : program.party_atoms;
  std::vector<std::uint64_t> out;
  for (const law::Node& node : graph.nodes) {
    std::uint64_t hash = mix(static_cast<std::uint64_t>(node.op) + 1, static_cast<std::uint64_t>(scope));
    if (node.op == law::Node::Op::Atom) hash = mix(hash, hash_of(program, atoms[node.first]));
    if (node.op == law::Node::Op::Not) hash = mix(hash, out[node.first]);
    if (node.op == law::Node::Op::Exists || node.op == law::Node::Op::All) hash = mix(hash, party[node.first]);
    if (node.op == law::Node::Op::And || node.op == law::Node::Op::Or) {
      std::uint64_t sum = 0;  // children are in no meaningful order
      for (std::uint32_t i = 0; i < node.count; ++i) sum += mix(7, out[graph.children[node.first + i]]);
      hash = mix(hash, sum);
    }
    out.push_back(hash);
  }
  return out;
}

// Two postures. Readings need no segments: how the law is read is one of the facts that are tried.
std::vector<law::Segment> segments_of(const Decider& decider) {
  std::vector<law::Segment> out;
  std::vector<Date> starts = decider.law().boundaries();
  starts.insert(starts.begin(), Date::earliest());
  for (const bool is_codified : {false, true})
    for (std::size_t i = 0; i < starts.size(); ++i) {
      const Date until = i + 1 < starts.size() ? starts[i + 1] : Date::latest();
      out.push_back({{starts[i], until}, is_codified, Date::latest()});
    }
  return out;
}

class Checker {
 public:
  Checker(const Decider& decider, Diagnostics& diagnostics) : decider_(decider), law_(decider.law()), diagnostics_(diagnostics) {}

  void run() {
    for (const law::Segment& segment : segments_of(decider_)) {
      program_ = law::lower(law_, segment);
      party_meanings_ = meanings(*program_, Scope::Party, {});
      line_meanings_ = meanings(*program_, Scope::Line, party_meanings_);
      for (std::size_t d = 0; d < law_.defines.size(); ++d) check_conflicts(static_cast<int>(d));
      for (const law::RuleNodes& nodes : program_->rules) check_reach(nodes);
      check_points();
    }
    report_rules();
    check_facts();
    check_ends();
  }

 private:
  // The same question in another segment has the same answer.
  std::optional<bool> ask(Scope scope, std::vector<std::uint32_t> nodes, std::string* witness = nullptr) {
    std::vector<std::uint64_t> question;
    for (const std::uint32_t node : nodes) question.push_back((scope == Scope::Line ? line_meanings_ : party_meanings_)[node]);
    const auto known = answers_.find(question);
    if (known != answers_.end() && (witness == nullptr || known->second != true)) return known->second;
    return answers_[question] = satisfiable(program_, scope, nodes, witness);
  }

  Diagnostic& warn(const Rule& rule, const char* code, std::string message) {
    return diagnostics_.warning(code, std::move(message), rule.origin.source, rule.origin.place);
  }

  bool defeats(const law::RuleNodes& a, const law::RuleNodes& b) const {
    return std::find(b.defeaters.begin(), b.defeaters.end(), a.rule) != b.defeaters.end();
  }

  void check_conflicts(int define) {
    if (law_.defines[static_cast<std::size_t>(define)].mode != law::Define::Mode::One) return;
    const std::vector<int>& rules = program_->defines[static_cast<std::size_t>(define)].rules;
    for (std::size_t i = 0; i < rules.size(); ++i)
      for (std::size_t j = i + 1; j < rules.size(); ++j) {
        const law::RuleNodes& a = program_->rules[static_cast<std::size_t>(rules[i])];
        const law::RuleNodes& b = program_->rules[static_cast<std::size_t>(rules[j])];
        const bool agree = law_.rules[static_cast<std::size_t>(a.rule)].value == law_.rules[static_cast<std::size_t>(b.rule)].value;
        if (!agree && !defeats(a, b) && !defeats(b, a)) check_pair(a, b);
      }
  }

  void check_pair(const law::RuleNodes& a, const law::RuleNodes& b) {
    if (conflicts_.count({a.rule, b.rule}) != 0) return;
    std::string witness;
    const auto answer = ask(a.scope, {a.effective, b.effective}, &witness);
    const Rule& first = law_.rules[static_cast<std::size_t>(a.rule)];
    const Rule& second = law_.rules[static_cast<std::size_t>(b.rule)];
    if (!answer) return note_unproved(first, "whether it can hold together with `" + second.label + "`");
    if (!*answer) return;
    conflicts_.insert({a.rule, b.rule});
    Diagnostic& error = diagnostics_.error("LG1401", fmt::format("`{}` and `{}` can hold together and conclude different values", first.label, second.label),
                                           first.origin.source, first.origin.place);
    error.related.push_back({"the other rule", second.origin.source, second.origin.place});
    error.notes.push_back(fmt::format("for example {}: {}", in_words(program_->segment), witness.empty() ? "every order" : witness));
    error.help = "rank them with an `order`, or make one an `exception` to the other";
  }

  // `on 2021-01-01, as codified`: the first day of the segment.
  std::string in_words(const law::Segment& segment) const {
    const bool is_first = segment.span.from == Date::earliest();
    std::string out = !is_first ? "on " + segment.span.from.to_string() : segment.span.is_open() ? "on any day" : "before " + segment.span.until.to_string();
    if (segment.is_codified) out += ", as codified";
    return out;
  }

  void note_unproved(const Rule& rule, const std::string& what) {
    if (!unproved_.insert(rule.label).second) return;
    warn(rule, "LG1408", fmt::format("`{}`: {} was not settled within {} cases", rule.label, what, kBudget));
  }

  // Reachable once is reachable; the search is made only until then.
  void check_reach(const law::RuleNodes& nodes) {
    const Rule& rule = law_.rules[static_cast<std::size_t>(nodes.rule)];
    active_.insert(nodes.rule);
    if (reached_.count(nodes.rule) == 0 && ask(nodes.scope, {nodes.effective}).value_or(true)) reached_.insert(nodes.rule);
    const bool says_always = rule.when.kind == law::Condition::Kind::True;
    if (avoidable_.count(nodes.rule) == 0 && (says_always || can_be_false(nodes))) avoidable_.insert(nodes.rule);
    for (const int base : rule.exception_to) {
      const int active = program_->rule_index[static_cast<std::size_t>(base)];
      if (active == kNone || met_.count({nodes.rule, base}) != 0) continue;
      tried_.insert({nodes.rule, base});
      if (ask(nodes.scope, {nodes.when, program_->rules[static_cast<std::size_t>(active)].when}).value_or(true))
        met_.insert({nodes.rule, base});
    }
  }

  bool can_be_false(const law::RuleNodes& nodes) const {
    return search(program_, nodes.scope, {nodes.when}, kFalse, nullptr).value_or(true);
  }

  void check_points() {
    for (const law::Variable& variable : program_->variables) {
      if (variable.kind != law::Variable::Kind::Number && variable.kind != law::Variable::Kind::Form) continue;
      const auto& atoms = variable.scope == Scope::Line ? program_->line_atoms : program_->party_atoms;
      for (std::size_t t = 0; t < variable.thresholds.size(); ++t) {
        bool below = false, above = false, at = false;
        for (std::uint32_t a = variable.first_atom; a < variable.first_atom + variable.atom_count; ++a) {
          if (atoms[a].threshold != variable.thresholds[t]) continue;
          below |= atoms[a].relation == law::Relation::Less;
          above |= atoms[a].relation == law::Relation::Greater;
          at |= atoms[a].relation != law::Relation::Less && atoms[a].relation != law::Relation::Greater;
        }
        if (!below || !above || at) continue;
        report_point(variable, variable.thresholds[t]);
      }
    }
  }

  void report_point(const law::Variable& variable, const Decimal& threshold) {
    if (!points_.insert({variable.form, threshold.to_string()}).second) return;
    const std::string name = variable.fact != kNone ? "`" + law_.facts[static_cast<std::size_t>(variable.fact)].name + "`" : "this";
    const std::string point = threshold.to_string();
    Diagnostic found;
    for (const Rule& rule : law_.rules) add_comparisons(rule.when, rule, variable.form, threshold, found);
    Diagnostic& warning = diagnostics_.warning("LG1406", fmt::format("{} is compared with `<` and with `>` {}, and {} itself is left out", name, point, point));
    if (found.related.empty()) return;
    warning.source = found.related.front().source;
    warning.place = found.related.front().place;
    if (found.related.size() > 1) warning.related.push_back(found.related.back());
    warning.help = "write `<=` or `>=` on one side";
  }

  // The places where a form is compared with a threshold.
  static void add_comparisons(const law::Condition& condition, const Rule& rule, int form, const Decimal& threshold, Diagnostic& out) {
    if (condition.kind == law::Condition::Kind::Number && condition.form == form && condition.threshold == threshold)
      out.related.push_back({"the other comparison", rule.origin.source, condition.place});
    for (const law::Condition& argument : condition.args) add_comparisons(argument, rule, form, threshold, out);
  }

  void report_rules() {
    for (std::size_t i = 0; i < law_.rules.size(); ++i) {
      const Rule& rule = law_.rules[i];
      const int index = static_cast<int>(i);
      if (active_.count(index) == 0) continue;
      if (reached_.count(index) == 0) warn(rule, "LG1403", "no order can reach `" + rule.label + "`").help = "its condition contradicts itself, or others always go before it";
      else if (avoidable_.count(index) == 0) warn(rule, "LG1404", "the condition of `" + rule.label + "` always holds").help = "leave `when` out if that is meant";
      for (const int base : rule.exception_to)
        if (tried_.count({index, base}) != 0 && met_.count({index, base}) == 0) report_dead(rule, law_.rules[static_cast<std::size_t>(base)]);
    }
  }

  void report_dead(const Rule& rule, const Rule& base) {
    Diagnostic& warning = warn(rule, "LG1402", fmt::format("`{}` never meets `{}`, to which it is an exception", rule.label, base.label));
    warning.related.push_back({"the rule it never meets", base.origin.source, base.origin.place});
    warning.help = "no order meets both conditions on one day";
  }

  void add_read(const law::Condition& condition) {
    if (condition.fact != kNone) read_.insert(condition.fact);
    if (condition.form != kNone) add_read_form(condition.form);
    for (const law::Condition& argument : condition.args) add_read(argument);
  }

  void add_read_form(int index) {
    if (index == kNone) return;
    const law::Form& form = law_.forms[static_cast<std::size_t>(index)];
    if (form.fact != kNone) read_.insert(form.fact);
    add_read_form(form.left);
    add_read_form(form.right);
  }

  // A book that only declares a vocabulary is exempt: it is there for others.
  void check_facts() {
    std::set<int> ruling_books;
    for (const Rule& rule : law_.rules) {
      add_read(rule.when);
      ruling_books.insert(rule.origin.book);
    }
    for (const law::Rider& rider : law_.riders) {
      add_read(rider.when);
      if (rider.met) add_read(*rider.met);
      if (rider.failed) add_read(*rider.failed);
    }
    for (const law::Gate& gate : law_.gates) read_.insert(gate.covered_by);
    read_.insert(law_.reading_fact);
    for (const law::Fact& fact : law_.facts)
      if (fact.form != kNone) {
        add_read_form(law_.forms[static_cast<std::size_t>(fact.form)].left);
        add_read_form(law_.forms[static_cast<std::size_t>(fact.form)].right);
      }
    for (std::size_t i = 0; i < law_.facts.size(); ++i) {
      const law::Fact& fact = law_.facts[i];
      if (read_.count(static_cast<int>(i)) != 0 || ruling_books.count(fact.origin.book) == 0) continue;
      diagnostics_.warning("LG1405", "nothing reads `" + fact.name + "`", fact.origin.source, fact.origin.place).help = "leave it out, or write the rule that needs it";
    }
  }

  // A rule that stops without a successor on the day is a gap, unless it says why.
  void check_ends() {
    std::set<std::pair<int, Date>> starts;
    for (const Rule& rule : law_.rules)
      for (const Span& span : rule.in_force) starts.insert({rule.define, span.from});
    for (const Rule& rule : law_.rules) {
      if (rule.in_force.empty() || !rule.ends_because.empty() || rule.in_force.back().is_open()) continue;
      if (starts.count({rule.define, rule.in_force.back().until}) == 0)
        warn(rule, "LG1407", fmt::format("`{}` ends on {} and nothing follows it", rule.label, rule.in_force.back().until.to_string())).help =
            "say why with `ends because`";
    }
  }

  const Decider& decider_;
  const law::Law& law_;
  Diagnostics& diagnostics_;
  std::shared_ptr<const law::Program> program_;
  std::vector<std::uint64_t> line_meanings_, party_meanings_;
  std::map<std::vector<std::uint64_t>, std::optional<bool>> answers_;
  std::set<std::pair<int, int>> conflicts_, met_, tried_;
  std::set<int> active_, reached_, avoidable_, read_;
  std::set<std::string> unproved_;
  std::set<std::pair<int, std::string>> points_;
};

}  // namespace

std::optional<bool> satisfiable(const std::shared_ptr<const law::Program>& program, Scope scope, const std::vector<std::uint32_t>& nodes, std::string* witness) {
  if (law::exclude_each_other(*program, scope, nodes)) return false;
  return search(program, scope, nodes, kTrue, witness);
}

void check_law(const Decider& decider, Diagnostics& diagnostics) { Checker(decider, diagnostics).run(); }

}  // namespace lockgate::decide
