// TextNumbers: texts and their numbers, in one block of memory. A question looks up dozens of texts, most of which no list has; such a
// look-up touches one slot.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lockgate {

class TextNumbers {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  // The number of a text: the next one if it is new.
  std::uint32_t add(std::string_view text);
  // The numbers of several, as if they were added one after another. Memory is asked for all of them before any of it is looked at, which is
  // what most of the time goes into where there are millions.
  void add_all(std::span<const std::string_view> texts, std::span<std::uint32_t> numbers);
  // kNone: nobody added it.
  std::uint32_t find(std::string_view text) const;
  std::uint32_t size() const { return static_cast<std::uint32_t>(begin_.size() - 1); }
  std::string_view text(std::uint32_t number) const { return std::string_view(bytes_).substr(begin_[number], begin_[number + 1] - begin_[number]); }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = kNone;
  };

  std::uint32_t add(std::string_view text, std::uint64_t hash);
  // Where the text is, or would be.
  std::size_t slot_of(std::string_view text, std::uint64_t hash) const;
  void grow();
  // Four bits for each slot, of which each text sets one: most of what is asked for is not there, and these bits stay near the processor.
  std::size_t bit_of(std::uint64_t hash) const { return ((hash >> 32) & (slots_.size() - 1)) * 4 + (hash & 3); }
  void note(std::uint64_t hash) { is_there_[bit_of(hash) / 64] |= std::uint64_t{1} << bit_of(hash) % 64; }

  std::string bytes_;
  std::vector<std::uint32_t> begin_ = {0};
  std::vector<Slot> slots_ = std::vector<Slot>(64);  // a power of two, at most three of four taken
  std::vector<std::uint64_t> is_there_ = std::vector<std::uint64_t>(4);
};

// Values by text, in the order in which the texts came.
template <class Value>
class TextMap {
 public:
  Value& operator[](std::string_view text) {
    const std::uint32_t number = numbers_.add(text);
    if (number == values_.size()) values_.emplace_back();
    return values_[number];
  }
  // Null: nobody added it.
  const Value* find(std::string_view text) const {
    const std::uint32_t number = numbers_.find(text);
    return number == TextNumbers::kNone ? nullptr : &values_[number];
  }
  std::uint32_t size() const { return numbers_.size(); }
  std::string_view text(std::uint32_t number) const { return numbers_.text(number); }

 private:
  TextNumbers numbers_;
  std::vector<Value> values_;
};

}  // namespace lockgate
