#include "ownership/cascade.h"

#include <algorithm>
#include <unordered_set>

namespace lockgate::ownership {
namespace {

constexpr Units kBasisPoints = 10'000;
// Memory is asked for so many members, and so many links, before they are looked at.
constexpr std::size_t kAhead = 12;
constexpr std::size_t kLinksAhead = 32;
// So many times as many as are listed are reached, if shares are held as on real lists. It decides about speed only.
constexpr std::size_t kReached = 16;

Units share_of(const Share& share, Bound bound) { return bound == Bound::Least ? share.least : share.most; }

Units taken_together(Units held, Units more, const Lane& lane) { return lane.is_added ? held + more : std::max(held, more); }

}  // namespace

// The whole is a multiple of ten thousand units, so the threshold is a whole number of them.
Units enough(Units whole, const Lane& lane) { return whole / kBasisPoints * lane.threshold_bp + (lane.is_strict ? 1 : 0); }

bool is_enough(Units held, Units whole, const Lane& lane) { return held >= enough(whole, lane); }

Cascade::Cascade(const Graph& graph, const Lane& lane, Bound bound) : graph_(graph), lane_(lane), bound_(bound), enough_(enough(graph.whole(), lane)), standings_(graph.size()) {
  begin();
  for (std::size_t next = 0; next < members_.size(); ++next) {
    ask_ahead(next);
    spread(members_[next]);
  }
}

void Cascade::begin() {
  members_ = graph_.listed([this](const std::vector<std::string>& lists) { return lane_.covers(lists); });
  listed_ = members_.size();
  standings_.expect(kReached * listed_);
  for (std::size_t i = 0; i < listed_; ++i) {
    if (i + kAhead < listed_) standings_.ask_for(members_[i + kAhead]);
    standings_.alter(members_[i], [i](Standing& standing) { standing.place = static_cast<std::uint32_t>(i + 1); });
  }
}

// Three steps lead to what an owner's shares are added to, each through memory that no cache holds: where his holdings are, the holdings,
// and how those stand who are owned.
void Cascade::ask_ahead(std::size_t next) const {
  asm volatile("");  // GCC takes what only asks for memory for something that does nothing, and leaves the call out
  if (next + 3 * kAhead < members_.size()) graph_.ask_for_owned_by(members_[next + 3 * kAhead]);
  if (next + 2 * kAhead < members_.size()) __builtin_prefetch(graph_.owned_by(members_[next + 2 * kAhead]).data());
  if (next + kAhead >= members_.size()) return;
  const std::span<const Link> links = graph_.owned_by(members_[next + kAhead]);
  for (const Link& link : links.first(std::min(kLinksAhead, links.size()))) standings_.ask_for(link.other);
}

void Cascade::spread(Node owner) {
  const std::span<const Link> links = graph_.owned_by(owner);
  for (std::size_t i = 0; i < links.size(); ++i) {
    if (i + kLinksAhead < links.size()) standings_.ask_for(links[i + kLinksAhead].other);
    take(links[i]);
  }
}

void Cascade::take(const Link& link) {
  // Without a call: it is done for every holding.
  standings_.alter(link.other, [&](Standing& standing) __attribute__((always_inline)) {
    standing.held = taken_together(standing.held, share_of(graph_.share(link), bound_), lane_);
    if (standing.place != 0 || standing.held < enough_ || graph_.is_exempt(link.other, lane_.name)) return;
    members_.push_back(link.other);
    standing.place = static_cast<std::uint32_t>(members_.size());
  });
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
