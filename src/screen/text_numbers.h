// TextNumbers: texts and their numbers, in one block of memory. A question looks up dozens of texts, most of which no list has; such a
// look-up touches one slot.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lockgate::screen {

class TextNumbers {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  // The number of a text: the next one if it is new.
  std::uint32_t add(std::string_view text);
  // kNone: nobody added it.
  std::uint32_t find(std::string_view text) const;
  std::uint32_t size() const { return static_cast<std::uint32_t>(begin_.size() - 1); }
  std::string_view text(std::uint32_t number) const { return std::string_view(bytes_).substr(begin_[number], begin_[number + 1] - begin_[number]); }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = kNone;
  };

  // Where the text is, or would be.
  std::size_t slot_of(std::string_view text, std::uint64_t hash) const;
  void grow();

  std::string bytes_;
  std::vector<std::uint32_t> begin_ = {0};
  std::vector<Slot> slots_ = std::vector<Slot>(64);  // a power of two, at most three of four taken
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

}  // namespace lockgate::screen
