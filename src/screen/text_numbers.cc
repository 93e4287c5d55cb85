#include "screen/text_numbers.h"

#include "screen/text_hash.h"

namespace lockgate::screen {

std::size_t TextNumbers::slot_of(std::string_view text, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = (hash >> 32) & mask;
  for (; slots_[at].number != kNone; at = (at + 1) & mask)
    if (slots_[at].hash == static_cast<std::uint32_t>(hash) && this->text(slots_[at].number) == text) break;
  return at;
}

std::uint32_t TextNumbers::find(std::string_view text) const { return slots_[slot_of(text, TextHash()(text))].number; }

std::uint32_t TextNumbers::add(std::string_view text) {
  const std::uint64_t hash = TextHash()(text);
  Slot& slot = slots_[slot_of(text, hash)];
  if (slot.number != kNone) return slot.number;
  const std::uint32_t number = size();
  slot = {static_cast<std::uint32_t>(hash), number};
  bytes_ += text;
  begin_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  if (4 * std::size_t{size()} > 3 * slots_.size()) grow();
  return number;
}

void TextNumbers::grow() {
  slots_.assign(2 * slots_.size(), {});
  for (std::uint32_t number = 0; number < size(); ++number) {
    const std::uint64_t hash = TextHash()(text(number));
    slots_[slot_of(text(number), hash)] = {static_cast<std::uint32_t>(hash), number};
  }
}

}  // namespace lockgate::screen
