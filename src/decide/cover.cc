#include "decide/cover.h"

#include <algorithm>

namespace lockgate::decide {
namespace {

bool holds(const Cover::Box& large, const Cover::Box& small) {
  return std::all_of(large.begin(), large.end(), [&](const auto& limit) {
    const auto own = small.find(limit.first);
    return own != small.end() && std::includes(limit.second.begin(), limit.second.end(), own->second.begin(), own->second.end());
  });
}

}  // namespace

int Cover::leaf(int number) {
  const auto [it, is_new] = leaves_.try_emplace(number, static_cast<int>(nodes_.size()));
  if (is_new) nodes_.push_back({std::nullopt, {}, number});
  return it->second;
}

int Cover::node(const Choice& choice, ByCell children) {
  for (const auto& [cell, child] : children) kinds_[choice].insert(cell);
  const auto is_first = [&](const auto& child) { return child.second == children.front().second; };
  if (std::all_of(children.begin(), children.end(), is_first)) return children.front().second;
  const auto [it, is_new] = known_.try_emplace({choice, children}, static_cast<int>(nodes_.size()));
  if (is_new) nodes_.push_back({choice, std::move(children), 0});
  return it->second;
}

std::vector<Cover::Box> Cover::boxes(int root, int number) {
  std::vector<Box> out;
  Box path;
  root_ = root;
  walk(root, number, path, out);
  return out;
}

// Every way to the leaf, unless a box holds it already.
void Cover::walk(int id, int number, Box& path, std::vector<Box>& out) {
  const Node& node = nodes_[static_cast<std::size_t>(id)];
  if (std::any_of(out.begin(), out.end(), [&](const Box& box) { return holds(box, path); })) return;
  if (!node.choice) {
    if (node.leaf != number) return;
    Box box = path;
    expand(box, number);
    out.push_back(std::move(box));
    return;
  }
  std::map<int, std::set<std::uint32_t>> ways;
  for (const auto& [cell, child] : node.children) ways[child].insert(cell);
  for (auto& [child, cells] : ways) {
    path[*node.choice] = std::move(cells);
    walk(child, number, path, out);
  }
  path.erase(*node.choice);
}

// Facts that need no limit lose it; then each limit takes in every further kind it can.
void Cover::expand(Box& box, int number) {
  std::vector<Choice> choices;
  for (const auto& [choice, cells] : box) choices.push_back(choice);
  for (auto choice = choices.rbegin(); choice != choices.rend(); ++choice) {
    auto limit = box.extract(*choice);
    if (!leads_only_to(box, number)) box.insert(std::move(limit));
  }
  for (auto& [choice, cells] : box)
    for (const std::uint32_t kind : kinds_.at(choice)) {
      if (!cells.insert(kind).second) continue;
      if (!leads_only_to(box, number)) cells.erase(kind);
    }
}

bool Cover::leads_only_to(const Box& box, int number) const {
  std::set<int> seen;
  std::vector<int> open = {root_};
  while (!open.empty()) {
    const int id = open.back();
    open.pop_back();
    if (!seen.insert(id).second) continue;
    const Node& node = nodes_[static_cast<std::size_t>(id)];
    if (!node.choice && node.leaf != number) return false;
    const auto limit = node.choice ? box.find(*node.choice) : box.end();
    for (const auto& [cell, child] : node.children)
      if (limit == box.end() || limit->second.count(cell) != 0) open.push_back(child);
  }
  return true;
}

}  // namespace lockgate::decide
