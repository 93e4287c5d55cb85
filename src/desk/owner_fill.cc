#include "desk/owner_fill.h"

#include <algorithm>
#include <limits>

namespace lockgate::desk {
namespace {

using ownership::Graph;
using ownership::Node;

constexpr int kPlaces = 6;
constexpr std::int64_t kMillionthsOfWhole = 100'000'000;  // of a percent

// Units of a graph in percent, to a millionth; what is finer widens the range and never moves an end inwards.
Decimal percent(ownership::Units units, ownership::Units whole, Decimal::Round round) {
  const Decimal hundredfold = multiply(Decimal::of(units), Decimal::of(100)).value_or(Decimal());
  return Decimal::parse(quotient_text(hundredfold, Decimal::of(whole), kPlaces, round)).value_or(Decimal());
}

Range range_of(const ownership::Share& share, ownership::Units whole) { return {percent(share.least, whole, Decimal::Round::Down), percent(share.most, whole, Decimal::Round::Up)}; }

// A share of an order, in percent, as a part of the whole; finer than a millionth of a percent counts as a range around it.
trade::Fraction fraction_of(const Decimal& percent, bool is_up) {
  const Decimal scale = Decimal::of(kMillionthsOfWhole / 100);
  const Decimal scaled = multiply(percent, scale).value_or(Decimal());
  std::int64_t count = 0;
  int128 divisor = 1;
  for (int i = 0; i < scaled.scale(); ++i) divisor *= 10;
  count = static_cast<std::int64_t>(scaled.mantissa() / divisor) + (is_up && scaled.mantissa() % divisor != 0 ? 1 : 0);
  return {count, kMillionthsOfWhole};
}

// The one who surely holds more than half.
std::optional<Node> parent_of(const Graph& graph, Node node) {
  for (const ownership::Link& link : graph.owners_of(node))
    if (2 * graph.share(link).least > graph.whole()) return link.other;
  return std::nullopt;
}

bool is_listed(const trade::Ownership& ownership, const std::string& name) {
  return std::any_of(ownership.listed.begin(), ownership.listed.end(), [&](const trade::ListedOwner& one) { return one.name == name; });
}

}  // namespace

void OwnerFill::fill(trade::Party& party, const std::string& node) {
  node_ = node;
  std::vector<std::string> names = {node};
  if (party.owners)
    for (const trade::Owner& owner : *party.owners) names.push_back(owner.name);
  certain_ = ancestry_.above(names);
  if (party.owners) add_given(party, node);
  if (certain_.holdings.empty()) return;
  declared_ = certain_.listed;
  list_names(party);
  auto graph = Graph::build(certain_, day_);
  auto possible = Graph::build(possible_, day_);
  if (!graph || !possible) {
    unsolved_ = (graph ? possible : graph).error().message;
    return;
  }
  graph_ = std::move(*graph);
  possible_graph_ = std::move(*possible);
  if (!party.owners) add_owners(party);
  if (party.ultimate_parent == nullptr && !party.is_own_parent) add_parent(party);
}

// What the order says of its owners goes before what holdings say of the same party.
void OwnerFill::add_given(const trade::Party& party, const std::string& node) {
  std::erase_if(certain_.holdings, [&](const trade::Holding& holding) { return holding.owned == node; });
  for (const trade::Owner& owner : *party.owners) {
    trade::Holding holding{owner.name, node, {}, {1, 1}, !owner.percent.has_value(), false, {}};
    if (owner.percent) holding.least = fraction_of(owner.percent->min, false), holding.most = fraction_of(owner.percent->max, true);
    if (holding.most.numerator <= holding.most.denominator) certain_.holdings.push_back(std::move(holding));
    if (owner.lists && !owner.lists->empty()) certain_.listed.push_back({owner.name, *owner.lists});
  }
}

// Everybody above is compared with the lists, not only who owns directly.
void OwnerFill::list_names(const trade::Party& party) {
  std::vector<std::string> names;
  for (const trade::Holding& holding : certain_.holdings) names.push_back(holding.owner);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::vector<trade::ListedOwner> open;
  for (const std::string& name : names) {
    const bool is_declared = party.owners && std::any_of(party.owners->begin(), party.owners->end(), [&](const trade::Owner& owner) { return owner.name == name && owner.lists; });
    if (is_declared || is_listed(certain_, name)) continue;
    const trade::Screened found = look_(name);
    trade::Words words = found.lists;
    if (found.result == "needs_review")
      for (const trade::ListHit& hit : found.hits)
        if (hit.status != "not_a_match") words.insert(words.end(), hit.words.begin(), hit.words.end());
    if (!words.empty()) (found.result == "listed" ? certain_.listed : open).push_back({name, words});
  }
  possible_ = certain_;
  possible_.listed.insert(possible_.listed.end(), open.begin(), open.end());
}

void OwnerFill::add_owners(trade::Party& party) const {
  const auto node = graph_->find(node_);
  if (!node || graph_->owners_of(*node).empty()) return;
  party.owners.emplace();
  for (const ownership::Link& link : graph_->owners_of(*node)) {
    trade::Owner owner;
    owner.name = graph_->name(link.other);
    if (const ownership::Share& share = graph_->share(link); !share.is_unknown) owner.percent = range_of(share, graph_->whole());
    for (const trade::ListedOwner& declared : declared_)
      if (declared.name == owner.name) owner.lists = declared.lists;
    party.owners->push_back(std::move(owner));
  }
}

// Up as long as one holds more than half; a circle has no top.
void OwnerFill::add_parent(trade::Party& party) const {
  const auto start = graph_->find(node_);
  if (!start) return;
  Node top = *start;
  for (Node steps = 0; steps <= graph_->size(); ++steps) {
    const auto next = parent_of(*graph_, top);
    if (!next) break;
    if (steps == graph_->size()) return;
    top = *next;
  }
  if (top == *start) return;
  trade::Party parent;
  parent.name = graph_->name(top);
  for (const trade::Seat& seat : certain_.seats)
    if (seat.name == parent.name) parent.headquarters = seat.headquarters;
  party.ultimate_parent = std::make_shared<const trade::Party>(std::move(parent));
}

void OwnerFill::add_inherited(const std::string& owner, trade::Screened& found) const {
  if (!graph_) return;
  const auto node = graph_->find(owner);
  const auto possible = possible_graph_->find(owner);
  if (!node || !possible) return;
  trade::Words words = graph_->lists_of(*node);
  for (const ownership::Lane& lane : lanes_)
    for (const std::string& list : ownership::Solution(*graph_, lane, std::nullopt).lists_behind(*node)) words.push_back(list);
  for (const std::string& word : words)
    if (std::find(found.lists.begin(), found.lists.end(), word) == found.lists.end() && found.result != "needs_review") found.lists.push_back(word);
  if (!found.lists.empty() && found.result != "needs_review") found.result = "listed";
  const auto may_be = [&](const ownership::Lane& lane) { return ownership::Cascade(*possible_graph_, lane, ownership::Bound::Most).is_restricted(*possible); };
  const bool is_possible = std::any_of(lanes_.begin(), lanes_.end(), may_be) || std::any_of(sums_.begin(), sums_.end(), may_be);
  if (words.empty() && is_possible && found.result != "listed") found.result = "needs_review";
}

std::vector<trade::Held> OwnerFill::held() const {
  std::vector<trade::Held> out;
  if (!unsolved_.empty()) out.push_back({"", "possible", std::nullopt, {unsolved_}, {}});
  if (!possible_graph_) return out;
  const auto node = possible_graph_->find(node_);
  if (!node) return out;
  for (const ownership::Lane& lane : lanes_) {
    const ownership::Answer sure = ownership::Solution(*graph_, lane, std::nullopt).answer(*graph_->find(node_));
    const ownership::Answer may_be = ownership::Solution(*possible_graph_, lane, std::nullopt).answer(*node);
    const bool is_open = sure.restricted != ownership::Restricted::Yes && may_be.restricted != ownership::Restricted::No;
    const ownership::Answer& answer = is_open ? may_be : sure;
    if (answer.restricted == ownership::Restricted::No && answer.flags.empty()) continue;
    out.push_back({lane.name, is_open ? "possible" : ownership::to_string(answer.restricted), answer.direct_bp, answer.because, answer.flags});
  }
  return out;
}

}  // namespace lockgate::desk
