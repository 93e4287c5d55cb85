// Kernels: the loops that every line of a book goes through, once for each level of instructions a processor may have. What they
// compute is the same to the bit; tests run them all.
//
// A line's code is a sum: each dimension adds its kind times the dimension's weight. Values and ids are read as Arrow lays them
// out; `valid` is a bitmap (least significant bit first, bit 0 = the first row) or null when nothing is missing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lockgate::batch {

// Rows handled at a time: their codes stay in the first-level cache. A multiple of 64, so that bitmaps begin on a byte.
inline constexpr std::size_t kBlock = 4096;

// Arrow's layout: values, and a bitmap of those that are there (null: all). Bit 0 of the bitmap is the first row.
template <class Value>
struct Values {
  const Value* data = nullptr;
  const std::uint8_t* valid = nullptr;
  bool is_valid(std::size_t row) const { return valid == nullptr || (valid[row / 8] >> (row % 8) & 1) != 0; }
};

// Cuts of a number: a value's kind is how many of them it reaches.
struct Cuts32 {
  const std::int32_t* cuts;
  std::size_t count;
};
struct Cuts64 {
  const std::int64_t* cuts;
  std::size_t count;
};

// What a row adds to its code when its value is missing, and for each kind it may have.
struct Weights {
  std::uint32_t weight = 0;
  std::uint32_t missing = 0;  // weighted
};

// A column as rows on their way through a diagram read it. There a row has a digit in each column: what is missing is 0, a number how many cuts
// it reaches, a flag 1 or 2, an id what stands for it in `digits`.
struct LineColumn {
  enum class Kind : std::uint8_t { Number, Flag, Ids };
  static constexpr std::size_t kMostCuts = 16, kIds = 256;

  Kind kind = Kind::Number;
  const void* data = nullptr;  // 32-bit numbers, bits, or ids of a byte
  const std::uint8_t* valid = nullptr;
  std::uint32_t radix = 0;     // digits there are
  Cuts32 cuts = {};            // of Number, in order; the first is 0
  const std::uint8_t* digits = nullptr;  // of Ids, kIds of them
};

// A step of a diagram (batch/cell_diagram.h): a row at a place goes on to that of its place plus its digit in `next`. It comes from the step before, first
// from 0; the last step leads to answers.
struct DiagramStep {
  static constexpr std::size_t kMostPlaces = 256;

  LineColumn column;
  const std::uint8_t* next = nullptr;  // kMostPlaces of them
  std::size_t places = 0;              // in use
};

struct Kernels {
  const char* name;
  void (*add_cuts32)(const std::int32_t* values, const std::uint8_t* valid, std::size_t rows, Cuts32 cuts, Weights weights, std::uint32_t* codes);
  void (*add_cuts64)(const std::int64_t* values, const std::uint8_t* valid, std::size_t rows, Cuts64 cuts, Weights weights, std::uint32_t* codes);
  // Numbers with many cuts close together, such as days: `add` holds what each value from `low` to `low` + `span` adds, already
  // weighted; values beyond either end count as the end, and a missing one as number `missing` of the table.
  void (*add_near32)(const std::int32_t* values, const std::uint8_t* valid, std::size_t rows, std::int32_t low, std::uint32_t span, const std::uint32_t* add, std::uint32_t missing,
                     std::uint32_t* codes);
  // `add` holds what each id adds, already weighted; a missing value counts as the id `missing`.
  void (*add_ids8)(const std::uint8_t* ids, const std::uint8_t* valid, std::size_t rows, const std::uint32_t* add, std::uint32_t missing, std::uint32_t* codes);
  void (*add_ids16)(const std::uint16_t* ids, const std::uint8_t* valid, std::size_t rows, const std::uint32_t* add, std::uint32_t missing, std::uint32_t* codes);
  void (*add_ids32)(const std::uint32_t* ids, const std::uint8_t* valid, std::size_t rows, const std::uint32_t* add, std::uint32_t missing, std::uint32_t* codes);
  void (*add_bits)(const std::uint8_t* bits, const std::uint8_t* valid, std::size_t rows, Weights weights, std::uint32_t* codes);
  // out[i] = table[codes[i]]
  void (*look_up8)(const std::uint32_t* codes, std::size_t rows, const std::uint8_t* table, std::uint8_t* out);
  void (*look_up32)(const std::uint32_t* codes, std::size_t rows, const std::uint32_t* table, std::uint32_t* out);
  // The answer of each row at the end of the steps. `rows` is a multiple of 64. False, with `out` of no use: some number is below 0, or one that is
  // missing has such a number in its place. Null where the loops over one column after the other are as good.
  bool (*walk8)(const DiagramStep* steps, std::size_t count, std::size_t rows, std::uint8_t* out);
  // Is one of the values this one?
  bool (*holds8)(const std::uint8_t* values, std::size_t rows, std::uint8_t wanted);
  bool (*holds32)(const std::uint32_t* values, std::size_t rows, std::uint32_t wanted);
  // How many of the values are this one?
  std::size_t (*count32)(const std::uint32_t* values, std::size_t rows, std::uint32_t wanted);
};

// Those this processor can run, the plainest first.
const std::vector<const Kernels*>& kernels_here();
const Kernels& best_kernels();

}  // namespace lockgate::batch
