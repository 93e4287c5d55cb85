#include "ownership/standings.h"

#include <utility>

namespace lockgate::ownership {
namespace {

// So few nodes stand in an array from the beginning.
constexpr Node kFew = 1 << 12;
constexpr int kFirstShift = 22;
// From one reached node in so many on, the table would be no smaller than the array.
constexpr Node kSeldom = 32;

}  // namespace

Standings::Standings(Node nodes)
    : nodes_(nodes), shift_(kFirstShift), count_(nodes <= kFew ? 0 : std::size_t{1} << (32 - kFirstShift)), slots_(count_), array_(nodes <= kFew ? nodes : 0) {}

void Standings::expect(std::size_t nodes) {
  if (is_array()) return;
  if (nodes > nodes_ / kSeldom) return spread_out();
  int shift = shift_;
  while (4 * nodes > 3 * (std::size_t{1} << (32 - shift))) --shift;
  if (shift < shift_) grow(shift);
}

Standings::Slot* Standings::slot_for(Node node) {
  if (4 * (taken_ + 1) > 3 * count_) {
    expect(taken_ + 1);
    if (is_array()) return nullptr;
  }
  Slot& slot = slots_[slot_of(node)];
  if (slot.key == 0) slot.key = node + 1, ++taken_;
  return &slot;
}

void Standings::grow(int shift) {
  const std::size_t before = std::exchange(count_, std::size_t{1} << (32 - shift));
  const Zeroed<Slot> slots = std::exchange(slots_, Zeroed<Slot>(count_));
  shift_ = shift;
  for (std::size_t i = 0; i < before; ++i)
    if (slots[i].key != 0) slots_[slot_of(slots[i].key - 1)] = slots[i];
}

void Standings::spread_out() {
  array_ = Zeroed<Standing>(nodes_);
  const std::size_t before = std::exchange(count_, 0);
  const Zeroed<Slot> slots = std::exchange(slots_, Zeroed<Slot>(0));
  for (std::size_t i = 0; i < before; ++i)
    if (slots[i].key != 0) array_[slots[i].key - 1] = standing(slots[i].held);
  wide_ = {};
}

}  // namespace lockgate::ownership
