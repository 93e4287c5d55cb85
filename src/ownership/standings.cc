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
    : nodes_(nodes), shift_(kFirstShift), slots_(nodes <= kFew ? 0 : std::size_t{1} << (32 - kFirstShift)), array_(nodes <= kFew ? nodes : 0) {}

void Standings::expect(std::size_t nodes) {
  if (is_array()) return;
  if (nodes > nodes_ / kSeldom) return spread_out();
  int shift = shift_;
  while (2 * nodes > std::size_t{1} << (32 - shift)) --shift;
  if (shift < shift_) grow(shift);
}

Standing& Standings::at_slot(Node node) {
  if (2 * taken_ >= slots_.size()) {
    expect(2 * taken_);
    if (is_array()) return array_[node];
  }
  Slot& slot = slots_[slot_of(node)];
  if (slot.node == kNobody) slot.node = node, ++taken_;
  return slot.standing;
}

std::size_t Standings::slot_of(Node node) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = home(node);
  while (slots_[at].node != node && slots_[at].node != kNobody) at = (at + 1) & mask;
  return at;
}

void Standings::grow(int shift) {
  shift_ = shift;
  const std::vector<Slot> before = std::exchange(slots_, std::vector<Slot>(std::size_t{1} << (32 - shift)));
  for (const Slot& slot : before)
    if (slot.node != kNobody) slots_[slot_of(slot.node)] = slot;
}

void Standings::spread_out() {
  array_ = Zeroed<Standing>(nodes_);
  for (const Slot& slot : std::exchange(slots_, {}))
    if (slot.node != kNobody) array_[slot.node] = slot.standing;
}

}  // namespace lockgate::ownership
