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

// What a gate says in one version, or the line nodes it waits for.
struct Side {
  std::vector<std::uint32_t> nodes;  // of the outcome's values, then of every asked field's
  std::vector<int> defines;
};

Side side_of(const law::Program& program, const law::Gate& gate) {
  Side out;
  out.defines = {gate.outcome};
  for (const int define : asked_defines(gate)) out.defines.push_back(define);
  for (const int define : out.defines) {
    const auto& values = program.defines[static_cast<std::size_t>(define)].value;
    out.nodes.insert(out.nodes.end(), values.begin(), values.end());
  }
  return out;
}

class GateSearch {
 public:
  GateSearch(const law::Versions& versions, const World& start, const trade::Order& order, int gate, trade::Language language)
      : versions_(versions),
        start_(start),
        order_(order),
        law_(*versions.before->law),
        gate_(law_.gates[static_cast<std::size_t>(gate)]),
        before_(side_of(*versions.before, gate_)),
        after_(side_of(*versions.after, gate_)),
        language_(language) {
    for (std::size_t i = 0; i < before_.nodes.size(); ++i) nodes_.insert(nodes_.end(), {before_.nodes[i], after_.nodes[i]});
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
    friend auto operator<=>(const Change&, const Change&) = default;
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
    out.before = words_of_side(*versions_.before, before_, world);
    out.after = words_of_side(*versions_.after, after_, world);
    add_rules(world.under(versions_.after), *versions_.before, out.because);
    add_rules(world.under(versions_.before), *versions_.after, out.because);
    if (out.because.empty()) add_tables(out.because);
    return out;
  }

  // No rule came or went: what changed is who belongs to the sets they name.
  void add_tables(std::vector<std::string>& out) const {
    const Date before = versions_.before->segment.span.from, after = versions_.after->segment.span.from;
    for (std::size_t s = 0; s < law_.sets.size(); ++s) {
      const int set = static_cast<int>(s);
      const bool is_table = !law_.sets[s].rows.empty();
      if (is_table && law::names_on(law_, set, before) != law::names_on(law_, set, after)) out.push_back("members of " + law_.sets[s].name);
    }
  }

  std::vector<std::string> words_of_side(const law::Program& program, const Side& side, const World& world) const {
    std::vector<std::string> out;
    for (const int define : side.defines) {
      const Conclusion conclusion = conclude(program, define, world.instances()[0].values);
      for (std::string& word : words_of(law_.defines[static_cast<std::size_t>(define)], conclusion.sure)) out.push_back(std::move(word));
    }
    return out;
  }

  // Rules that decide here and are not active in the other version.
  void add_rules(const World& world, const law::Program& other, std::vector<std::string>& out) const {
    Reasons reasons(world, world.instances()[0]);
    reasons.add(gate_.outcome);
    for (const int define : asked_defines(gate_)) reasons.add(define);
    for (const Deciding& deciding : reasons.deciding()) {
      const std::string& label = law_.rules[static_cast<std::size_t>(deciding.rule)].label;
      const bool is_new = other.rule_index[static_cast<std::size_t>(deciding.rule)] == kNone;
      if (is_new && std::find(out.begin(), out.end(), label) == out.end()) out.push_back(label);
    }
  }

  KindOfOrder kind_of(const Change& change, const Cover::Box& box) const {
    const Phraser phraser(start_, order_, language_);
    KindOfOrder out{{}, box, gate_.name, change.before, change.after, change.because};
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
  const law::Law& law_;
  const law::Gate& gate_;
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

LawDifference compare_law(const Decider& decider, const trade::Order& like, const law::Segment& before, const law::Segment& after, trade::Language language) {
  LawDifference out;
  out.versions = law::lower_both(decider.law(), before, after);
  const BoundOrder bound = decider.bind(like);
  const Routes routes(out.versions.before);
  const World start(routes, decider.binder(), bound, kNone);
  for (std::size_t g = 0; g < decider.law().gates.size(); ++g) GateSearch(out.versions, start, like, static_cast<int>(g), language).run(out);
  return out;
}

}  // namespace lockgate::decide
