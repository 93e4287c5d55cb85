#include "base/text_numbers.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <utility>

#include "base/check.h"
#include "base/text_hash.h"

namespace lockgate {
namespace {

// Two bits of the hash tell apart the four bits of a slot.
constexpr int kLeastShift = 2;

std::uint32_t hash_of(std::string_view text) { return static_cast<std::uint32_t>(std::uint64_t{TextHash()(text)} >> 32); }

}  // namespace

std::size_t TextNumbers::slot_of(std::string_view text, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = home(hash);
  for (; slots_[at].number != kNone; at = (at + 1) & mask)
    if (slots_[at].hash == hash && this->text(slots_[at].number) == text) break;
  return at;
}

std::uint32_t TextNumbers::find(std::string_view text) const {
  const std::uint32_t hash = hash_of(text);
  if ((is_there_[bit_of(hash) / 64] >> bit_of(hash) % 64 & 1) == 0) return kNone;
  return slots_[slot_of(text, hash)].number;
}

std::uint32_t TextNumbers::add(std::string_view text) { return add(text, hash_of(text)); }

std::uint32_t TextNumbers::add(std::string_view text, std::uint32_t hash) {
  const std::size_t slot = slot_of(text, hash);
  return slots_[slot].number != kNone ? slots_[slot].number : append(text, hash, slot);
}

std::uint32_t TextNumbers::append(std::string_view text) {
  const std::uint32_t hash = hash_of(text);
  return append(text, hash, free_slot(hash));
}

std::uint32_t TextNumbers::append(std::string_view text, std::uint32_t hash, std::size_t slot) {
  const std::uint32_t number = size();
  slots_[slot] = {hash, number};
  note(hash);
  LG_CHECK(bytes_.size() + text.size() <= std::numeric_limits<std::uint32_t>::max());
  bytes_ += text;
  begin_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  if (4 * std::size_t{size()} > 3 * slots_.size()) grow();
  return number;
}

void TextNumbers::add_all(std::span<const std::string_view> texts, std::span<std::uint32_t> numbers) {
  constexpr std::size_t kTogether = 64;
  std::array<std::uint32_t, kTogether> hashes;
  for (std::size_t from = 0; from < texts.size(); from += kTogether) {
    const std::size_t count = std::min(kTogether, texts.size() - from);
    const auto slot = [&](std::size_t i) -> const Slot& { return slots_[home(hashes[i])]; };
    for (std::size_t i = 0; i < count; ++i) hashes[i] = hash_of(texts[from + i]), __builtin_prefetch(&slot(i));
    for (std::size_t i = 0; i < count; ++i)
      if (slot(i).number != kNone) __builtin_prefetch(&begin_[slot(i).number]);
    for (std::size_t i = 0; i < count; ++i)
      if (slot(i).number != kNone) __builtin_prefetch(&bytes_[begin_[slot(i).number]]);
    for (std::size_t i = 0; i < count; ++i) numbers[from + i] = add(texts[from + i], hashes[i]);
  }
}

std::size_t TextNumbers::free_slot(std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = home(hash);
  while (slots_[at].number != kNone) at = (at + 1) & mask;
  return at;
}

void TextNumbers::grow() {
  LG_CHECK(shift_ > kLeastShift);
  --shift_;
  const std::vector<Slot> before = std::exchange(slots_, std::vector<Slot>(2 * slots_.size()));
  is_there_.assign(slots_.size() * 4 / 64, 0);
  for (const Slot& slot : before)
    if (slot.number != kNone) slots_[free_slot(slot.hash)] = slot, note(slot.hash);
}

TextNumbers::Columns TextNumbers::columns() && { return {std::move(bytes_), std::move(begin_), std::move(slots_)}; }

std::optional<TextNumbers> TextNumbers::of(Columns columns) {
  TextNumbers out;
  const std::size_t count = columns.begin.size() - 1;
  const bool are_texts = !columns.begin.empty() && columns.begin.front() == 0 && columns.begin.back() == columns.bytes.size() && std::is_sorted(columns.begin.begin(), columns.begin.end());
  const bool is_table = std::has_single_bit(columns.slots.size()) && columns.slots.size() >= out.slots_.size() && std::countr_zero(columns.slots.size()) <= 32 - kLeastShift;
  if (!are_texts || !is_table || 4 * count > 3 * columns.slots.size()) return std::nullopt;
  out.shift_ = 32 - std::countr_zero(columns.slots.size());
  out.is_there_.assign(columns.slots.size() * 4 / 64, 0);
  std::size_t taken = 0;
  for (const Slot& slot : columns.slots) {
    if (slot.number == kNone) continue;
    if (slot.number >= count) return std::nullopt;
    ++taken, out.note(slot.hash);
  }
  if (taken != count) return std::nullopt;
  out.bytes_ = std::move(columns.bytes), out.begin_ = std::move(columns.begin), out.slots_ = std::move(columns.slots);
  return out;
}

}  // namespace lockgate
