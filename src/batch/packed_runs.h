// PackedRuns: whole numbers of a few bits as Parquet writes them (its hybrid of run lengths and bit packing): runs of one number, and numbers
// packed bit by bit, the lowest first. Nothing is read behind the bytes, whatever these say.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace lockgate::batch {

class PackedRuns {
 public:
  static constexpr unsigned kWidest = 32;

  PackedRuns() = default;
  // `width`: bits of a number, up to kWidest. The bytes belong to the caller.
  PackedRuns(std::span<const std::uint8_t> bytes, unsigned width) : next_(bytes.data()), end_(bytes.data() + bytes.size()), width_(width) {}

  // Packed ones to the end, without a run's head.
  static PackedRuns packed(std::span<const std::uint8_t> bytes, unsigned width) {
    PackedRuns out(bytes.last(0), width);
    out.packed_ = bytes.data(), out.left_ = bytes.size() * 8 / width;
    return out;
  }

  // The next numbers. False: there are fewer.
  bool read(std::size_t count, std::uint32_t* out);
  // The largest that was read so; 0 before.
  std::uint32_t highest() const { return highest_; }
  // The next numbers of one bit as a bitmap of 64 a word, the lowest bit first, which must be clear. False: there are fewer.
  bool read_bits(std::size_t count, std::uint64_t* words);

 private:
  bool begin_run();
  std::size_t take(std::size_t most);
  std::uint64_t bits_at(std::size_t bit) const;
  void unpack(std::size_t bit, std::size_t count, std::uint32_t* out);

  const std::uint8_t* next_ = nullptr;  // run
  const std::uint8_t* end_ = nullptr;
  unsigned width_ = 0;
  std::size_t left_ = 0;                // of the run
  const std::uint8_t* packed_ = nullptr;  // the run's numbers; null: all are `value_`
  std::size_t bit_ = 0;                 // of them, the next
  std::uint32_t value_ = 0;
  std::uint32_t highest_ = 0;
};

}  // namespace lockgate::batch
