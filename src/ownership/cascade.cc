#include "ownership/cascade.h"

#include <algorithm>
#include <unordered_set>

namespace lockgate::ownership {
namespace {

constexpr Units kBasisPoints = 10'000;
// Memory is asked for so many links, and so many members, before they are looked at.
constexpr std::size_t kAhead = 12;

Units share_of(const Share& share, Bound bound) { return bound == Bound::Least ? share.least : share.most; }

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
  for (std::size_t next = 0; next < members_.size(); ++next) {
    if (next + kAhead < members_.size()) ask_for(members_[next + kAhead]);
    spread(members_[next]);
  }
}

void Cascade::mark(Node node) {
  members_.push_back(node);
  place_[node] = static_cast<std::uint32_t>(members_.size());
}

// What `spread` will look at first.
void Cascade::ask_for(Node owner) const {
  const std::span<const Link> links = graph_.owned_by(owner);
  __builtin_prefetch(links.data());
}

void Cascade::spread(Node owner) {
  const std::span<const Link> links = graph_.owned_by(owner);
  for (std::size_t i = 0; i < links.size(); ++i) {
    const Link& link = links[i];
    if (i + kAhead < links.size()) __builtin_prefetch(&held_[links[i + kAhead].other]), __builtin_prefetch(&place_[links[i + kAhead].other]);
    held_[link.other] = taken_together(held_[link.other], share_of(graph_.share(link), bound_), lane_);
    const bool is_new = !is_restricted(link.other) && is_enough(held_[link.other], graph_.whole(), lane_);
    if (is_new && !graph_.is_exempt(link.other, lane_.name)) mark(link.other);
  }
}

bool holds_itself_up(const Graph& graph, const Lane& lane, Bound bound, Node node) {
  std::unordered_set<Node> is_in = {node};
  std::vector<Node> waiting = {node};
  for (std::size_t next = 0; next < waiting.size(); ++next)
    for (const Link& link : graph.owners_of(waiting[next]))
      if (is_in.insert(link.other).second) waiting.push_back(link.other);
  while (!waiting.empty() && is_in.contains(node)) {
    const Node one = waiting.back();
    waiting.pop_back();
    if (!is_in.contains(one) || lane.covers(graph.lists_of(one))) continue;
    Units held = 0;
    for (const Link& link : graph.owners_of(one))
      if (is_in.contains(link.other)) held = taken_together(held, share_of(graph.share(link), bound), lane);
    if (is_enough(held, graph.whole(), lane) && !graph.is_exempt(one, lane.name)) continue;
    is_in.erase(one);
    for (const Link& link : graph.owned_by(one))
      if (is_in.contains(link.other)) waiting.push_back(link.other);
  }
  return is_in.contains(node);
}

}  // namespace lockgate::ownership
