// TupleTable: numbers tuples of 32-bit words in the order in which they are met: the first is 0. What was numbered keeps its number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lockgate::batch {

class TupleTable {
 public:
  // `width`: words of a tuple.
  explicit TupleTable(std::size_t width) : width_(width) {}

  // The number of a tuple. It was new if the size has grown.
  std::uint32_t add(const std::uint32_t* tuple);
  std::uint32_t add(std::uint64_t pair);
  // The same without adding it; kNone: it was never met.
  std::uint32_t find(const std::uint32_t* tuple) const;
  std::uint32_t find(std::uint64_t pair) const;
  static constexpr std::uint32_t kNone = UINT32_MAX;

  const std::uint32_t* operator[](std::uint32_t number) const { return words_.data() + std::size_t{number} * width_; }
  std::size_t size() const { return size_; }
  std::size_t bytes() const { return words_.capacity() * sizeof(std::uint32_t) + slots_.capacity() * sizeof(std::uint64_t); }
  void clear();

 private:
  // A slot: the upper half of the tuple's hash, then its number plus one; 0 is empty.
  std::size_t slot_of(const std::uint32_t* tuple, std::uint64_t hash) const;
  void grow();

  std::size_t width_;
  std::size_t size_ = 0;
  std::vector<std::uint32_t> words_;
  std::vector<std::uint64_t> slots_;
};

}  // namespace lockgate::batch
