#include "decide/canonical.h"

#include <algorithm>

namespace lockgate::decide {
namespace {

constexpr std::size_t kMaxNodes = 20000;

}  // namespace

int Canonical::leaf(int view) {
  const auto [it, is_new] = leaves_.try_emplace(view, static_cast<int>(nodes_.size()));
  if (is_new) nodes_.emplace_back();
  return it->second;
}

int Canonical::intern(const Choice& choice, ByCell children) {
  const auto is_first = [&](const auto& child) { return child.second == children.front().second; };
  if (std::all_of(children.begin(), children.end(), is_first)) return children.front().second;
  const auto [it, is_new] = known_.try_emplace({choice, children}, static_cast<int>(nodes_.size()));
  if (is_new) nodes_.push_back({choice, std::move(children)});
  return it->second;
}

// A kind that is not among a node's cannot be on the way there; any of its children will do.
int Canonical::child_at(int id, const Choice& choice, std::uint32_t cell) const {
  const Node& node = nodes_[static_cast<std::size_t>(id)];
  if (node.choice != choice) return id;
  const auto it = std::find_if(node.children.begin(), node.children.end(), [&](const auto& child) { return child.first == cell; });
  return it == node.children.end() ? node.children.front().second : it->second;
}

// A choice that should come before this one is drawn up above it.
int Canonical::node(const Choice& choice, ByCell children) {
  const auto known = built_.find({choice, children});
  if (known != built_.end()) return known->second;
  Choice first = choice;
  for (const auto& [cell, child] : children)
    if (const auto& top = nodes_[static_cast<std::size_t>(child)].choice; top && *top < first) first = *top;
  if (first == choice || nodes_.size() > kMaxNodes) return intern(choice, std::move(children));
  std::set<std::uint32_t> cells;
  for (const auto& [cell, child] : children)
    if (nodes_[static_cast<std::size_t>(child)].choice == first)
      for (const auto& [own, below] : nodes_[static_cast<std::size_t>(child)].children) cells.insert(own);
  ByCell drawn;
  for (const std::uint32_t cell : cells) {
    ByCell below = children;
    for (auto& [own, child] : below) child = child_at(child, first, cell);
    drawn.emplace_back(cell, node(choice, std::move(below)));
  }
  const int out = intern(first, std::move(drawn));
  return built_[{choice, std::move(children)}] = out;
}

std::optional<std::set<Choice>> Canonical::choices(int root) const {
  if (nodes_.size() > kMaxNodes) return std::nullopt;
  std::set<Choice> out;
  std::set<int> seen;
  std::vector<int> open = {root};
  while (!open.empty()) {
    const int id = open.back();
    open.pop_back();
    const Node& node = nodes_[static_cast<std::size_t>(id)];
    if (!seen.insert(id).second || !node.choice) continue;
    out.insert(*node.choice);
    for (const auto& [cell, child] : node.children) open.push_back(child);
  }
  return out;
}

}  // namespace lockgate::decide
