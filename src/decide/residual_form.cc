#include "decide/residual_form.h"

#include <algorithm>
#include <initializer_list>
#include <set>

#include "decide/phrase.h"

namespace lockgate::decide {
namespace {

using law::kNone;
using law::kUnknown;
using law::Node;
using law::Scope;
using Id = ResidualForm::Id;

Id settled(Truth truth) { return truth == law::kTrue ? ResidualForm::kIsTrue : ResidualForm::kIsFalse; }

// Whose atom it is: the order's, a party's, a chip's.
std::uint32_t number_of(Subject subject) {
  if (subject.index == kNone) return 0;
  const auto index = static_cast<std::uint32_t>(subject.index);
  return 2 * index + (subject.scope == Scope::Party ? 1U : 2U);
}

void add_interval(const Interval& interval, ResidualForm::Key& key) {
  for (const Decimal& end : {interval.low, interval.high}) {
    for (int part = 0; part < 4; ++part) key.push_back(static_cast<std::uint32_t>(end.mantissa() >> 32 * part));
    key.push_back(static_cast<std::uint32_t>(end.scale()));
  }
  key.push_back((interval.is_low_open ? 1U : 0U) | (interval.is_high_open ? 2U : 0U) | (interval.is_unbounded ? 4U : 0U) | (interval.is_bottomless ? 8U : 0U));
}

}  // namespace

// One world, from the conditions asked for down to its open atoms.
class ResidualWalk {
 public:
  ResidualWalk(ResidualForm& forms, const World& world)
      : forms_(forms), world_(world), program_(world.program()) {
    if (++forms_.walk_ == 0) forms_.lines_.clear(), forms_.parties_.clear(), forms_.walk_ = 1;
    forms_.lines_.resize(std::max(forms_.lines_.size(), world.instances().size()));
    forms_.parties_.resize(std::max(forms_.parties_.size(), world.parties().size()));
    for (auto& found : forms_.lines_) found.resize(std::max(found.size(), program_.line.nodes.size()));
    for (auto& found : forms_.parties_) found.resize(std::max(found.size(), program_.party.nodes.size()));
  }

  Id line(std::size_t instance, std::uint32_t id) {
    const Instance& seen = world_.instances()[instance];
    if (seen.values[id] != kUnknown) return settled(seen.values[id]);
    ResidualForm::Found& found = forms_.lines_[instance][id];
    if (found.walk != forms_.walk_) found = {forms_.walk_, open_line(instance, seen, id)};
    return found.form;
  }

  Id party(std::size_t index, std::uint32_t id) {
    const std::vector<Truth>& values = world_.parties()[index].values;
    if (values[id] != kUnknown) return settled(values[id]);
    ResidualForm::Found& found = forms_.parties_[index][id];
    if (found.walk != forms_.walk_) found = {forms_.walk_, open_party(index, id)};
    return found.form;
  }

  // A fact that was given as a range or by its first digits leaves fewer kinds open than one that was not given.
  ResidualForm::Key limits() {
    ResidualForm::Key out;
    sort_out(open_facts_);
    for (const Choice& choice : open_facts_) {
      const law::Variable& variable = program_.variables[static_cast<std::size_t>(choice.variable)];
      const Slots& slots = world_.slots_of(choice.subject);
      const bool is_number = variable.kind == law::Variable::Kind::Number;
      if (!slots.is_given(variable.fact) && !(is_number && slots.slots[static_cast<std::size_t>(variable.fact)].number >= 0)) continue;
      out.insert(out.end(), {static_cast<std::uint32_t>(choice.variable), number_of(choice.subject)});
      for (const World::Group& group : world_.groups(choice.variable, choice.subject)) out.insert(out.end(), group.cells.begin(), group.cells.end());
      out.push_back(UINT32_MAX);
    }
    return out;
  }

  // A condition on several numbers is left as it is, but what the numbers may be was narrowed, and so were their other sums.
  ResidualForm::Key ties() {
    ResidualForm::Key out;
    std::set<Scope> tied;
    sort_out(open_forms_);
    for (const Choice& form : open_forms_) add_facts(form, out), tied.insert(form.subject.scope);
    for (const World::Pin& pin : world_.pinned()) {
      if (tied.count(pin.subject.scope) == 0) continue;
      out.insert(out.end(), {static_cast<std::uint32_t>(pin.variable), number_of(pin.subject), pin.first, pin.last});
      add_facts({pin.variable, pin.subject}, out);
    }
    return out;
  }

 private:
  Id open_line(std::size_t instance, const Instance& seen, std::uint32_t id) {
    const Node& node = program_.line.nodes[id];
    switch (node.op) {
      case Node::Op::Atom: {
        const int variable = program_.line_atoms[node.first].variable;
        return atom(node.first, {variable, world_.subject_of(variable, seen.chip)});
      }
      case Node::Op::Not: return intern({line(instance, node.first), static_cast<std::uint32_t>(node.op)});
      case Node::Op::Exists:
      case Node::Op::All: {
        const std::size_t first = parts_.size();
        for (std::size_t p = 0; p < world_.parties().size(); ++p) add(party(p, node.first));
        return join(node.op == Node::Op::Exists ? Node::Op::Or : Node::Op::And, first);
      }
      default: {
        const std::size_t first = parts_.size();
        for (std::uint32_t i = 0; i < node.count; ++i) add(line(instance, program_.line.children[node.first + i]));
        return join(node.op, first);
      }
    }
  }

  Id open_party(std::size_t index, std::uint32_t id) {
    const Node& node = program_.party.nodes[id];
    if (node.op == Node::Op::Atom) return atom(node.first, {program_.party_atoms[node.first].variable, {Scope::Party, static_cast<int>(index)}});
    if (node.op == Node::Op::Not) return intern({party(index, node.first), static_cast<std::uint32_t>(node.op)});
    const std::size_t first = parts_.size();
    for (std::uint32_t i = 0; i < node.count; ++i) add(party(index, program_.party.children[node.first + i]));
    return join(node.op, first);
  }

  Id atom(std::uint32_t index, const Choice& choice) {
    const bool is_form = program_.variables[static_cast<std::size_t>(choice.variable)].kind == law::Variable::Kind::Form;
    (is_form ? open_forms_ : open_facts_).push_back(choice);
    return intern({index, number_of(choice.subject), UINT32_MAX});
  }

  Id intern(std::initializer_list<std::uint32_t> key) {
    forms_.key_ = key;
    return forms_.intern(forms_.key_);
  }

  // Parts that are settled say nothing: a settled part of an open `and` is true, of an open `or` false.
  void add(Id part) {
    if (ResidualForm::is_open(part)) parts_.push_back(part);
  }

  // Of the parts from `first` on, which are then done with.
  Id join(Node::Op op, std::size_t first) {
    const auto begin = parts_.begin() + static_cast<std::ptrdiff_t>(first);
    std::sort(begin, parts_.end());
    ResidualForm::Key& key = forms_.key_;
    key.assign(begin, std::unique(begin, parts_.end()));
    parts_.resize(first);
    if (key.size() == 1) return key.front();
    key.push_back(static_cast<std::uint32_t>(op));
    return forms_.intern(key);
  }

  static void sort_out(std::vector<Choice>& choices) {
    std::sort(choices.begin(), choices.end());
    choices.erase(std::unique(choices.begin(), choices.end()), choices.end());
  }

  void add_facts(const Choice& form, ResidualForm::Key& key) const {
    for (const int fact : facts_of_form(*program_.law, program_.variables[static_cast<std::size_t>(form.variable)].form))
      add_interval(world_.slots_of(form.subject).interval_of(fact), key);
  }

  ResidualForm& forms_;
  const World& world_;
  const law::Program& program_;
  std::vector<Id> parts_;  // of the nodes that are being walked
  std::vector<Choice> open_forms_, open_facts_;
};

ResidualForm::Key ResidualForm::Rest::key() const {
  Key out = forms;
  out.push_back(UINT32_MAX);
  out.insert(out.end(), ties.begin(), ties.end());
  out.push_back(UINT32_MAX);
  out.insert(out.end(), limits.begin(), limits.end());
  return out;
}

ResidualForm::Rest ResidualForm::of(const World& world, const std::vector<std::uint32_t>& line_nodes, bool with_conflicts) {
  ResidualWalk walk(*this, world);
  Rest out;
  for (std::size_t i = 0; i < world.instances().size(); ++i) {
    for (const std::uint32_t node : line_nodes) out.forms.push_back(walk.line(i, node));
    if (with_conflicts) out.forms.push_back(walk.line(i, world.program().line_conflict));
  }
  if (with_conflicts) {
    for (std::size_t p = 0; p < world.parties().size(); ++p) out.forms.push_back(walk.party(p, world.program().party_conflict));
    out.forms.push_back(world.overflowed() ? kIsTrue : kIsFalse);
  }
  out.ties = walk.ties();
  out.limits = walk.limits();
  return out;
}

}  // namespace lockgate::decide
