#include "ownership/cascade.h"

#include <algorithm>
#include <unordered_set>

namespace lockgate::ownership {
namespace {

constexpr Units kBasisPoints = 10'000;

Units share_of(const Edge& edge, Bound bound) { return bound == Bound::Least ? edge.least : edge.most; }

Units taken_together(Units held, Units more, const Lane& lane) { return lane.is_added ? held + more : std::max(held, more); }

}  // namespace

bool is_enough(Units held, Units whole, const Lane& lane) {
  // The whole is a multiple of ten thousand units, so the threshold is a whole number of them.
  const Units threshold = whole / kBasisPoints * lane.threshold_bp;
  return lane.is_strict ? held > threshold : held >= threshold;
}

Cascade::Cascade(const Graph& graph, const Lane& lane, Bound bound)
    : graph_(graph), lane_(lane), bound_(bound), held_(graph.size()), place_(graph.size()) {
  for (const Node node : graph.listed())
    if (lane.covers(graph.lists_of(node))) mark(node);
  for (std::size_t next = 0; next < members_.size(); ++next) spread(members_[next]);
}

void Cascade::mark(Node node) {
  members_.push_back(node);
  place_[node] = static_cast<std::uint32_t>(members_.size());
}

void Cascade::spread(Node owner) {
  for (const Edge& edge : graph_.owned_by(owner)) {
    held_[edge.owned] = taken_together(held_[edge.owned], share_of(edge, bound_), lane_);
    const bool is_new = !is_restricted(edge.owned) && is_enough(held_[edge.owned], graph_.whole(), lane_);
    if (is_new && !graph_.is_exempt(edge.owned, lane_.name)) mark(edge.owned);
  }
}

bool holds_itself_up(const Graph& graph, const Lane& lane, Bound bound, Node node) {
  std::unordered_set<Node> is_in = {node};
  std::vector<Node> waiting = {node};
  for (std::size_t next = 0; next < waiting.size(); ++next)
    for (const std::uint32_t e : graph.into(waiting[next]))
      if (is_in.insert(graph.edges()[e].owner).second) waiting.push_back(graph.edges()[e].owner);
  while (!waiting.empty() && is_in.contains(node)) {
    const Node one = waiting.back();
    waiting.pop_back();
    if (!is_in.contains(one) || lane.covers(graph.lists_of(one))) continue;
    Units held = 0;
    for (const std::uint32_t e : graph.into(one))
      if (is_in.contains(graph.edges()[e].owner)) held = taken_together(held, share_of(graph.edges()[e], bound), lane);
    if (is_enough(held, graph.whole(), lane) && !graph.is_exempt(one, lane.name)) continue;
    is_in.erase(one);
    for (const Edge& edge : graph.owned_by(one))
      if (is_in.contains(edge.owned)) waiting.push_back(edge.owned);
  }
  return is_in.contains(node);
}

}  // namespace lockgate::ownership
