// The loops themselves, compiled once for each level of instructions: the file that includes this is compiled with the flags of
// its level and keeps a table of them. Plain loops over plain arrays, written so that a compiler makes vectors of them; nothing
// here may call an inline function of another header, of which the linker would keep one copy for all.
#include "batch/kernels.h"

namespace lockgate::batch {
namespace {

constexpr std::size_t kMostUnrolled = 8;

// Vectors do not make a table answer sooner: gathering costs more than plain loads.
#ifdef __clang__
#define LOCKGATE_PLAIN_LOADS
#else
#define LOCKGATE_PLAIN_LOADS __attribute__((optimize("no-tree-vectorize")))
#endif

// One byte a row, 0 or 1, from one bit a row.
struct Flags {
  std::uint8_t row[kBlock];

  void fill(const std::uint8_t* bits, std::size_t rows) {
    for (std::size_t i = 0; i < rows; i += 8) {
      const std::uint64_t eight = bits[i / 8];
      // Each byte of the product holds one more bit of the eight at its top.
      const std::uint64_t spread = ((eight & 0x7f) * 0x0002040810204081ULL & 0x0101010101010101ULL) | (eight >> 7) << 56;
      __builtin_memcpy(row + i, &spread, sizeof spread);  // the lowest byte first, as every processor of ours has it
    }
  }
};

template <class Value, std::size_t kCuts>
void add_few_cuts(const Value* values, const std::uint8_t* valid, std::size_t rows, const Value* cuts, Weights weights, std::uint32_t* __restrict codes) {
  Value cut[kCuts];
  for (std::size_t c = 0; c < kCuts; ++c) cut[c] = cuts[c];
  if (valid == nullptr) {
    for (std::size_t i = 0; i < rows; ++i) {
      std::uint32_t kind = 0;
      for (std::size_t c = 0; c < kCuts; ++c) kind += values[i] >= cut[c] ? 1U : 0U;
      codes[i] += kind * weights.weight;
    }
    return;
  }
  Flags known;
  known.fill(valid, rows);
  for (std::size_t i = 0; i < rows; ++i) {
    std::uint32_t kind = 0;
    for (std::size_t c = 0; c < kCuts; ++c) kind += values[i] >= cut[c] ? 1U : 0U;
    codes[i] += known.row[i] != 0 ? kind * weights.weight : weights.missing;
  }
}

template <class Value>
void add_many_cuts(const Value* values, const std::uint8_t* valid, std::size_t rows, const Value* cuts, std::size_t count, Weights weights, std::uint32_t* codes) {
  for (std::size_t i = 0; i < rows; ++i) {
    const bool is_known = valid == nullptr || (valid[i / 8] >> (i % 8) & 1) != 0;
    std::size_t low = 0;
    for (std::size_t left = count; left > 0;) {  // how many cuts the value reaches, by halves
      const std::size_t half = left / 2;
      const bool reaches = values[i] >= cuts[low + half];
      low = reaches ? low + half + 1 : low;
      left = reaches ? left - half - 1 : half;
    }
    codes[i] += is_known ? static_cast<std::uint32_t>(low) * weights.weight : weights.missing;
  }
}

template <class Value>
void add_cuts(const Value* values, const std::uint8_t* valid, std::size_t rows, const Value* cuts, std::size_t count, Weights weights, std::uint32_t* codes) {
  switch (count) {
    case 1: return add_few_cuts<Value, 1>(values, valid, rows, cuts, weights, codes);
    case 2: return add_few_cuts<Value, 2>(values, valid, rows, cuts, weights, codes);
    case 3: return add_few_cuts<Value, 3>(values, valid, rows, cuts, weights, codes);
    case 4: return add_few_cuts<Value, 4>(values, valid, rows, cuts, weights, codes);
    case 5: return add_few_cuts<Value, 5>(values, valid, rows, cuts, weights, codes);
    case 6: return add_few_cuts<Value, 6>(values, valid, rows, cuts, weights, codes);
    case 7: return add_few_cuts<Value, 7>(values, valid, rows, cuts, weights, codes);
    case kMostUnrolled: return add_few_cuts<Value, kMostUnrolled>(values, valid, rows, cuts, weights, codes);
    default: return add_many_cuts(values, valid, rows, cuts, count, weights, codes);
  }
}

void add_cuts32(const std::int32_t* values, const std::uint8_t* valid, std::size_t rows, Cuts32 cuts, Weights weights, std::uint32_t* codes) {
  add_cuts(values, valid, rows, cuts.cuts, cuts.count, weights, codes);
}

void add_cuts64(const std::int64_t* values, const std::uint8_t* valid, std::size_t rows, Cuts64 cuts, Weights weights, std::uint32_t* codes) {
  add_cuts(values, valid, rows, cuts.cuts, cuts.count, weights, codes);
}

// Which entry of the table each row takes is worked out first, without a branch: missing values come at random.
struct Entries {
  std::uint32_t row[kBlock];

  template <class Entry>
  void fill(const std::uint8_t* valid, std::size_t rows, std::uint32_t missing, Entry entry) {
    if (valid == nullptr) {
      for (std::size_t i = 0; i < rows; ++i) row[i] = entry(i);
      return;
    }
    Flags known;
    known.fill(valid, rows);
    for (std::size_t i = 0; i < rows; ++i) row[i] = known.row[i] != 0 ? entry(i) : missing;
  }
};

LOCKGATE_PLAIN_LOADS void add_entries(const Entries& entries, std::size_t rows, const std::uint32_t* __restrict add, std::uint32_t* __restrict codes) {
  for (std::size_t i = 0; i < rows; ++i) codes[i] += add[entries.row[i]];
}

void add_near32(const std::int32_t* values, const std::uint8_t* valid, std::size_t rows, std::int32_t low, std::uint32_t span, const std::uint32_t* add, std::uint32_t missing,
                std::uint32_t* codes) {
  Entries entries;
  const std::int32_t high = low + static_cast<std::int32_t>(span);
  entries.fill(valid, rows, missing, [&](std::size_t i) {
    const std::int32_t inside = values[i] < low ? low : values[i] > high ? high : values[i];
    return static_cast<std::uint32_t>(inside - low);
  });
  add_entries(entries, rows, add, codes);
}

template <class Id>
LOCKGATE_PLAIN_LOADS void add_all_ids(const Id* __restrict ids, std::size_t rows, const std::uint32_t* __restrict add, std::uint32_t* __restrict codes) {
  for (std::size_t i = 0; i < rows; ++i) codes[i] += add[ids[i]];
}

template <class Id>
void add_ids(const Id* ids, const std::uint8_t* valid, std::size_t rows, const std::uint32_t* add, std::uint32_t missing, std::uint32_t* codes) {
  if (valid == nullptr) return add_all_ids(ids, rows, add, codes);
  Entries entries;
  entries.fill(valid, rows, missing, [&](std::size_t i) { return static_cast<std::uint32_t>(ids[i]); });
  add_entries(entries, rows, add, codes);
}

void add_ids8(const std::uint8_t* ids, const std::uint8_t* valid, std::size_t rows, const std::uint32_t* add, std::uint32_t missing, std::uint32_t* codes) {
  add_ids(ids, valid, rows, add, missing, codes);
}

void add_ids16(const std::uint16_t* ids, const std::uint8_t* valid, std::size_t rows, const std::uint32_t* add, std::uint32_t missing, std::uint32_t* codes) {
  add_ids(ids, valid, rows, add, missing, codes);
}

void add_ids32(const std::uint32_t* ids, const std::uint8_t* valid, std::size_t rows, const std::uint32_t* add, std::uint32_t missing, std::uint32_t* codes) {
  add_ids(ids, valid, rows, add, missing, codes);
}

void add_bits(const std::uint8_t* bits, const std::uint8_t* valid, std::size_t rows, Weights weights, std::uint32_t* codes) {
  Flags set, known;
  set.fill(bits, rows);
  if (valid == nullptr) {
    for (std::size_t i = 0; i < rows; ++i) codes[i] += set.row[i] * weights.weight;
    return;
  }
  known.fill(valid, rows);
  for (std::size_t i = 0; i < rows; ++i) codes[i] += known.row[i] != 0 ? set.row[i] * weights.weight : weights.missing;
}

LOCKGATE_PLAIN_LOADS void look_up8(const std::uint32_t* __restrict codes, std::size_t rows, const std::uint8_t* __restrict table, std::uint8_t* __restrict out) {
  for (std::size_t i = 0; i < rows; ++i) out[i] = table[codes[i]];
}

LOCKGATE_PLAIN_LOADS void look_up32(const std::uint32_t* __restrict codes, std::size_t rows, const std::uint32_t* __restrict table, std::uint32_t* __restrict out) {
  for (std::size_t i = 0; i < rows; ++i) out[i] = table[codes[i]];
}

template <class Value>
bool holds(const Value* values, std::size_t rows, Value wanted) {
  std::uint32_t found = 0;
  for (std::size_t i = 0; i < rows; ++i) found |= values[i] == wanted ? 1U : 0U;
  return found != 0;
}

bool holds8(const std::uint8_t* values, std::size_t rows, std::uint8_t wanted) { return holds(values, rows, wanted); }
bool holds32(const std::uint32_t* values, std::size_t rows, std::uint32_t wanted) { return holds(values, rows, wanted); }

std::size_t count32(const std::uint32_t* values, std::size_t rows, std::uint32_t wanted) {
  std::size_t out = 0;
  for (std::size_t first = 0; first < rows; first += kBlock) {
    const std::size_t end = rows - first < kBlock ? rows : first + kBlock;
    std::uint32_t some = 0;  // as wide as a value, which is what makes vectors quick
    for (std::size_t i = first; i < end; ++i) some += values[i] == wanted ? 1U : 0U;
    out += some;
  }
  return out;
}

constexpr Kernels loops(const char* name) {
  return {name, add_cuts32, add_cuts64, add_near32, add_ids8, add_ids16, add_ids32, add_bits, look_up8, look_up32, nullptr, holds8, holds32, count32};
}

}  // namespace

}  // namespace lockgate::batch
