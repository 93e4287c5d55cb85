#include "ownership/graph_builder.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>

namespace lockgate::ownership {
namespace {

// Hundreds of thousands of whole stakes still add up to less than the largest number.
constexpr Units kFinestUnit = 1'000'000'000'000;
constexpr std::size_t kTogether = 256;

}  // namespace

std::size_t GraphBuilder::Hash::operator()(const Stated& stated) const {
  std::uint64_t hash = stated.is_unknown ? 1 : 0;
  for (const std::int64_t number : {stated.least.numerator, stated.least.denominator, stated.most.numerator, stated.most.denominator})
    hash = (hash ^ static_cast<std::uint64_t>(number)) * 0x9E3779B97F4A7C15u, hash ^= hash >> 29;
  return static_cast<std::size_t>(hash);
}

void GraphBuilder::add(std::span<const trade::Holding> holdings) {
  for (std::size_t from = 0; from < holdings.size(); from += kTogether) add_some(holdings.subspan(from, std::min(kTogether, holdings.size() - from)));
}

void GraphBuilder::add_some(std::span<const trade::Holding> holdings) {
  std::array<std::string_view, 2 * kTogether> names;
  std::array<Node, 2 * kTogether> nodes;
  for (std::size_t h = 0; h < holdings.size(); ++h) names[2 * h] = holdings[h].owner, names[2 * h + 1] = holdings[h].owned;
  graph_.names_.add_all(std::span(names).first(2 * holdings.size()), nodes);
  for (std::size_t h = 0; h < holdings.size(); ++h)
    if (is_known(holdings[h])) note(holdings[h], nodes[2 * h], nodes[2 * h + 1]);
}

// Shares a company holds in itself move nobody across a threshold here; whether they should count is for a person.
// An indirect stake counts only where nothing says what it is made of, and then it is no more than possible.
void GraphBuilder::note(const trade::Holding& holding, Node owner, Node owned) {
  if (owner == owned && holding.is_indirect) return;
  if (owner == owned) graph_.holds_itself_.insert(owner);
  else if (holding.is_indirect) indirect_.push_back({owner, owned, number_of({{0, 1}, holding.most, true})});
  else holdings_.push_back({owner, owned, number_of({holding.least, holding.most, holding.is_unknown})});
}

// Most holdings state what another has stated.
std::uint32_t GraphBuilder::number_of(const Stated& stated) {
  const auto [found, is_new] = numbers_.try_emplace(stated, static_cast<std::uint32_t>(stated_.size()));
  if (is_new) stated_.push_back(stated);
  return found->second;
}

Result<Units> GraphBuilder::find_unit() const {
  Units whole = graph_.whole_;
  for (const Stated& stated : stated_)
    for (const std::int64_t denominator : {stated.least.denominator, stated.most.denominator}) {
      const Units factor = denominator / std::gcd(whole, denominator);
      if (factor > kFinestUnit / whole) return fail("LG0604", "these shares have no unit in common that whole numbers can count", "give the shares in basis points, or as fractions of the same number of shares");
      whole *= factor;
    }
  return whole;
}

Result<Graph> GraphBuilder::finish(std::span<const trade::ListedOwner> listed, std::span<const trade::Exemption> exempt) {
  const Result<Units> whole = find_unit();
  if (!whole) return tl::unexpected(whole.error());
  graph_.whole_ = *whole;
  const auto units = [&](const trade::Fraction& share) { return share.numerator * (*whole / share.denominator); };
  for (const Stated& stated : stated_) shares_.push_back({units(stated.least), units(stated.most), stated.is_unknown});
  for (const trade::ListedOwner& owner : listed) {
    auto& lists = graph_.lists_[graph_.names_.add(owner.name)];
    lists.insert(lists.end(), owner.lists.begin(), owner.lists.end());
  }
  for (const trade::Exemption& exemption : exempt) graph_.exempt_[graph_.names_.add(exemption.name)] = exemption.lanes;
  for (const auto& [node, lists] : graph_.lists_) graph_.listed_.push_back(node);
  std::sort(graph_.listed_.begin(), graph_.listed_.end());
  link(std::move(holdings_));
  if (!indirect_.empty()) add_indirect();
  graph_.shares_ = std::make_shared<const std::vector<Share>>(std::move(shares_));
  return std::move(graph_);
}

void GraphBuilder::link(std::vector<Graph::Holding> holdings) {
  graph_.link(std::move(holdings), [this](std::uint32_t before, std::uint32_t more) { return merged(before, more); });
}

void GraphBuilder::add_indirect() {
  std::vector<Graph::Holding> all;
  for (const Graph::Holding& holding : indirect_)
    if (!graph_.reaches(holding.owner, holding.owned)) all.push_back(holding);
  if (all.empty()) return;
  for (Node owner = 0; owner < graph_.size(); ++owner)
    for (const Link& link : graph_.owned_by(owner)) all.push_back({owner, link.other, link.share});
  link(std::move(all));
}

// A share that one source states is not open because another does not know it.
std::uint32_t GraphBuilder::merged(std::uint32_t before, std::uint32_t more) {
  if (before == more) return before;
  const Share a = shares_[before];
  const Share b = shares_[more];
  const Share both = {std::max(a.least, b.least), a.is_unknown && !b.is_unknown ? b.most : b.is_unknown ? a.most : std::max(a.most, b.most), a.is_unknown && b.is_unknown};
  const auto [found, is_new] = merged_.try_emplace({both.least, both.most, both.is_unknown}, static_cast<std::uint32_t>(shares_.size()));
  if (is_new) shares_.push_back(both);
  return found->second;
}

}  // namespace lockgate::ownership
