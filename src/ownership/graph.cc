#include "ownership/graph.h"

#include <algorithm>
#include <numeric>

#include "base/check.h"
#include "ownership/graph_builder.h"

namespace lockgate::ownership {
namespace {

// Ranges up to this long are sorted in place; most parties own one or two.
constexpr std::ptrdiff_t kFew = 32;

// Where those of each node begin, from how many it has, which stand one place further on.
void add_up(std::vector<std::uint32_t>& counts) { std::partial_sum(counts.begin(), counts.end(), counts.begin()); }

// Of equals the first that was said stays first.
void sort_links(std::vector<Link>::iterator begin, std::vector<Link>::iterator end) {
  const auto is_before = [](const Link& a, const Link& b) { return a.other < b.other; };
  if (end - begin > kFew) return std::stable_sort(begin, end, is_before);
  for (auto at = begin; at != end; ++at) std::rotate(std::upper_bound(begin, at, *at, is_before), at, at + 1);
}

}  // namespace

Result<Graph> Graph::build(const trade::Ownership& ownership, std::optional<Date> date) {
  GraphBuilder builder(date);
  builder.reserve(ownership.holdings.size());
  builder.add(ownership.holdings);
  return builder.finish(ownership.listed, ownership.exempt);
}

void Graph::link(std::vector<Holding> holdings, const Merge& merge) {
  LG_CHECK(holdings.size() < std::numeric_limits<std::uint32_t>::max());
  std::vector<std::uint32_t> begin(size() + std::size_t{2});
  for (const Holding& holding : holdings) ++begin[holding.owner + std::size_t{2}];
  add_up(begin);
  owned_.resize(holdings.size());
  for (const Holding& holding : holdings) owned_[begin[holding.owner + std::size_t{1}]++] = {holding.owned, holding.share};
  holdings = {};
  owned_begin_ = sort_owned(begin, merge);
  turn_round();
}

std::vector<std::uint32_t> Graph::sort_owned(const std::vector<std::uint32_t>& begin, const Merge& merge) {
  std::vector<std::uint32_t> out(size() + std::size_t{1});
  std::uint32_t kept = 0;
  for (Node owner = 0; owner < size(); ++owner) {
    sort_links(owned_.begin() + begin[owner], owned_.begin() + begin[owner + 1]);
    const std::uint32_t first = kept;
    for (std::uint32_t i = begin[owner]; i < begin[owner + 1]; ++i) {
      const Link one = owned_[i];
      const bool is_same = kept > first && owned_[kept - 1].other == one.other;
      if (is_same) owned_[kept - 1].share = merge(owned_[kept - 1].share, one.share);
      else owned_[kept++] = one;
    }
    out[owner + std::size_t{1}] = kept;
  }
  owned_.resize(kept);
  return out;
}

void Graph::turn_round() {
  std::vector<std::uint32_t> next(size() + std::size_t{2});
  for (const Link& link : owned_) ++next[link.other + std::size_t{2}];
  add_up(next);
  owners_.resize(owned_.size());
  for (Node owner = 0; owner < size(); ++owner)
    for (const Link& link : owned_by(owner)) owners_[next[link.other + std::size_t{1}]++] = {owner, link.share};
  next.pop_back();
  owners_begin_ = std::move(next);
}

bool Graph::reaches(Node from, Node to) const {
  std::unordered_set<Node> seen;
  std::vector<Node> waiting = {from};
  while (!waiting.empty()) {
    const Node node = waiting.back();
    waiting.pop_back();
    for (const Link& link : owned_by(node)) {
      if (link.other == to) return true;
      if (seen.insert(link.other).second) waiting.push_back(link.other);
    }
  }
  return false;
}

// Parties keep their order, so that what is said of one is said in the same words.
Graph Graph::above(Node node) const {
  std::vector<Node> members = {node};
  std::unordered_set<Node> is_in = {node};
  for (std::size_t next = 0; next < members.size(); ++next)
    for (const Link& link : owners_of(members[next]))
      if (is_in.insert(link.other).second) members.push_back(link.other);
  std::sort(members.begin(), members.end());
  const auto number_of = [&](Node member) { return static_cast<Node>(std::lower_bound(members.begin(), members.end(), member) - members.begin()); };
  Graph out;
  out.whole_ = whole_;
  out.shares_ = shares_;
  std::vector<Holding> holdings;
  for (const Node member : members) {
    const Node number = out.names_.add(name(member));
    for (const Link& link : owners_of(member)) holdings.push_back({number_of(link.other), number, link.share});
    if (const auto found = lists_.find(member); found != lists_.end()) out.lists_.insert({number, found->second}), out.listed_.push_back(number);
    if (const auto found = exempt_.find(member); found != exempt_.end()) out.exempt_.insert({number, found->second});
    if (holds_itself(member)) out.holds_itself_.insert(number);
  }
  out.link(std::move(holdings), [](std::uint32_t share, std::uint32_t) { return share; });
  return out;
}

const std::vector<std::string>& Graph::lists_of(Node node) const {
  static const std::vector<std::string> kNone;
  const auto found = lists_.find(node);
  return found == lists_.end() ? kNone : found->second;
}

std::optional<Node> Graph::find(std::string_view name) const {
  const Node found = names_.find(name);
  return found == TextNumbers::kNone ? std::nullopt : std::optional(found);
}

bool Graph::is_exempt(Node node, std::string_view lane) const {
  const auto found = exempt_.find(node);
  return found != exempt_.end() && std::find(found->second.begin(), found->second.end(), lane) != found->second.end();
}

}  // namespace lockgate::ownership
