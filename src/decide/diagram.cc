#include "decide/diagram.h"

#include <algorithm>

#include "decide/canonical.h"
#include "decide/determine.h"
#include "decide/phrase.h"

namespace lockgate::decide {
namespace {

using law::kNone;

// Evaluations spent on one order before the safe but inexact answer is given. A real order with a dozen open facts needs some hundreds.
constexpr int kBudget = 20000;

// Two nodes are one only if each kind leads to the same: equal children alone may hang on different kinds.
ByCell by_cell(const Diagram::Node& node, const std::vector<int>& children) {
  ByCell out;
  for (std::size_t b = 0; b < node.branches.size(); ++b)
    for (const std::uint32_t cell : node.branches[b].cells) out.emplace_back(cell, children[b]);
  return out;
}

}  // namespace

class Explorer {
 public:
  Explorer(Diagram& diagram, const trade::Order& order, trade::Language language)
      : diagram_(diagram), order_(order), language_(language) {}

  int explore(const World& world) {
    if (++spent_ > kBudget) diagram_.is_exact_ = false;
    if (!diagram_.is_exact_) return 0;
    Leaf leaf;
    OpenNodes open;
    const std::size_t gates = world.program().law->gates.size();
    for (std::size_t g = 0; g < gates; ++g) {
      auto finding = find(world, static_cast<int>(g), open);
      if (!finding) return branch(world, first_open(world, open.instance, open.nodes).value());
      leaf.gates.push_back(std::move(*finding));
    }
    leaf.verdict = fold(*world.program().law, world, leaf.gates);
    if (is_faulty(world)) leaf.verdict = std::max(leaf.verdict, trade::Verdict::Hold);
    if (diagram_.example_ == nullptr && spent_ > 1) diagram_.example_ = std::make_shared<const World>(world);
    return intern_leaf(std::move(leaf));
  }

 private:
  int branch(const World& world, Choice choice) {
    Diagram::Node node;
    node.choice = choice;
    const Phraser phraser(world, order_, language_);
    std::vector<std::pair<World::Group, int>> branches;
    for (World::Group& group : world.groups(choice.variable, choice.subject)) {
      World narrowed = world;
      narrowed.choose(choice.variable, choice.subject, group);
      narrowed.evaluate();
      join(world, choice, std::move(group), explore(narrowed), branches);
    }
    for (auto& [group, child] : branches) node.branches.push_back({group.cells, phraser.label(choice.variable, choice.subject, group), child});
    return intern(std::move(node));
  }

  // Neighbouring stretches of a number that lead to the same are one stretch.
  static void join(const World& world, const Choice& choice, World::Group group, int child, std::vector<std::pair<World::Group, int>>& out) {
    const law::Variable::Kind kind = world.program().variables[static_cast<std::size_t>(choice.variable)].kind;
    const bool is_number = kind == law::Variable::Kind::Number || kind == law::Variable::Kind::Form;
    if (is_number && !out.empty() && out.back().second == child) {
      std::vector<std::uint32_t>& cells = out.back().first.cells;
      cells.insert(cells.end(), group.cells.begin(), group.cells.end());
    } else {
      out.emplace_back(std::move(group), child);
    }
  }

  int intern_leaf(Leaf leaf) {
    const auto [it, is_new] = known_leaves_.try_emplace(leaf, static_cast<int>(diagram_.leaves_.size()));
    if (is_new) {
      diagram_.leaves_.push_back(std::move(leaf));
      Diagram::Node node;
      node.leaf = it->second;
      leaf_nodes_.push_back(static_cast<int>(diagram_.nodes_.size()));
      diagram_.nodes_.push_back(std::move(node));
    }
    return leaf_nodes_[static_cast<std::size_t>(it->second)];
  }

  int intern(Diagram::Node node) {
    std::vector<int> children;
    for (const Diagram::Branch& branch : node.branches) children.push_back(branch.child);
    if (std::all_of(children.begin(), children.end(), [&](int child) { return child == children.front(); })) return children.front();
    const auto [it, is_new] = known_.try_emplace({node.choice, by_cell(node, children)}, static_cast<int>(diagram_.nodes_.size()));
    if (is_new) diagram_.nodes_.push_back(std::move(node));
    return it->second;
  }

  Diagram& diagram_;
  const trade::Order& order_;
  trade::Language language_;
  int spent_ = 0;
  std::map<Leaf, int> known_leaves_;
  std::vector<int> leaf_nodes_;
  std::map<std::pair<Choice, ByCell>, int> known_;
};

Diagram Diagram::explore(const World& world, const trade::Order& order, trade::Language language) {
  Diagram out;
  out.root_ = Explorer(out, order, language).explore(world);
  return out;
}

std::set<int> Diagram::reachable_leaves(const Choice& choice, int branch) const {
  std::set<int> leaves, seen;
  std::vector<int> open = {root_};
  while (!open.empty()) {
    const int id = open.back();
    open.pop_back();
    if (!seen.insert(id).second) continue;
    const Node& node = nodes_[static_cast<std::size_t>(id)];
    if (node.leaf != kNone) leaves.insert(node.leaf);
    const bool is_restricted = choice.variable != kNone && node.choice == choice && node.leaf == kNone;
    for (std::size_t b = 0; b < node.branches.size(); ++b)
      if (!is_restricted || static_cast<int>(b) == branch) open.push_back(node.branches[b].child);
  }
  return leaves;
}

std::vector<Choice> Diagram::support(const std::function<int(const Leaf&)>& view) const {
  // Merge again, bottom up (children have smaller numbers): nodes that differ only in what the view hides become one.
  std::vector<int> merged(nodes_.size());
  std::map<std::pair<Choice, ByCell>, int> known;
  std::map<int, int> known_views;
  std::vector<const Node*> kept;
  std::vector<std::vector<int>> kept_children;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const Node& node = nodes_[i];
    std::vector<int> children;
    for (const Branch& branch : node.branches) children.push_back(merged[static_cast<std::size_t>(branch.child)]);
    if (node.leaf != kNone) {
      const auto [it, is_new] = known_views.try_emplace(view(leaves_[static_cast<std::size_t>(node.leaf)]), static_cast<int>(kept.size()));
      if (is_new) kept.push_back(&node), kept_children.emplace_back();
      merged[i] = it->second;
    } else if (std::all_of(children.begin(), children.end(), [&](int child) { return child == children.front(); })) {
      merged[i] = children.front();
    } else {
      const auto [it, is_new] = known.try_emplace({node.choice, by_cell(node, children)}, static_cast<int>(kept.size()));
      if (is_new) kept.push_back(&node), kept_children.push_back(children);
      merged[i] = it->second;
    }
  }
  const auto needed = needed_choices(view);
  std::vector<Choice> out;
  std::set<int> seen;
  std::vector<int> open = {merged[static_cast<std::size_t>(root_)]};
  for (std::size_t at = 0; at < open.size(); ++at) {  // breadth first: the first question comes first
    const int id = open[at];
    if (!seen.insert(id).second || kept[static_cast<std::size_t>(id)]->leaf != kNone) continue;
    const Choice& choice = kept[static_cast<std::size_t>(id)]->choice;
    const bool is_needed = !needed || needed->count(choice) != 0;
    if (is_needed && std::find(out.begin(), out.end(), choice) == out.end()) out.push_back(choice);
    open.insert(open.end(), kept_children[static_cast<std::size_t>(id)].begin(), kept_children[static_cast<std::size_t>(id)].end());
  }
  return out;
}

// What the answer depends on, however the search went.
std::optional<std::set<Choice>> Diagram::needed_choices(const std::function<int(const Leaf&)>& view) const {
  Canonical canonical;
  std::vector<int> ids;
  for (const Node& node : nodes_) {
    std::vector<int> children;
    for (const Branch& branch : node.branches) children.push_back(ids[static_cast<std::size_t>(branch.child)]);
    ids.push_back(node.leaf != kNone ? canonical.leaf(view(leaves_[static_cast<std::size_t>(node.leaf)])) : canonical.node(node.choice, by_cell(node, children)));
  }
  return canonical.choices(ids[static_cast<std::size_t>(root_)]);
}

const Diagram::Node* Diagram::first(const Choice& choice) const {
  for (auto it = nodes_.rbegin(); it != nodes_.rend(); ++it)
    if (it->leaf == kNone && it->choice == choice) return &*it;
  return nullptr;
}

}  // namespace lockgate::decide
