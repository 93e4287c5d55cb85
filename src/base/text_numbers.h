// TextNumbers: texts and their numbers, in one block of memory. A question looks up dozens of texts, most of which no list has; such a
// look-up touches one slot.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lockgate {

class TextNumbers {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = kNone;
  };
  // All of it as it stands in memory, so that it can be kept in a file.
  struct Columns {
    std::string bytes;
    std::vector<std::uint32_t> begin;
    std::vector<Slot> slots;
  };

  TextNumbers() = default;
  // nullopt: these are the columns of no table. Whatever they hold otherwise, nothing that is asked afterwards leaves them or goes on for ever.
  static std::optional<TextNumbers> of(Columns columns);
  Columns columns() &&;

  // The number of a text: the next one if it is new.
  std::uint32_t add(std::string_view text);
  // The next number, to a text that is known to be new.
  std::uint32_t append(std::string_view text);
  // The numbers of several, as if they were added one after another. Memory is asked for all of them before any of it is looked at, which is
  // what most of the time goes into where there are millions.
  void add_all(std::span<const std::string_view> texts, std::span<std::uint32_t> numbers);
  // kNone: nobody added it.
  std::uint32_t find(std::string_view text) const;
  std::uint32_t size() const { return static_cast<std::uint32_t>(begin_.size() - 1); }
  std::string_view text(std::uint32_t number) const { return std::string_view(bytes_).substr(begin_[number], begin_[number + 1] - begin_[number]); }

 private:
  std::uint32_t add(std::string_view text, std::uint32_t hash);
  std::uint32_t append(std::string_view text, std::uint32_t hash, std::size_t slot);
  // The first place where a text of this hash may stand: places are in the order of hashes, so a table is made larger from its front to its end without a look at any text.
  std::size_t home(std::uint32_t hash) const { return hash >> shift_; }
  // Where the text is, or would be.
  std::size_t slot_of(std::string_view text, std::uint32_t hash) const;
  std::size_t free_slot(std::uint32_t hash) const;
  void grow();
  // Four bits for each slot, of which each text sets one: most of what is asked for is not there, and these bits stay near the processor.
  std::size_t bit_of(std::uint32_t hash) const { return hash >> (shift_ - 2); }
  void note(std::uint32_t hash) { is_there_[bit_of(hash) / 64] |= std::uint64_t{1} << bit_of(hash) % 64; }

  std::string bytes_;
  std::vector<std::uint32_t> begin_ = {0};
  int shift_ = 26;                                       // 2^(32 - shift) slots, at most three of four taken
  std::vector<Slot> slots_ = std::vector<Slot>(64);
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
