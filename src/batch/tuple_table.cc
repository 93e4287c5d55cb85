#include "batch/tuple_table.h"

#include <algorithm>

namespace lockgate::batch {
namespace {

constexpr std::size_t kFirstSlots = 64;
constexpr std::uint64_t kUpperHalf = 0xffffffff00000000;

std::uint64_t hash_of(const std::uint32_t* tuple, std::size_t width) {
  std::uint64_t out = 0x9e3779b97f4a7c15;
  for (std::size_t w = 0; w < width; ++w) {
    out = (out ^ tuple[w]) * 0xff51afd7ed558ccd;
    out ^= out >> 32;
  }
  return out;
}

// A loop of their own: tuples are short, and what compares memory of any length is slow for them.
bool is_same(std::uint32_t a, std::uint32_t b) { return a == b; }

std::uint32_t number_in(std::uint64_t slot) { return static_cast<std::uint32_t>(slot) - 1; }

}  // namespace

// Where the tuple stands, or the empty slot where it would.
std::size_t TupleTable::slot_of(const std::uint32_t* tuple, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    const std::uint64_t slot = slots_[at];
    if (slot == 0) return at;
    if ((slot ^ hash) >> 32 == 0 && std::equal(tuple, tuple + width_, (*this)[number_in(slot)], is_same)) return at;
  }
}

std::uint32_t TupleTable::find(const std::uint32_t* tuple) const {
  if (slots_.empty()) return kNone;
  const std::uint64_t slot = slots_[slot_of(tuple, hash_of(tuple, width_))];
  return slot == 0 ? kNone : number_in(slot);
}

std::uint32_t TupleTable::add(const std::uint32_t* tuple) {
  if (4 * (size_ + 1) > 3 * slots_.size()) grow();
  const std::uint64_t hash = hash_of(tuple, width_);
  const std::size_t at = slot_of(tuple, hash);
  if (slots_[at] != 0) return number_in(slots_[at]);
  words_.insert(words_.end(), tuple, tuple + width_);
  slots_[at] = (hash & kUpperHalf) | ++size_;
  return static_cast<std::uint32_t>(size_ - 1);
}

std::uint32_t TupleTable::add(std::uint64_t pair) {
  const std::uint32_t words[] = {static_cast<std::uint32_t>(pair), static_cast<std::uint32_t>(pair >> 32)};
  return add(words);
}

std::uint32_t TupleTable::find(std::uint64_t pair) const {
  const std::uint32_t words[] = {static_cast<std::uint32_t>(pair), static_cast<std::uint32_t>(pair >> 32)};
  return find(words);
}

void TupleTable::grow() {
  slots_.assign(slots_.empty() ? kFirstSlots : 2 * slots_.size(), 0);
  for (std::uint32_t number = 0; number < size_; ++number) {
    const std::uint64_t hash = hash_of((*this)[number], width_);
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = (hash & kUpperHalf) | (number + std::uint64_t{1});
  }
}

void TupleTable::clear() {
  size_ = 0;
  words_ = {};
  slots_ = {};
}

}  // namespace lockgate::batch
