// Standings: how each node stands that a cascade has reached: what is held of it, and its place among the members. A table while they
// are few, which stays near the processor; an array of all nodes when they are many. So a question that reaches a few thousand of fifty
// million nodes pays for those.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "ownership/graph.h"
#include "ownership/zeroed.h"

namespace lockgate::ownership {

// Without gaps: of fifty million nodes there are two arrays of these.
struct [[gnu::packed]] Standing {
  Units held;
  std::uint32_t place;  // from 1; 0: no member
};

class Standings {
 public:
  explicit Standings(Node nodes);
  // Room for so many at once.
  void expect(std::size_t nodes);

  // Zero for a node that was not reached. No graph has the largest number as a node.
  Standing of(Node node) const { return is_array() ? array_[node] : standing(slots_[slot_of(node)].held); }
  // Puts what `change(standing)` makes of how a node stands.
  template <class Change>
  void alter(Node node, const Change& change) {
    Slot* const slot = is_array() ? nullptr : slot_for(node);
    if (slot == nullptr) return change(array_[node]);
    Standing one = standing(slot->held);
    change(one);
    put(one, slot->held);
  }
  // Asks for the memory in which a node stands.
  void ask_for(Node node) const { __builtin_prefetch(is_array() ? static_cast<const void*>(&array_[node]) : &slots_[home(node)]); }

 private:
  // In half of what a standing takes, since most of those reached are held by little and no members: twice as much of the table is near the
  // processor.
  struct Slot {
    Node key;  // the node plus one; 0: the slot is free, so that memory is used as the system gives it
    std::uint32_t held;  // below `kWide`; from there on the number of a standing in `wide_`
  };
  static constexpr std::uint32_t kWide = std::uint32_t{1} << 31;

  bool is_array() const { return count_ == 0; }
  std::size_t home(Node node) const { return (node * 0x9E3779B1u) >> shift_; }
  // Where a node stands, or would.
  std::size_t slot_of(Node node) const {
    std::size_t at = home(node);
    while (slots_[at].key != node + 1 && slots_[at].key != 0) at = (at + 1) & (count_ - 1);
    return at;
  }
  Standing standing(std::uint32_t held) const { return held < kWide ? Standing{held, 0} : wide_[held - kWide]; }
  void put(const Standing& one, std::uint32_t& held) {
    if (held >= kWide) wide_[held - kWide] = one;
    else if (one.place == 0 && one.held < Units{kWide}) held = static_cast<std::uint32_t>(one.held);
    else held = kWide + static_cast<std::uint32_t>(wide_.size()), wide_.push_back(one);
  }
  // Null: from now on the array is used.
  Slot* slot_for(Node node);
  void grow(int shift);
  void spread_out();

  Node nodes_;
  int shift_;
  std::size_t count_;  // 2^(32 - shift) slots, at most three of four taken; 0: the array is used
  std::size_t taken_ = 0;
  Zeroed<Slot> slots_;
  std::vector<Standing> wide_;
  Zeroed<Standing> array_;
};

}  // namespace lockgate::ownership
