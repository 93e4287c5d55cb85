#include "ownership/cascade.h"

#include <algorithm>

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
    : graph_(graph), lane_(lane), bound_(bound), restricted_(graph.size()), held_(graph.size()), place_(graph.size()) {
  for (Node node = 0; node < graph.size(); ++node)
    if (lane.covers(graph.lists_of(node))) mark(node);
  for (std::size_t next = 0; next < members_.size(); ++next) spread(members_[next]);
}

void Cascade::mark(Node node) {
  restricted_[node] = true;
  place_[node] = static_cast<std::uint32_t>(members_.size());
  members_.push_back(node);
}

void Cascade::spread(Node owner) {
  for (const Edge& edge : graph_.owned_by(owner)) {
    held_[edge.owned] = taken_together(held_[edge.owned], share_of(edge, bound_), lane_);
    const bool is_new = !restricted_[edge.owned] && !graph_.is_exempt(edge.owned, lane_.name);
    if (is_new && is_enough(held_[edge.owned], graph_.whole(), lane_)) mark(edge.owned);
  }
}

std::vector<bool> largest_set(const Graph& graph, const Lane& lane, Bound bound) {
  std::vector<bool> is_in(graph.size(), true);
  std::vector<Node> waiting;
  for (Node node = 0; node < graph.size(); ++node) waiting.push_back(node);
  while (!waiting.empty()) {
    const Node node = waiting.back();
    waiting.pop_back();
    if (!is_in[node] || lane.covers(graph.lists_of(node))) continue;
    Units held = 0;
    for (const std::uint32_t e : graph.into(node))
      if (is_in[graph.edges()[e].owner]) held = taken_together(held, share_of(graph.edges()[e], bound), lane);
    if (is_enough(held, graph.whole(), lane) && !graph.is_exempt(node, lane.name)) continue;
    is_in[node] = false;
    for (const Edge& edge : graph.owned_by(node)) waiting.push_back(edge.owned);
  }
  return is_in;
}

}  // namespace lockgate::ownership
