#include "base/text_numbers.h"

#include <algorithm>
#include <array>
#include <limits>

#include "base/check.h"
#include "base/text_hash.h"

namespace lockgate {

std::size_t TextNumbers::slot_of(std::string_view text, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = (hash >> 32) & mask;
  for (; slots_[at].number != kNone; at = (at + 1) & mask)
    if (slots_[at].hash == static_cast<std::uint32_t>(hash) && this->text(slots_[at].number) == text) break;
  return at;
}

std::uint32_t TextNumbers::find(std::string_view text) const {
  const std::uint64_t hash = TextHash()(text);
  if ((is_there_[bit_of(hash) / 64] >> bit_of(hash) % 64 & 1) == 0) return kNone;
  return slots_[slot_of(text, hash)].number;
}

std::uint32_t TextNumbers::add(std::string_view text) { return add(text, TextHash()(text)); }

std::uint32_t TextNumbers::add(std::string_view text, std::uint64_t hash) {
  Slot& slot = slots_[slot_of(text, hash)];
  if (slot.number != kNone) return slot.number;
  const std::uint32_t number = size();
  slot = {static_cast<std::uint32_t>(hash), number};
  note(hash);
  LG_CHECK(bytes_.size() + text.size() <= std::numeric_limits<std::uint32_t>::max());
  bytes_ += text;
  begin_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  if (4 * std::size_t{size()} > 3 * slots_.size()) grow();
  return number;
}

void TextNumbers::add_all(std::span<const std::string_view> texts, std::span<std::uint32_t> numbers) {
  constexpr std::size_t kTogether = 64;
  std::array<std::uint64_t, kTogether> hashes;
  for (std::size_t from = 0; from < texts.size(); from += kTogether) {
    const std::size_t count = std::min(kTogether, texts.size() - from);
    const std::size_t mask = slots_.size() - 1;
    const auto slot = [&](std::size_t i) -> const Slot& { return slots_[(hashes[i] >> 32) & mask]; };
    for (std::size_t i = 0; i < count; ++i) hashes[i] = TextHash()(texts[from + i]), __builtin_prefetch(&slot(i));
    for (std::size_t i = 0; i < count; ++i)
      if (slot(i).number != kNone) __builtin_prefetch(&begin_[slot(i).number]);
    for (std::size_t i = 0; i < count; ++i)
      if (slot(i).number != kNone) __builtin_prefetch(&bytes_[begin_[slot(i).number]]);
    for (std::size_t i = 0; i < count; ++i) numbers[from + i] = add(texts[from + i], hashes[i]);
  }
}

void TextNumbers::grow() {
  slots_.assign(2 * slots_.size(), {});
  is_there_.assign(slots_.size() * 4 / 64, 0);
  for (std::uint32_t number = 0; number < size(); ++number) {
    const std::uint64_t hash = TextHash()(text(number));
    slots_[slot_of(text(number), hash)] = {static_cast<std::uint32_t>(hash), number};
    note(hash);
  }
}

}  // namespace lockgate
