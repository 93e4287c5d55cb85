#include "decide/law_difference.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "decide/phrase.h"
#include "decide/reasons.h"
#include "decide/residual_form.h"

namespace lockgate::decide {
namespace {

using law::kNone;

// Worlds tried for one gate. The largest change of the shipped law takes some thousands.
constexpr int kBudget = 200000;

constexpr std::uint32_t kFalseNode = 0;

// The text of an entry, up to the blank line or the fence that ends it.
std::string_view entry_at(const law::Origin& origin) {
  if (origin.source == nullptr) return {};
  const std::string_view text = origin.source->text();
  const std::size_t begin = text.rfind('\n', origin.place.begin) + 1;
  return text.substr(begin, std::min(text.find("\n\n", begin), text.find("\n```", begin)) - begin);
}

// What a gate says in one version of the law; a version without the gate says nothing.
class Side {
 public:
  Side(const law::Program& program, const std::string& gate) : program_(program), law_(*program.law) {
    const int index = law_.find_gate(gate);
    if (index == kNone) return;
    const law::Gate& own = law_.gates[static_cast<std::size_t>(index)];
    defines_ = {own.outcome};
    for (const int define : asked_defines(own)) defines_.push_back(define);
    for (const int define : defines_) add_nodes(define);
  }

  // The node of each thing it may say: `us.policy = denial`.
  const std::map<std::string, std::uint32_t>& nodes() const { return nodes_; }
  const std::vector<int>& defines() const { return defines_; }

  std::vector<std::string> words(const World& world) const {
    std::vector<std::string> out;
    for (const int define : defines_) {
      const Conclusion conclusion = conclude(program_, define, world.instances()[0].values);
      for (std::string& word : words_of(law_.defines[static_cast<std::size_t>(define)], conclusion.sure)) out.push_back(std::move(word));
    }
    return out;
  }

  // Does this version have the rule as the other has it?
  bool has(const law::Rule& rule) const {
    const int own = law_.find_rule(rule.label);
    return own != kNone && program_.rule_index[static_cast<std::size_t>(own)] != kNone &&
           entry_at(law_.rules[static_cast<std::size_t>(own)].origin) == entry_at(rule.origin);
  }

  const law::Program& program() const { return program_; }
  const law::Law& law() const { return law_; }

 private:
  void add_nodes(int define) {
    const law::Define& declared = law_.defines[static_cast<std::size_t>(define)];
    const auto& values = program_.defines[static_cast<std::size_t>(define)].value;
    for (std::size_t v = 0; v < values.size(); ++v) nodes_[declared.name + " = " + declared.values[v]] = values[v];
  }

  const law::Program& program_;
  const law::Law& law_;
  std::vector<int> defines_;
  std::map<std::string, std::uint32_t> nodes_;
};

class GateSearch {
 public:
  GateSearch(const law::Versions& versions, const World& start, const trade::Order& order, std::string gate, trade::Language language)
      : versions_(versions), start_(start), order_(order), gate_(std::move(gate)), before_(*versions.before, gate_), after_(*versions.after, gate_), language_(language) {
    std::map<std::string, std::pair<std::uint32_t, std::uint32_t>> both;
    for (const auto& [what, node] : before_.nodes()) both[what] = {node, kFalseNode};
    for (const auto& [what, node] : after_.nodes()) both.try_emplace(what, kFalseNode, kFalseNode).first->second.second = node;
    for (const auto& [what, nodes] : both) nodes_.insert(nodes_.end(), {nodes.first, nodes.second});
  }

  void run(LawDifference& out) {
    const int root = explore(start_);
    if (spent_ > kBudget) out.is_complete = false;
    for (std::size_t change = 1; change < changes_.size(); ++change)
      for (const Cover::Box& box : cover_.boxes(root, static_cast<int>(change))) out.kinds.push_back(kind_of(changes_[change], box));
  }

 private:
  struct Change {
    std::vector<std::string> before, after;
    std::vector<std::string> because;
    friend bool operator==(const Change&, const Change&) = default;
  };

  // How the two sides stand in a world: what is left of each node they are made of, and the nodes on which they are not the same.
  struct Comparison {
    ResidualForm::Rest rest;
    std::vector<std::uint32_t> differing;
    bool is_settled = true;
  };

  Comparison compare(const World& world) {
    Comparison out;
    out.rest = forms_.of(world, nodes_);
    bool is_sure = false;
    for (std::size_t i = 0; i < nodes_.size(); i += 2) {
      const ResidualForm::Id was = out.rest.forms[i], is = out.rest.forms[i + 1];
      const bool is_open = ResidualForm::is_open(was) || ResidualForm::is_open(is);
      out.is_settled &= !is_open;
      if (was == is) continue;
      out.differing.insert(out.differing.end(), {nodes_[i], nodes_[i + 1]});
      is_sure |= !is_open;
    }
    // They differ for sure: what remains is to find out from what to what.
    if (is_sure) out.differing = nodes_;
    return out;
  }

  // A leaf is the number of a change, 0 for none.
  int explore(const World& world) {
    if (++spent_ > kBudget) return cover_.leaf(0);
    Comparison comparison = compare(world);
    if (comparison.differing.empty()) return cover_.leaf(0);
    if (comparison.is_settled) return cover_.leaf(number_of(change_in(world)));
    ResidualForm::Key key = comparison.rest.key();
    const auto known = known_.find(key);
    if (known != known_.end()) return known->second;
    const int out = branch(world, comparison.differing);
    return known_[std::move(key)] = out;
  }

  int branch(const World& world, const std::vector<std::uint32_t>& open) {
    const Choice choice = first_open(world, 0, open).value();
    ByCell children;
    for (const World::Group& group : world.groups(choice.variable, choice.subject)) {
      World narrowed = world;
      narrowed.choose(choice.variable, choice.subject, group);
      narrowed.evaluate();
      const int child = explore(narrowed);
      for (const std::uint32_t cell : group.cells) children.emplace_back(cell, child);
    }
    return cover_.node(choice, std::move(children));
  }

  int number_of(const Change& change) {
    const auto it = std::find(changes_.begin() + 1, changes_.end(), change);
    if (it != changes_.end()) return static_cast<int>(it - changes_.begin());
    changes_.push_back(change);
    return static_cast<int>(changes_.size()) - 1;
  }

  Change change_in(const World& world) const {
    Change out;
    const World then = world.under(versions_.before), now = world.under(versions_.after);
    out.before = before_.words(then);
    out.after = after_.words(now);
    add_rules(now, after_, before_, out.because);
    add_rules(then, before_, after_, out.because);
    if (out.because.empty()) add_tables(out.because);
    return out;
  }

  // No rule came or went: what changed is who belongs to the sets they name.
  void add_tables(std::vector<std::string>& out) const {
    const Date before = versions_.before->segment.span.from, after = versions_.after->segment.span.from;
    for (std::size_t s = 0; s < after_.law().sets.size(); ++s) {
      const law::NamedSet& set = after_.law().sets[s];
      const auto known = before_.law().set_names.find(set.name);
      if (set.rows.empty() || known == before_.law().set_names.end()) continue;
      if (law::names_on(before_.law(), known->second, before) != law::names_on(after_.law(), static_cast<int>(s), after)) out.push_back("members of " + set.name);
    }
  }

  // Rules that decide on one side and that the other does not have.
  static void add_rules(const World& world, const Side& side, const Side& other, std::vector<std::string>& out) {
    Reasons reasons(world, world.instances()[0]);
    for (const int define : side.defines()) reasons.add(define);
    for (const Deciding& deciding : reasons.deciding()) {
      const law::Rule& rule = side.law().rules[static_cast<std::size_t>(deciding.rule)];
      if (!other.has(rule) && std::find(out.begin(), out.end(), rule.label) == out.end()) out.push_back(rule.label);
    }
  }

  KindOfOrder kind_of(const Change& change, const Cover::Box& box) const {
    const Phraser phraser(start_, order_, language_);
    KindOfOrder out{{}, box, gate_, change.before, change.after, change.because};
    for (const auto& [choice, cells] : box) {
      const std::vector<std::string> facts = phraser.facts(choice.variable, choice.subject);
      World::Group group;
      group.cells.assign(cells.begin(), cells.end());
      out.limits.push_back({fmt::format("{}", fmt::join(facts, ", ")), phraser.kinds(choice.variable, choice.subject, group)});
    }
    return out;
  }

  const law::Versions& versions_;
  const World& start_;
  const trade::Order& order_;
  std::string gate_;
  Side before_, after_;
  std::vector<std::uint32_t> nodes_;  // of both sides in turn
  trade::Language language_;
  ResidualForm forms_;
  Cover cover_;
  std::map<ResidualForm::Key, int> known_;
  std::vector<Change> changes_ = {{}};
  int spent_ = 0;
};

}  // namespace

LawDifference compare_law(const Decider& first, const law::Segment& before, const Decider& second, const law::Segment& after, const trade::Order& like,
                          trade::Language language) {
  LawDifference out;
  out.versions = law::lower_both(first.law(), before, second.law(), after);
  const BoundOrder bound = second.bind(like);
  const Routes routes(out.versions.after);
  const World start(routes, second.binder(), bound, kNone);
  std::vector<std::string> gates;
  for (const law::Law* law : {&first.law(), &second.law()})
    for (const law::Gate& gate : law->gates)
      if (std::find(gates.begin(), gates.end(), gate.name) == gates.end()) gates.push_back(gate.name);
  for (const std::string& gate : gates) GateSearch(out.versions, start, like, gate, language).run(out);
  return out;
}

}  // namespace lockgate::decide
