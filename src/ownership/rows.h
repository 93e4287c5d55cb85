// Rows: what leads from each node to others, in order, in eight bytes each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace lockgate::ownership {

using Node = std::uint32_t;

// One end of something between two nodes, seen from the other; `share` is the number of what is said of it: few different things are.
struct Link {
  Node other = 0;
  std::uint32_t share = 0;
};

class Rows {
 public:
  struct Entry {
    Node from = 0;
    Node to = 0;
    std::uint32_t share = 0;
  };
  // For `Condense`: this link is left out.
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  Rows() = default;
  Rows(std::vector<Link> links, std::vector<std::uint32_t> begin) : links_(std::move(links)), begin_(std::move(begin)) {}
  // By `from`, then by `to`; of equals the first that was said stays first.
  static Rows of(std::vector<Entry> entries, Node nodes);

  std::span<const Link> operator[](Node node) const { return {links_.data() + begin_[node], links_.data() + begin_[node + std::size_t{1}]}; }
  Node size() const { return static_cast<Node>(begin_.size() - 1); }
  std::size_t count() const { return links_.size(); }
  // The links, and where those of each node begin.
  std::pair<std::vector<Link>, std::vector<std::uint32_t>> columns() && { return {std::move(links_), std::move(begin_)}; }
  // Asks for the memory that `[]` looks at.
  void ask_for(Node node) const { __builtin_prefetch(&begin_[node]); }

  // Seen from the other ends.
  Rows turned() const;
  std::vector<Entry> entries() const;
  // More nodes, from which nothing leads.
  void widen(Node nodes) { begin_.resize(nodes + std::size_t{1}, begin_.back()); }
  // Each link says what `share_of(from, link)` gives, or is left out; those between the same two become one.
  template <class ShareOf, class Merge>
  void condense(const ShareOf& share_of, const Merge& merge);

 private:
  std::vector<Link> links_;
  std::vector<std::uint32_t> begin_ = {0};
};

template <class ShareOf, class Merge>
void Rows::condense(const ShareOf& share_of, const Merge& merge) {
  std::uint32_t kept = 0;
  std::uint32_t from = 0;
  for (Node node = 0; node < size(); ++node) {
    const std::uint32_t first = kept;
    for (const std::uint32_t until = begin_[node + std::size_t{1}]; from < until; ++from) {
      const Link link = {links_[from].other, share_of(node, links_[from])};
      if (link.share == kNone) continue;
      const bool is_same = kept > first && links_[kept - 1].other == link.other;
      if (is_same) links_[kept - 1].share = merge(links_[kept - 1].share, link.share);
      else links_[kept++] = link;
    }
    begin_[node + std::size_t{1}] = kept;
  }
  links_.resize(kept);
}

}  // namespace lockgate::ownership
