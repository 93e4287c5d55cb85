#include "batch/dimension.h"

#include <algorithm>
#include <limits>
#include <type_traits>

namespace lockgate::batch {
namespace {

const std::uint8_t* from_row(const std::uint8_t* bits, std::size_t row) { return bits == nullptr ? nullptr : bits + row / 8; }

}  // namespace

std::optional<LineColumn> Dimension::column(std::size_t) { return std::nullopt; }

// A cut beyond what the column can hold is never reached. What is reached by all keeps its place, so kinds mean the same for every width.
template <class Number>
NumberDimension<Number>::NumberDimension(const std::vector<std::int64_t>& cuts, WriteNumber write) : write_(std::move(write)) {
  for (const std::int64_t cut : cuts)
    if (cut <= std::numeric_limits<Number>::max()) cuts_.push_back(static_cast<Number>(cut));
  cuts_from_zero_ = cuts_;
  if (cuts_.empty() || cuts_.front() > 0) cuts_from_zero_.insert(cuts_from_zero_.begin(), 0);
}

// Comparing with each cut is the quickest while they are few; a table must fit the second-level cache.
template <class Number>
bool NumberDimension<Number>::is_near() const {
  constexpr std::size_t kFew = 8;
  constexpr std::int64_t kWidest = 1 << 16;
  return std::is_same_v<Number, std::int32_t> && cuts_.size() > kFew && static_cast<std::int64_t>(cuts_.back()) - cuts_.front() < kWidest;
}

// From one below the first cut to the last cut.
template <class Number>
void NumberDimension<Number>::fill_table(std::uint32_t weight) {
  weight_ = weight;
  table_.clear();
  std::uint32_t kind = 0;
  for (std::int64_t value = static_cast<std::int64_t>(cuts_.front()) - 1; value <= cuts_.back(); ++value) {
    while (kind < cuts_.size() && cuts_[kind] <= value) ++kind;
    table_.push_back(kind * weight);
  }
  table_.push_back((kinds() - 1) * weight);  // missing
}

template <class Number>
void NumberDimension<Number>::add(const Kernels& kernels, std::size_t first, std::size_t count, std::uint32_t weight, std::uint32_t* codes) {
  const Weights weights{weight, (kinds() - 1) * weight};
  const std::uint8_t* valid = from_row(values_.valid, first);
  if constexpr (std::is_same_v<Number, std::int32_t>) {
    if (!is_near()) return kernels.add_cuts32(values_.data + first, valid, count, {cuts_.data(), cuts_.size()}, weights, codes);
    if (weight != weight_ || table_.empty()) fill_table(weight);
    kernels.add_near32(values_.data + first, valid, count, cuts_.front() - 1, static_cast<std::uint32_t>(table_.size() - 2), table_.data(), static_cast<std::uint32_t>(table_.size() - 1), codes);
  } else {
    kernels.add_cuts64(values_.data + first, valid, count, {cuts_.data(), cuts_.size()}, weights, codes);
  }
}

template <class Number>
std::optional<LineColumn> NumberDimension<Number>::column(std::size_t first) {
  if constexpr (std::is_same_v<Number, std::int32_t>)
    if (cuts_from_zero_.front() == 0 && cuts_from_zero_.size() <= LineColumn::kMostCuts)
      return LineColumn{LineColumn::Kind::Number, values_.data + first, from_row(values_.valid, first), static_cast<std::uint32_t>(cuts_from_zero_.size()) + 1, {cuts_from_zero_.data(), cuts_from_zero_.size()}, nullptr};
  return std::nullopt;
}

// Kinds begin below the first cut, digits with 0 as a cut; a number below 0 has none.
template <class Number>
std::optional<std::uint32_t> NumberDimension<Number>::digit_of(std::uint32_t kind) const {
  if (kind == kinds() - 1) return values_.valid == nullptr ? std::nullopt : std::optional(0U);
  const std::uint32_t digit = kind + static_cast<std::uint32_t>(cuts_from_zero_.size() - cuts_.size());
  return digit == 0 ? std::nullopt : std::optional(digit);
}

template <class Number>
void NumberDimension<Number>::write(std::size_t row, trade::Order& order) const {
  if (values_.is_valid(row)) write_(values_.data[row], order);
}

// No law in use tells a cut from any number up to the next, nor any two below the first.
template <class Number>
void NumberDimension<Number>::write_kind(std::uint32_t kind, trade::Order& order) const {
  if (kind == kinds() - 1) return;
  write_(kind > 0 ? std::int64_t{cuts_[kind - 1]} : cuts_.empty() ? 0 : std::int64_t{cuts_.front()} - 1, order);
}

void FlagDimension::add(const Kernels& kernels, std::size_t first, std::size_t count, std::uint32_t weight, std::uint32_t* codes) {
  kernels.add_bits(from_row(bits_, first), from_row(valid_, first), count, {weight, 2 * weight}, codes);
}

std::optional<LineColumn> FlagDimension::column(std::size_t first) {
  return LineColumn{LineColumn::Kind::Flag, from_row(bits_, first), from_row(valid_, first), kinds(), {}, nullptr};
}

// What is missing is the last kind and the first digit.
std::optional<std::uint32_t> FlagDimension::digit_of(std::uint32_t kind) const {
  const bool is_missing = kind == kinds() - 1;
  return is_missing && valid_ == nullptr ? std::nullopt : std::optional(is_missing ? 0 : kind + 1);
}

void FlagDimension::write_kind(std::uint32_t kind, trade::Order& order) const {
  if (kind < kinds() - 1) write_(kind == 1, order);
}

void FlagDimension::write(std::size_t row, trade::Order& order) const {
  const auto bit = [&](const std::uint8_t* bits) { return (bits[row / 8] >> (row % 8) & 1) != 0; };
  if (valid_ == nullptr || bit(valid_)) write_(bit(bits_), order);
}

template <class Id>
void EntryDimension<Id>::append(trade::Order part) {
  constexpr std::size_t kOverhead = 1024;  // of an order and its place in the map
  const auto [kind, is_new] = kinds_.try_emplace(fingerprint_of_(part), static_cast<std::uint32_t>(kinds_.size()));
  if (is_new) parts_.push_back(std::move(part)), kind_bytes_ += kind->first.size() + kOverhead;
  append_kind(kind->second);
}

template <class Id>
void EntryDimension<Id>::append_kind(std::uint32_t kind) {
  kind_of_.push_back(kind);
  if (labels_ != nullptr || weight_ == 0) return;
  weighted_.back() = kind * weight_;
  weighted_.push_back(0);
}

template <class Id>
void EntryDimension<Id>::weigh(std::uint32_t weight) {
  if (weight == weight_) return;
  weight_ = weight;
  weighted_.assign(std::size_t{missing()} + 1, 0);
  if (labels_ == nullptr) std::transform(kind_of_.begin(), kind_of_.end(), weighted_.begin(), [&](std::uint32_t kind) { return kind * weight; });
  else std::transform(labels_->begin(), labels_->end(), weighted_.begin(), [&](std::uint32_t part) { return kind_of_[part] * weight; });
}

// Kinds are digits: 0 is that of a row without an entry.
template <class Id>
std::optional<LineColumn> EntryDimension<Id>::column(std::size_t first) {
  if (!std::is_same_v<Id, std::uint8_t> || labels_ != nullptr || kind_of_.size() > LineColumn::kIds || kinds() > LineColumn::kIds) return std::nullopt;
  digits_.assign(LineColumn::kIds, 0);
  std::transform(kind_of_.begin(), kind_of_.end(), digits_.begin(), [](std::uint32_t kind) { return static_cast<std::uint8_t>(kind); });
  return LineColumn{LineColumn::Kind::Ids, ids_.data + first, from_row(ids_.valid, first), kinds(), {}, digits_.data()};
}

template <class Id>
std::optional<std::uint32_t> EntryDimension<Id>::digit_of(std::uint32_t kind) const {
  const bool is_met = kind > 0 || ids_.valid != nullptr || std::find(kind_of_.begin(), kind_of_.end(), 0U) != kind_of_.end();
  return is_met ? std::optional(kind) : std::nullopt;
}

template <class Id>
void EntryDimension<Id>::add(const Kernels& kernels, std::size_t first, std::size_t count, std::uint32_t weight, std::uint32_t* codes) {
  weigh(weight);
  const auto* ids = ids_.data + first;
  const std::uint8_t* valid = from_row(ids_.valid, first);
  if constexpr (std::is_same_v<Id, std::uint8_t>) kernels.add_ids8(ids, valid, count, weighted_.data(), missing(), codes);
  else if constexpr (std::is_same_v<Id, std::uint16_t>) kernels.add_ids16(ids, valid, count, weighted_.data(), missing(), codes);
  else kernels.add_ids32(ids, valid, count, weighted_.data(), missing(), codes);
}

template <class Id>
void EntryDimension<Id>::write(std::size_t row, trade::Order& order) const {
  if (!ids_.is_valid(row)) return;
  const std::uint32_t id = ids_.data[row];
  add_part(parts_[kind_of_[labels_ == nullptr ? id : (*labels_)[id]]], order);
}

void add_part(const trade::Order& part, trade::Order& order) {
  const auto add_text = [](const std::string& from, std::string& to) {
    if (!from.empty()) to = from;
  };
  add_text(part.movement, order.movement);
  add_text(part.origin, order.origin);
  add_text(part.destination, order.destination);
  if (!part.via.empty()) order.via = part.via;
  if (!part.item.id.empty() || !part.item.facts.empty() || !part.item.contains.empty()) {
    add_text(part.item.id, order.item.id);
    order.item.facts.insert(order.item.facts.end(), part.item.facts.begin(), part.item.facts.end());
    if (!part.item.contains.empty()) order.item.contains = part.item.contains;
  }
  if (part.date) order.date = part.date;
  if (part.quantity) order.quantity = part.quantity;
  if (part.unit_price) order.unit_price = part.unit_price;
  if (part.end_use) order.end_use = part.end_use;
  order.parties.insert(order.parties.end(), part.parties.begin(), part.parties.end());
  order.facts.insert(order.facts.end(), part.facts.begin(), part.facts.end());
}

template class NumberDimension<std::int32_t>;
template class NumberDimension<std::int64_t>;
template class EntryDimension<std::uint8_t>;
template class EntryDimension<std::uint16_t>;
template class EntryDimension<std::uint32_t>;

}  // namespace lockgate::batch
