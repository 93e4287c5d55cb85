#include "ownership/rows.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "base/check.h"

namespace lockgate::ownership {
namespace {

// Where a link goes is found in memory that no cache holds, and so is what stands there: both are asked for so many links before.
constexpr std::size_t kAhead = 24;
// Rows up to this long are sorted in place; most have one or two links.
constexpr std::ptrdiff_t kFew = 32;

// `node_of(i)` for each of `count`: where the row of each node begins, with room for one more.
template <class NodeOf>
std::vector<std::uint32_t> counted(std::size_t count, Node nodes, const NodeOf& node_of) {
  std::vector<std::uint32_t> begin(nodes + std::size_t{2});
  for (std::size_t i = 0; i < count; ++i) {
    if (i + kAhead < count) __builtin_prefetch(&begin[node_of(i + kAhead) + std::size_t{2}], 1);
    ++begin[node_of(i) + std::size_t{2}];
  }
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  return begin;
}

using At = std::vector<Link>::iterator;

void sort_row(At begin, At end) {
  const auto is_before = [](const Link& a, const Link& b) { return a.other < b.other; };
  if (end - begin > kFew) return std::stable_sort(begin, end, is_before);
  for (At at = begin; at != end; ++at) {
    const Link one = *at;
    At to = at;
    for (; to != begin && is_before(one, *(to - 1)); --to) *to = *(to - 1);
    *to = one;
  }
}

}  // namespace

Rows Rows::of(std::vector<Entry> entries, Node nodes) {
  const std::size_t count = entries.size();
  LG_CHECK(count < std::numeric_limits<std::uint32_t>::max());
  Rows out;
  out.begin_ = counted(count, nodes, [&](std::size_t i) { return entries[i].from; });
  out.links_.resize(count);
  std::uint32_t* const next = out.begin_.data() + 1;
  for (std::size_t i = 0; i < count; ++i) {
    if (i + 2 * kAhead < count) __builtin_prefetch(&next[entries[i + 2 * kAhead].from], 1);
    if (i + kAhead < count) __builtin_prefetch(&out.links_[next[entries[i + kAhead].from]], 1);
    out.links_[next[entries[i].from]++] = {entries[i].to, entries[i].share};
  }
  out.begin_.pop_back();
  for (Node node = 0; node < nodes; ++node) sort_row(out.links_.begin() + out.begin_[node], out.links_.begin() + out.begin_[node + std::size_t{1}]);
  return out;
}

Rows Rows::turned() const {
  const std::size_t count = links_.size();
  Rows out;
  out.begin_ = counted(count, size(), [this](std::size_t i) { return links_[i].other; });
  out.links_.resize(count);
  std::uint32_t* const next = out.begin_.data() + 1;
  for (Node node = 0; node < size(); ++node)
    for (std::size_t i = begin_[node]; i < begin_[node + std::size_t{1}]; ++i) {
      if (i + 2 * kAhead < count) __builtin_prefetch(&next[links_[i + 2 * kAhead].other], 1);
      if (i + kAhead < count) __builtin_prefetch(&out.links_[next[links_[i + kAhead].other]], 1);
      out.links_[next[links_[i].other]++] = {node, links_[i].share};
    }
  out.begin_.pop_back();
  return out;
}

std::vector<Rows::Entry> Rows::entries() const {
  std::vector<Entry> out;
  out.reserve(links_.size());
  for (Node node = 0; node < size(); ++node)
    for (const Link& link : (*this)[node]) out.push_back({node, link.other, link.share});
  return out;
}

}  // namespace lockgate::ownership
