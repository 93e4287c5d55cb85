#include "decide/diagram.h"

#include <algorithm>

#include "decide/canonical.h"
#include "decide/determine.h"
#include "decide/residual_form.h"

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

bool shares_one(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  return std::find_first_of(a.begin(), a.end(), b.begin(), b.end()) != a.end();
}

}  // namespace

Asked Asked::everything(const law::Law& law) {
  Asked out{{}, true};
  for (std::size_t g = 0; g < law.gates.size(); ++g) out.gates.push_back(static_cast<int>(g));
  return out;
}

namespace {

// False: something asked is open, and `open` is what to look at first.
bool fill_leaf(const World& world, const Asked& asked, Leaf& leaf, std::optional<Choice>& choice) {
  leaf.verdict = trade::Verdict::Proceed;
  OpenNodes open;
  for (const int gate : asked.gates) {
    auto finding = find(world, gate, open);
    if (!finding) return choice = first_open(world, open.instance, open.nodes), false;
    leaf.verdict = std::max(leaf.verdict, verdict_of(world, gate, *finding));
    leaf.gates.push_back(std::move(*finding));
  }
  if (!asked.faults) return true;
  choice = open_conflict(world);
  if (is_faulty(world)) leaf.verdict = std::max(leaf.verdict, trade::Verdict::Hold);
  return !choice.has_value();
}

}  // namespace

class Explorer {
 public:
  Explorer(Diagram& diagram, const Asked& asked, const law::Program& program) : diagram_(diagram), asked_(asked) {
    for (const int gate : asked.gates) add_nodes_of(program, gate, nodes_);
  }

  int explore(const World& world) {
    if (++spent_ > kBudget) diagram_.is_exact_ = false;
    if (!diagram_.is_exact_) return 0;
    std::optional<Choice> open;
    Leaf leaf;
    if (!fill_leaf(world, asked_, leaf, open)) return branch_once(world, open.value());
    return intern_leaf(std::move(leaf));
  }

 private:
  // Worlds in which the same is left lead to the same.
  int branch_once(const World& world, const Choice& choice) {
    ResidualForm::Key rest = forms_.of(world, nodes_, asked_.faults).key();
    const auto it = explored_.find(rest);
    if (it != explored_.end()) return it->second;
    const int out = branch(world, choice);
    return explored_[std::move(rest)] = out;
  }

  int branch(const World& world, const Choice& choice) {
    Diagram::Node node;
    node.choice = choice;
    for (World::Group& group : world.groups(choice.variable, choice.subject)) {
      World narrowed = world;
      narrowed.choose(choice.variable, choice.subject, group);
      narrowed.evaluate();
      node.branches.push_back({std::move(group.cells), explore(narrowed)});
    }
    return intern(std::move(node));
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
  const Asked& asked_;
  std::vector<std::uint32_t> nodes_;  // of everything asked
  ResidualForm forms_;
  std::map<ResidualForm::Key, int> explored_;
  int spent_ = 0;
  std::map<Leaf, int> known_leaves_;
  std::vector<int> leaf_nodes_;
  std::map<std::pair<Choice, ByCell>, int> known_;
};

std::optional<Leaf> settled_leaf(const World& world, const Asked& asked) {
  std::optional<Choice> open;
  Leaf out;
  return fill_leaf(world, asked, out, open) ? std::optional(std::move(out)) : std::nullopt;
}

Diagram Diagram::of(Leaf leaf) {
  Diagram out;
  out.leaves_.push_back(std::move(leaf));
  out.nodes_.emplace_back().leaf = 0;
  out.root_ = 0;
  return out;
}

Diagram Diagram::explore(const World& world, const Asked& asked) {
  Diagram out;
  out.root_ = Explorer(out, asked, world.program()).explore(world);
  if (out.is_exact_) out.needed_ = out.support([&](const Leaf& leaf) { return static_cast<int>(&leaf - out.leaves_.data()); });
  return out;
}

std::vector<int> Diagram::reachable_leaves(const Choice& choice, const std::vector<std::uint32_t>& wanted) const {
  if (nodes_.size() == 1) return {nodes_.front().leaf};
  std::vector<bool> is_seen(nodes_.size(), false), is_leaf(leaves_.size(), false);
  std::vector<int> open = {root_};
  while (!open.empty()) {
    const int id = open.back();
    open.pop_back();
    if (is_seen[static_cast<std::size_t>(id)]) continue;
    is_seen[static_cast<std::size_t>(id)] = true;
    const Node& node = nodes_[static_cast<std::size_t>(id)];
    if (node.leaf != kNone) is_leaf[static_cast<std::size_t>(node.leaf)] = true;
    const bool is_restricted = choice.variable != kNone && node.choice == choice && node.leaf == kNone;
    for (const Branch& branch : node.branches)
      if (!is_restricted || shares_one(branch.cells, wanted)) open.push_back(branch.child);
  }
  std::vector<int> out;
  for (std::size_t l = 0; l < is_leaf.size(); ++l)
    if (is_leaf[l]) out.push_back(static_cast<int>(l));
  return out;
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

}  // namespace lockgate::decide
