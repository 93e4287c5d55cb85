// Evaluator: the answers of many lines at once. A line's kinds, one for each dimension, make up its cell; each cell is decided
// once, by the scalar evaluator, on the first line found in it, and looked up from then on.
//
// Equal cells have equal answers because equal kinds are parts no program in use can tell apart (batch/cuts.h, batch/fingerprint.h).
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <unordered_map>
#include <vector>

#include "batch/dimension.h"

namespace lockgate::batch {

// A number the caller knows the answer by: of a verdict, or into a list of answers.
using Answer = std::uint32_t;

class Evaluator {
 public:
  // Decides one line, given as an order.
  using Decide = std::function<Answer(const trade::Order&)>;

  // The dimensions belong to the caller.
  Evaluator(std::vector<Dimension*> dimensions, Decide decide, const Kernels& kernels = best_kernels());

  // The answers of the first `rows` rows of what the dimensions look at.
  void answer(std::size_t rows, Answer* out);
  // The same where every answer is below 255, as bytes.
  void answer_bytes(std::size_t rows, std::uint8_t* out);

  std::uint64_t cells_decided() const { return decided_; }

 private:
  static constexpr Answer kNotYet = std::numeric_limits<Answer>::max();
  static constexpr std::uint8_t kNotYetByte = 255;
  // Beyond this a table of all cells is larger than a cache is good for, and the occupied ones are kept in a map.
  static constexpr std::uint64_t kMostCells = std::uint64_t{1} << 24;

  void lay_out();
  bool has_grown() const;
  std::vector<std::uint32_t> kinds_of(std::uint64_t code, const std::vector<std::uint32_t>& capacity) const;
  void add_codes(std::size_t first, std::size_t count);
  Answer answer_of(std::size_t row, std::uint32_t code);
  void answer_block(std::size_t first, std::size_t count, Answer* out);

  std::vector<Dimension*> dimensions_;
  Decide decide_;
  const Kernels& kernels_;
  std::vector<std::uint32_t> capacity_;  // kinds a dimension has room for
  std::vector<std::uint32_t> weights_;
  bool has_table_ = true;
  bool has_codes_ = true;                // false: too many cells for a number; every line is decided by itself
  std::vector<Answer> table_;            // by code
  std::vector<std::uint8_t> bytes_;      // the same, where it fits
  std::unordered_map<std::uint32_t, Answer> map_;
  std::vector<std::uint32_t> codes_;     // of a block
  std::uint64_t decided_ = 0;
};

}  // namespace lockgate::batch
