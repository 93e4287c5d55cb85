#include "ownership/graph.h"

#include <algorithm>
#include <numeric>

namespace lockgate::ownership {
namespace {

// Hundreds of thousands of whole stakes still add up to less than the largest number.
constexpr Units kFinestUnit = 1'000'000'000'000;

bool is_known(const trade::Holding& holding, std::optional<Date> date) { return !date || holding.span.contains(*date); }

}  // namespace

Result<Graph> Graph::build(const trade::Ownership& ownership, std::optional<Date> date) {
  Graph graph;
  if (const Result<void> unit = graph.find_unit(ownership); !unit) return tl::unexpected(unit.error());
  graph.edges_.reserve(ownership.holdings.size());
  for (const trade::Holding& holding : ownership.holdings) {
    graph.number_of(holding.owner);
    graph.number_of(holding.owned);
    if (is_known(holding, date) && !holding.is_indirect) graph.add(holding);
  }
  for (const trade::ListedOwner& listed : ownership.listed) {
    auto& lists = graph.lists_[graph.number_of(listed.name)];
    lists.insert(lists.end(), listed.lists.begin(), listed.lists.end());
  }
  for (const trade::Exemption& exemption : ownership.exempt) graph.exempt_[graph.number_of(exemption.name)] = exemption.lanes;
  for (const auto& [node, lists] : graph.lists_) graph.listed_.push_back(node);
  std::sort(graph.listed_.begin(), graph.listed_.end());
  graph.sort();
  const std::size_t direct = graph.edges_.size();
  for (const trade::Holding& holding : ownership.holdings)
    if (is_known(holding, date) && holding.is_indirect) graph.add_indirect(holding);
  if (graph.edges_.size() > direct) graph.sort();
  return graph;
}

Result<void> Graph::find_unit(const trade::Ownership& ownership) {
  for (const trade::Holding& holding : ownership.holdings)
    for (const std::int64_t denominator : {holding.least.denominator, holding.most.denominator}) {
      const Units factor = denominator / std::gcd(whole_, denominator);
      if (factor > kFinestUnit / whole_) return fail("LG0604", "these shares have no unit in common that whole numbers can count", "give the shares in basis points, or as fractions of the same number of shares");
      whole_ *= factor;
    }
  return {};
}

Node Graph::number_of(const std::string& name) {
  if (const auto found = numbers_.find(name); found != numbers_.end()) return found->second;
  names_.push_back(name);
  return numbers_.emplace(names_.back(), size() - 1).first->second;
}

// Shares a company holds in itself move nobody across a threshold here; whether they should count is for a person.
void Graph::add(const trade::Holding& holding) {
  const Node owner = number_of(holding.owner);
  const Node owned = number_of(holding.owned);
  if (owner == owned) holds_itself_.insert(owner);
  else edges_.push_back({owner, owned, units(holding.least), units(holding.most), holding.is_unknown});
}

void Graph::add_indirect(const trade::Holding& holding) {
  const Node owner = number_of(holding.owner);
  const Node owned = number_of(holding.owned);
  if (owner != owned && !reaches(owner, owned)) edges_.push_back({owner, owned, 0, units(holding.most), true});
}

bool Graph::reaches(Node from, Node to) const {
  std::unordered_set<Node> seen;
  std::vector<Node> waiting = {from};
  while (!waiting.empty()) {
    const Node node = waiting.back();
    waiting.pop_back();
    if (node + 1 >= begin_.size()) continue;
    for (const Edge& edge : owned_by(node)) {
      if (edge.owned == to) return true;
      if (seen.insert(edge.owned).second) waiting.push_back(edge.owned);
    }
  }
  return false;
}

void Graph::sort() {
  begin_.assign(size() + 1, 0);
  for (const Edge& edge : edges_) ++begin_[edge.owner + 1];
  std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
  std::vector<Edge> sorted(edges_.size());
  std::vector<std::uint32_t> next(begin_.begin(), begin_.end() - 1);
  for (const Edge& edge : edges_) sorted[next[edge.owner]++] = edge;
  edges_ = std::move(sorted);
  for (Node owner = 0; owner < size(); ++owner)
    if (begin_[owner + 1] - begin_[owner] > 1) std::stable_sort(edges_.begin() + begin_[owner], edges_.begin() + begin_[owner + 1], [](const Edge& a, const Edge& b) { return a.owned < b.owned; });
  merge();
  begin_.assign(size() + 1, 0);
  into_begin_.assign(size() + 1, 0);
  for (const Edge& edge : edges_) ++begin_[edge.owner + 1], ++into_begin_[edge.owned + 1];
  std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
  std::partial_sum(into_begin_.begin(), into_begin_.end(), into_begin_.begin());
  next.assign(into_begin_.begin(), into_begin_.end() - 1);
  into_.resize(edges_.size());
  for (std::uint32_t e = 0; e < edges_.size(); ++e) into_[next[edges_[e].owned]++] = e;
}

void Graph::merge() {
  std::size_t kept = 0;
  for (const Edge& edge : edges_) {
    const bool is_same = kept > 0 && edges_[kept - 1].owner == edge.owner && edges_[kept - 1].owned == edge.owned;
    if (!is_same) {
      edges_[kept++] = edge;
      continue;
    }
    // A share that one source states is not open because another does not know it.
    Edge& before = edges_[kept - 1];
    const bool is_open = before.is_unknown && edge.is_unknown;
    before.most = before.is_unknown && !edge.is_unknown ? edge.most : edge.is_unknown ? before.most : std::max(before.most, edge.most);
    before.least = std::max(before.least, edge.least);
    before.is_unknown = is_open;
  }
  edges_.resize(kept);
}

const std::vector<std::string>& Graph::lists_of(Node node) const {
  static const std::vector<std::string> kNone;
  const auto found = lists_.find(node);
  return found == lists_.end() ? kNone : found->second;
}

std::optional<Node> Graph::find(std::string_view name) const {
  const auto found = numbers_.find(name);
  return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

bool Graph::is_exempt(Node node, std::string_view lane) const {
  const auto found = exempt_.find(node);
  return found != exempt_.end() && std::find(found->second.begin(), found->second.end(), lane) != found->second.end();
}

}  // namespace lockgate::ownership
