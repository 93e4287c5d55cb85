#include "decide/open_fact.h"

#include "decide/phrase.h"

namespace lockgate::decide {
namespace {

using law::kUnknown;
using law::Node;
using law::Scope;

class Search {
 public:
  // `all`: where every one that is met is put; null: only the first is looked for.
  explicit Search(const World& world, std::set<Choice>* all = nullptr) : all_(all), world_(world), line_seen_(world.program().line.nodes.size(), false) {
    party_seen_.assign(world.parties().size(), std::vector<bool>(world.program().party.nodes.size(), false));
  }

  void descend_line(const Instance& instance, std::uint32_t id) {
    if (line_seen_[id] || instance.values[id] != kUnknown) return;
    line_seen_[id] = true;
    const law::Graph& graph = world_.program().line;
    const Node& node = graph.nodes[id];
    switch (node.op) {
      case Node::Op::Atom: {
        const int variable = world_.program().line_atoms[node.first].variable;
        return offer({variable, world_.subject_of(variable, instance.chip)});
      }
      case Node::Op::Not: return descend_line(instance, node.first);
      case Node::Op::Exists:
      case Node::Op::All:
        for (std::size_t p = 0; p < world_.parties().size(); ++p) descend_party(static_cast<int>(p), node.first);
        return;
      default:
        for (std::uint32_t i = 0; i < node.count; ++i) descend_line(instance, graph.children[node.first + i]);
    }
  }

  void descend_party(int party, std::uint32_t id) {
    const auto index = static_cast<std::size_t>(party);
    if (party_seen_[index][id] || world_.parties()[index].values[id] != kUnknown) return;
    party_seen_[index][id] = true;
    const law::Graph& graph = world_.program().party;
    const Node& node = graph.nodes[id];
    if (node.op == Node::Op::Atom) return offer({world_.program().party_atoms[node.first].variable, {Scope::Party, party}});
    if (node.op == Node::Op::Not) return descend_party(party, node.first);
    for (std::uint32_t i = 0; i < node.count; ++i) descend_party(party, graph.children[node.first + i]);
  }

  std::optional<Choice> best() const { return best_ ? std::optional(facts_first(*best_)) : std::nullopt; }

 private:
  void offer(Choice choice) {
    if (all_ != nullptr) all_->insert(choice);
    if (!best_ || choice < *best_) best_ = choice;
  }

  // Before a form, the facts in it that the law also looks at by themselves: the form's cells depend on theirs.
  Choice facts_first(Choice choice) const {
    const law::Variable& form = world_.program().variables[static_cast<std::size_t>(choice.variable)];
    if (form.kind != law::Variable::Kind::Form) return choice;
    for (const int fact : facts_of_form(*world_.program().law, form.form))
      for (std::size_t v = 0; v < world_.program().variables.size(); ++v) {
        const law::Variable& own = world_.program().variables[v];
        if (own.kind != law::Variable::Kind::Number || own.fact != fact || own.scope != form.scope) continue;
        const int variable = static_cast<int>(v);
        const Subject subject = form.scope == Scope::Party ? choice.subject : world_.subject_of(variable, choice.subject.index);
        if (world_.groups(variable, subject).size() > 1) return {variable, subject};
      }
    return choice;
  }

  std::set<Choice>* all_;
  const World& world_;
  std::vector<bool> line_seen_;
  std::vector<std::vector<bool>> party_seen_;
  std::optional<Choice> best_;
};

}  // namespace

std::optional<Choice> first_open(const World& world, int instance, const std::vector<std::uint32_t>& nodes) {
  Search search(world);
  for (const std::uint32_t node : nodes) search.descend_line(world.instances()[static_cast<std::size_t>(instance)], node);
  return search.best();
}

std::optional<Choice> first_open_of_party(const World& world, int party, std::uint32_t node) {
  Search search(world);
  search.descend_party(party, node);
  return search.best();
}

std::optional<Choice> open_conflict(const World& world) {
  const law::Program& program = world.program();
  for (std::size_t p = 0; p < world.parties().size(); ++p)
    if (world.parties()[p].values[program.party_conflict] == kUnknown) return first_open_of_party(world, static_cast<int>(p), program.party_conflict);
  for (std::size_t i = 0; i < world.instances().size(); ++i)
    if (world.instances()[i].values[program.line_conflict] == kUnknown) return first_open(world, static_cast<int>(i), {program.line_conflict});
  return std::nullopt;
}

std::set<Choice> all_open(const World& world, int instance, const std::vector<std::uint32_t>& nodes) {
  std::set<Choice> out;
  Search search(world, &out);
  for (const std::uint32_t node : nodes) search.descend_line(world.instances()[static_cast<std::size_t>(instance)], node);
  return out;
}

std::set<Choice> all_open_of_party(const World& world, int party, const std::vector<std::uint32_t>& nodes) {
  std::set<Choice> out;
  Search search(world, &out);
  for (const std::uint32_t node : nodes) search.descend_party(party, node);
  return out;
}

}  // namespace lockgate::decide
