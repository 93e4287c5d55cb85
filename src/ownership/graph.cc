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
  graph.sort();
  for (const trade::Holding& holding : ownership.holdings)
    if (is_known(holding, date) && holding.is_indirect) graph.add_indirect(holding);
  graph.sort();
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
  const auto [found, is_new] = numbers_.emplace(name, size());
  if (is_new) {
    names_.push_back(name);
    lists_.emplace_back();
    exempt_.emplace_back();
    holds_itself_.push_back(false);
  }
  return found->second;
}

// Shares a company holds in itself move nobody across a threshold here; whether they should count is for a person.
void Graph::add(const trade::Holding& holding) {
  const Node owner = number_of(holding.owner);
  const Node owned = number_of(holding.owned);
  if (owner == owned) holds_itself_[owner] = true;
  else edges_.push_back({owner, owned, units(holding.least), units(holding.most), holding.is_unknown});
}

void Graph::add_indirect(const trade::Holding& holding) {
  const Node owner = number_of(holding.owner);
  const Node owned = number_of(holding.owned);
  if (owner != owned && !reaches(owner, owned)) edges_.push_back({owner, owned, 0, units(holding.most), true});
}

bool Graph::reaches(Node from, Node to) const {
  std::vector<bool> is_seen(size());
  std::vector<Node> waiting = {from};
  while (!waiting.empty()) {
    const Node node = waiting.back();
    waiting.pop_back();
    if (node + 1 >= begin_.size()) continue;
    for (const Edge& edge : owned_by(node)) {
      if (edge.owned == to) return true;
      if (!is_seen[edge.owned]) waiting.push_back(edge.owned);
      is_seen[edge.owned] = true;
    }
  }
  return false;
}

void Graph::sort() {
  std::stable_sort(edges_.begin(), edges_.end(), [](const Edge& a, const Edge& b) { return a.owner != b.owner ? a.owner < b.owner : a.owned < b.owned; });
  std::vector<Edge> merged;
  for (const Edge& edge : edges_) {
    const bool is_same = !merged.empty() && merged.back().owner == edge.owner && merged.back().owned == edge.owned;
    if (!is_same) {
      merged.push_back(edge);
      continue;
    }
    // A share that one source states is not open because another does not know it.
    Edge& before = merged.back();
    const bool is_open = before.is_unknown && edge.is_unknown;
    before.most = before.is_unknown && !edge.is_unknown ? edge.most : edge.is_unknown ? before.most : std::max(before.most, edge.most);
    before.least = std::max(before.least, edge.least);
    before.is_unknown = is_open;
  }
  edges_ = std::move(merged);
  begin_.assign(size() + 1, 0);
  into_begin_.assign(size() + 1, 0);
  for (const Edge& edge : edges_) ++begin_[edge.owner + 1], ++into_begin_[edge.owned + 1];
  std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
  std::partial_sum(into_begin_.begin(), into_begin_.end(), into_begin_.begin());
  std::vector<std::uint32_t> next(into_begin_.begin(), into_begin_.end() - 1);
  into_.resize(edges_.size());
  for (std::uint32_t e = 0; e < edges_.size(); ++e) into_[next[edges_[e].owned]++] = e;
}

std::optional<Node> Graph::find(std::string_view name) const {
  const auto found = numbers_.find(std::string(name));
  return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

bool Graph::is_exempt(Node node, std::string_view lane) const { return std::find(exempt_[node].begin(), exempt_[node].end(), lane) != exempt_[node].end(); }

}  // namespace lockgate::ownership
