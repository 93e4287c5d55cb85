#include "ownership/register.h"

#include <algorithm>
#include <utility>

namespace lockgate::ownership {
namespace {

constexpr std::size_t kTogether = 256;

// The names are looked up together, which is what most of the time goes into where there are millions.
template <class Value, class Use>
void for_each_named(TextNumbers& names, std::span<const Value> values, const Use& use) {
  std::array<std::string_view, kTogether> texts;
  std::array<Node, kTogether> nodes;
  for (std::size_t from = 0; from < values.size(); from += kTogether) {
    const std::size_t count = std::min(kTogether, values.size() - from);
    for (std::size_t i = 0; i < count; ++i) texts[i] = values[from + i].name;
    names.add_all(std::span(texts).first(count), nodes);
    for (std::size_t i = 0; i < count; ++i) use(nodes[i], values[from + i]);
  }
}

}  // namespace

std::size_t Register::Hash::operator()(const Terms& terms) const {
  std::uint64_t hash = (terms.is_unknown ? 1u : 0u) + (terms.is_indirect ? 2u : 0u);
  const std::int64_t days = (std::int64_t{terms.span.from.days} << 32) + terms.span.until.days;
  for (const std::int64_t number : {terms.least.numerator, terms.least.denominator, terms.most.numerator, terms.most.denominator, days})
    hash = (hash ^ static_cast<std::uint64_t>(number)) * 0x9E3779B97F4A7C15u, hash ^= hash >> 29;
  return static_cast<std::size_t>(hash);
}

void Register::add(std::span<const trade::Holding> holdings) {
  for (std::size_t from = 0; from < holdings.size(); from += kTogether) add_some(holdings.subspan(from, std::min(kTogether, holdings.size() - from)));
}

void Register::add_some(std::span<const trade::Holding> holdings) {
  std::array<std::string_view, 2 * kTogether> names;
  std::array<Node, 2 * kTogether> nodes;
  for (std::size_t h = 0; h < holdings.size(); ++h) names[2 * h] = holdings[h].owner, names[2 * h + 1] = holdings[h].owned;
  names_.add_all(std::span(names).first(2 * holdings.size()), nodes);
  for (std::size_t h = 0; h < holdings.size(); ++h) {
    const trade::Holding& one = holdings[h];
    statements_.push_back({nodes[2 * h], nodes[2 * h + 1], number_of(Terms{one.least, one.most, one.span, one.is_unknown, one.is_indirect})});
  }
}

void Register::add(std::span<const trade::ListedOwner> listed) {
  for_each_named(names_, listed, [this](Node node, const trade::ListedOwner& owner) { listed_.push_back({node, number_of(owner.lists)}); });
}

void Register::add(std::span<const trade::Exemption> exempt) {
  for_each_named(names_, exempt, [this](Node node, const trade::Exemption& exemption) { exempt_.push_back({node, number_of(exemption.lanes)}); });
}

void Register::add(const trade::Ownership& ownership) {
  reserve(statements_.size() + ownership.holdings.size());
  add(ownership.holdings);
  add(ownership.listed);
  add(ownership.exempt);
  for (const trade::Seat& seat : ownership.seats) seats_.push_back({texts_.add(seat.name), texts_.add(seat.headquarters)});
  for (const trade::Naming& one : ownership.namings) namings_.push_back({texts_.add(one.name), texts_.add(one.other), one.is_identifier ? 1u : 0u});
}

// Most holdings say what another has said.
std::uint32_t Register::number_of(const Terms& terms) {
  const std::size_t hash = Hash()(terms);
  std::uint32_t& recent = recent_[hash % recent_.size()];
  if (recent < terms_.size() && terms_[recent] == terms) return recent;
  const auto [found, is_new] = numbers_of_terms_.try_emplace(terms, static_cast<std::uint32_t>(terms_.size()));
  if (is_new) terms_.push_back(terms);
  return recent = found->second;
}

std::uint32_t Register::number_of(const Words& words) {
  const auto [found, is_new] = numbers_of_words_.try_emplace(words, static_cast<std::uint32_t>(words_.size()));
  if (is_new) words_.push_back(words);
  return found->second;
}

std::uint32_t Register::number_of(std::uint32_t words, std::uint32_t more) {
  Words both = words_[words];
  both.insert(both.end(), words_[more].begin(), words_[more].end());
  return number_of(both);
}

void Register::arrange() {
  if (!statements_.empty() && rows_.count() != 0) {
    std::vector<Rows::Entry> all = rows_.entries();
    all.insert(all.end(), statements_.begin(), statements_.end());
    statements_ = std::move(all);
  }
  if (statements_.empty()) rows_.widen(names_.size());
  else rows_ = Rows::of(std::exchange(statements_, {}), names_.size());
}

std::optional<Node> Register::find(std::string_view name) const {
  const Node found = names_.find(name);
  return found == TextNumbers::kNone ? std::nullopt : std::optional(found);
}

trade::Ownership Register::statements() const {
  trade::Ownership out;
  out.holdings.reserve(holdings());
  for (Node owner = 0; owner < rows_.size(); ++owner)
    for (const Link& link : rows_[owner]) out.holdings.push_back(holding(owner, link));
  for (const Rows::Entry& entry : statements_) out.holdings.push_back(holding(entry.from, {entry.to, entry.share}));
  for (const auto& [node, words] : listed_) out.listed.push_back({std::string(names_.text(node)), words_[words]});
  for (const auto& [node, words] : exempt_) out.exempt.push_back({std::string(names_.text(node)), words_[words]});
  for (const auto& [name, place] : seats_) out.seats.push_back({std::string(texts_.text(name)), std::string(texts_.text(place))});
  for (const auto& one : namings_) out.namings.push_back(naming(one));
  return out;
}

void Register::each_naming(const std::function<void(std::span<const trade::Naming>)>& use) const {
  std::vector<trade::Naming> some;
  for (std::size_t i = 0; i < namings_.size(); ++i) {
    some.push_back(naming(namings_[i]));
    if (some.size() == kTogether || i + 1 == namings_.size()) use(some), some.clear();
  }
}

trade::Holding Register::holding(Node owner, const Link& link) const {
  const Terms& terms = terms_[link.share];
  return {std::string(names_.text(owner)), std::string(names_.text(link.other)), terms.least, terms.most, terms.is_unknown, terms.is_indirect, terms.span};
}

trade::Naming Register::naming(const std::array<std::uint32_t, 3>& naming) const {
  return {std::string(texts_.text(naming[0])), std::string(texts_.text(naming[1])), naming[2] != 0};
}

}  // namespace lockgate::ownership
