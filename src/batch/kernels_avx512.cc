// The loops for processors with AVX-512 and its byte permutations (VBMI); cmake/kernels.cmake sets the flags. Four of them are
// written out, because a compiler does not find them: cuts keep a line's sum in a mask and an addition a cut, a table of 256
// entries answers 64 rows from registers, and so does each step of a diagram. The others are the plain loops, compiled for this level.
#include <immintrin.h>

#include "batch/kernel_loops.h"

namespace lockgate::batch {
namespace {

constexpr std::size_t kLanes = 16;
constexpr std::size_t kWide = 64;

constexpr std::uint16_t kAll = 0xffff;

// The first `rows` of 16 rows, and of those the ones whose bit is set; null: all. Reads no byte that the bitmap has not.
struct Rest {
  std::size_t rows;
  __mmask16 inside() const { return static_cast<__mmask16>((1U << rows) - 1); }
  __mmask16 of(const std::uint8_t* bits) const {
    if (bits == nullptr) return inside();
    const std::uint32_t low = bits[0], high = rows > 8 ? bits[1] : 0U;
    return static_cast<__mmask16>((low | high << 8) & inside());
  }
};

// The same of 16 rows that are all there.
struct Full {
  static __mmask16 inside() { return kAll; }
  static __mmask16 of(const std::uint8_t* bits) {
    std::uint16_t out = kAll;
    if (bits != nullptr) __builtin_memcpy(&out, bits, sizeof out);
    return out;
  }
};

// Calls with each 16 rows, and at last with the rest.
template <class Call>
void each_sixteen(std::size_t rows, Call call) {
  std::size_t i = 0;
  for (; i + kLanes <= rows; i += kLanes) call(i, Full{});
  if (i < rows) call(i, Rest{rows - i});
}

const std::uint8_t* from_row(const std::uint8_t* bits, std::size_t row) { return bits == nullptr ? nullptr : bits + row / 8; }

// The same rows of the next block: the processor's own guess ends with each page.
template <class Value>
void prefetch(const Value* values) {
  _mm_prefetch(reinterpret_cast<const char*>(values + kBlock), _MM_HINT_T1);
}

__m512i splat(std::uint32_t value) { return _mm512_set1_epi32(static_cast<int>(value)); }

void add_masked(std::uint32_t* codes, __mmask16 inside, __m512i added) {
  _mm512_mask_storeu_epi32(codes, inside, _mm512_add_epi32(_mm512_maskz_loadu_epi32(inside, codes), added));
}

template <std::size_t kCuts>
void add_cuts_16(const std::int32_t* values, const std::uint8_t* valid, std::size_t rows, const std::int32_t* cuts, Weights weights, std::uint32_t* codes) {
  __m512i cut[kCuts];
  for (std::size_t c = 0; c < kCuts; ++c) cut[c] = _mm512_set1_epi32(cuts[c]);
  const __m512i weight = splat(weights.weight), missing = splat(weights.missing);
  each_sixteen(rows, [&](std::size_t i, auto these) {
    prefetch(values + i);
    const __m512i value = _mm512_maskz_loadu_epi32(these.inside(), values + i);
    __m512i added = _mm512_setzero_si512();
    for (std::size_t c = 0; c < kCuts; ++c) added = _mm512_mask_add_epi32(added, _mm512_cmpge_epi32_mask(value, cut[c]), added, weight);
    add_masked(codes + i, these.inside(), _mm512_mask_mov_epi32(missing, these.of(from_row(valid, i)), added));
  });
}

// Each number of cuts that has a loop of its own.
#define LOCKGATE_CUT_COUNTS(CASE) CASE(1) CASE(2) CASE(3) CASE(4) CASE(5) CASE(6) CASE(7) CASE(8)

void add_cuts32_wide(const std::int32_t* values, const std::uint8_t* valid, std::size_t rows, Cuts32 cuts, Weights weights, std::uint32_t* codes) {
  switch (cuts.count) {
#define LOCKGATE_CUTS(n) \
  case n: return add_cuts_16<n>(values, valid, rows, cuts.cuts, weights, codes);
    LOCKGATE_CUT_COUNTS(LOCKGATE_CUTS)
#undef LOCKGATE_CUTS
    default: return add_cuts32(values, valid, rows, cuts, weights, codes);
  }
}

// Unpacking works inside each quarter of a vector. With row 16j + 4l + k at byte 4j + k of quarter l, rows come out in turn.
__m512i in_quarters() {
  const __m512i quarter = _mm512_set_epi32(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x33323130, 0x23222120, 0x13121110, 0x03020100);
  const __m512i all = _mm512_shuffle_i32x4(quarter, quarter, 0);
  const __m512i step = _mm512_set_epi64(0x0c0c0c0c0c0c0c0c, 0x0c0c0c0c0c0c0c0c, 0x0808080808080808, 0x0808080808080808, 0x0404040404040404, 0x0404040404040404, 0, 0);
  return _mm512_add_epi8(all, step);
}

// A table of up to 256 numbers as planes of bytes, each plane in four registers.
class BytePlanes {
 public:
  BytePlanes() = default;
  BytePlanes(const std::uint32_t* add, std::size_t count) {
    alignas(64) std::uint8_t bytes[kPlanes][kEntries] = {};
    std::uint32_t all = 0;
    for (std::size_t i = 0; i < count; ++i) {
      all |= add[i];
      for (std::size_t p = 0; p < kPlanes; ++p) bytes[p][i] = static_cast<std::uint8_t>(add[i] >> 8 * p);
    }
    while (used_ < kPlanes && all >> 8 * used_ != 0) ++used_;
    for (std::size_t p = 0; p < kPlanes; ++p)
      for (std::size_t q = 0; q < kEntries / kWide; ++q) part_[p][q] = _mm512_load_si512(bytes[p] + q * kWide);
  }

  // What 64 ids add, 16 of them in each vector.
  void look_up(__m512i ids, __m512i out[4]) const {
    const __m512i id = _mm512_permutexvar_epi8(in_quarters(), ids);
    const __mmask64 is_upper = _mm512_movepi8_mask(id);
    __m512i plane[kPlanes];
    for (std::size_t p = 0; p < kPlanes; ++p) plane[p] = p < used_ ? of_plane(p, id, is_upper) : _mm512_setzero_si512();
    const __m512i low[2] = {_mm512_unpacklo_epi8(plane[0], plane[1]), _mm512_unpackhi_epi8(plane[0], plane[1])};
    const __m512i high[2] = {_mm512_unpacklo_epi8(plane[2], plane[3]), _mm512_unpackhi_epi8(plane[2], plane[3])};
    for (std::size_t half = 0; half < 2; ++half) {
      out[2 * half] = _mm512_unpacklo_epi16(low[half], high[half]);
      out[2 * half + 1] = _mm512_unpackhi_epi16(low[half], high[half]);
    }
  }

 private:
  static constexpr std::size_t kPlanes = 4, kEntries = 256;

  __m512i of_plane(std::size_t p, __m512i id, __mmask64 is_upper) const {
    const __m512i lower = _mm512_permutex2var_epi8(part_[p][0], id, part_[p][1]);
    return _mm512_mask_mov_epi8(lower, is_upper, _mm512_permutex2var_epi8(part_[p][2], id, part_[p][3]));
  }

  __m512i part_[kPlanes][kEntries / kWide];
  std::size_t used_ = 0;
};

void add_ids8_wide(const std::uint8_t* ids, const std::uint8_t* valid, std::size_t rows, const std::uint32_t* add, std::uint32_t missing, std::uint32_t* codes) {
  const BytePlanes planes(add, missing);  // ids are below the id of what is missing
  const __m512i none = splat(add[missing]);
  __m512i added[kWide / kLanes];
  each_sixteen(rows, [&](std::size_t i, auto these) {
    const std::size_t part = i % kWide / kLanes;
    if (part == 0) {
      const std::size_t left = rows - i;
      prefetch(ids + i);
      planes.look_up(_mm512_maskz_loadu_epi8(left >= kWide ? ~__mmask64{0} : (__mmask64{1} << left) - 1, ids + i), added);
    }
    add_masked(codes + i, these.inside(), _mm512_mask_mov_epi32(none, these.of(from_row(valid, i)), added[part]));
  });
}

void add_bits_wide(const std::uint8_t* bits, const std::uint8_t* valid, std::size_t rows, Weights weights, std::uint32_t* codes) {
  const __m512i weight = splat(weights.weight), missing = splat(weights.missing);
  each_sixteen(rows, [&](std::size_t i, auto these) {
    const __m512i added = _mm512_maskz_mov_epi32(these.of(bits + i / 8), weight);
    add_masked(codes + i, these.inside(), _mm512_mask_mov_epi32(missing, these.of(from_row(valid, i)), added));
  });
}

// Rows on their way through a diagram. All rows take one step after the other, for memory that is read on and on comes soonest: with 8,192 rows a step a million
// rows took a fifth longer than with 65,536. Where each row stands, a byte, is kept where its answer will be.

// The processor's own guess ends with each page.
template <class Value>
void prefetch_near(const Value* values) {
  constexpr std::size_t kAhead = 4096;
  _mm_prefetch(reinterpret_cast<const char*>(values) + kAhead, _MM_HINT_T0);
}

std::uint64_t word_of(const std::uint8_t* bits, std::size_t row) {
  std::uint64_t out = ~std::uint64_t{0};
  if (bits != nullptr) __builtin_memcpy(&out, bits + row / 8, sizeof out);
  return out;
}

// What 64 bytes have in a table of 128 or 256 bytes.
struct Table128 {
  explicit Table128(const std::uint8_t* table) : low(_mm512_loadu_si512(table)), high(_mm512_loadu_si512(table + kWide)) {}
  __m512i of(__m512i at) const { return _mm512_permutex2var_epi8(low, at, high); }
  __m512i low, high;
};
struct Table256 {
  explicit Table256(const std::uint8_t* table) : lower(table), upper(table + 2 * kWide) {}
  __m512i of(__m512i at) const { return _mm512_mask_mov_epi8(lower.of(at), _mm512_movepi8_mask(at), upper.of(at)); }
  Table128 lower, upper;
};

// The digits of 64 rows, for each sort of column.
class FlagDigits {
 public:
  explicit FlagDigits(const LineColumn& column) : bits_(static_cast<const std::uint8_t*>(column.data)), valid_(column.valid) {}
  __m512i of(std::size_t i) const {
    const __mmask64 is_there = word_of(valid_, i);
    const __m512i one = _mm512_set1_epi8(1), known = _mm512_maskz_mov_epi8(is_there, one);
    return _mm512_mask_add_epi8(known, is_there & word_of(bits_, i), known, one);
  }
  bool is_read() const { return true; }

 private:
  const std::uint8_t* bits_;
  const std::uint8_t* valid_;
};

class IdDigits {
 public:
  explicit IdDigits(const LineColumn& column) : ids_(static_cast<const std::uint8_t*>(column.data)), valid_(column.valid), digits_(column.digits) {}
  __m512i of(std::size_t i) const {
    prefetch_near(ids_ + i);
    return _mm512_maskz_mov_epi8(word_of(valid_, i), digits_.of(_mm512_loadu_si512(ids_ + i)));
  }
  bool is_read() const { return true; }

 private:
  const std::uint8_t* ids_;
  const std::uint8_t* valid_;
  Table256 digits_;
};

// 64 numbers, and whether any so far was below 0.
class NumberReader {
 public:
  explicit NumberReader(const LineColumn& column) : values_(static_cast<const std::int32_t*>(column.data)) {}
  void read(std::size_t i, __m512i value[4]) {
    constexpr int kOr = 0xfe;
    for (std::size_t v = 0; v < 4; ++v) {
      prefetch_near(values_ + i + v * kLanes);
      value[v] = _mm512_loadu_si512(values_ + i + v * kLanes);
    }
    signs_ = _mm512_ternarylogic_epi32(signs_, value[0], value[1], kOr);
    signs_ = _mm512_ternarylogic_epi32(signs_, value[2], value[3], kOr);
  }
  bool is_read() const { return _mm512_movepi32_mask(signs_) == 0; }

 private:
  const std::int32_t* values_;
  __m512i signs_ = _mm512_setzero_si512();
};

// Every number that is read reaches 0, which is the first cut.
Cuts32 but_zero(Cuts32 cuts) { return {cuts.cuts + 1, cuts.count - 1}; }

// Numbers packed into words of 16 bits. With saturation a packed number reaches the same cuts, as long as these lie in one window of so many bits.
// Where it does not begin at 0, it begins a step below the first cut; a step is the largest power of two that all cuts are apart.
struct Window {
  static constexpr std::uint32_t kWidest = UINT16_MAX;
  explicit Window(Cuts32 cuts) {
    const auto last = static_cast<std::uint32_t>(cuts.cuts[cuts.count - 1]);
    if (last <= kWidest) return;
    std::uint32_t apart = 0;
    for (std::size_t c = 1; c < cuts.count; ++c) apart |= static_cast<std::uint32_t>(cuts.cuts[c] - cuts.cuts[0]);
    shift = apart == 0 ? 0 : static_cast<std::uint32_t>(__builtin_ctz(apart));
    begin = cuts.cuts[0] - static_cast<std::int32_t>(1U << shift);
    fits = begin >= 0 && (last - static_cast<std::uint32_t>(begin)) >> shift <= kWidest;
  }
  std::int32_t begin = 0;
  std::uint32_t shift = 0;
  bool fits = true;
};

// Packing works inside each quarter of a vector: row 16a + 4l + k stands at byte 8l + 4a + k. Where each row's byte is then.
struct Turn {
  constexpr Turn() {
    for (std::size_t row = 0; row < kWide; ++row) byte[row] = static_cast<std::uint8_t>(row / 32 * 32 + row % 16 / 4 * 8 + row % 32 / 16 * 4 + row % 4);
  }
  alignas(64) std::uint8_t byte[kWide] = {};
};
constexpr Turn kTurn;

template <std::size_t kCuts, bool kIsMoved>
class WordDigits {
 public:
  explicit WordDigits(const LineColumn& column) : reader_(column), valid_(column.valid) {
    const Cuts32 cuts = but_zero(column.cuts);
    const Window window(cuts);
    begin_ = _mm512_set1_epi32(window.begin), shift_ = _mm_cvtsi32_si128(static_cast<int>(window.shift));
    for (std::size_t c = 0; c < kCuts; ++c) cut_[c] = _mm512_set1_epi16(static_cast<std::int16_t>(static_cast<std::uint32_t>(cuts.cuts[c] - window.begin) >> window.shift));
  }

  __m512i of(std::size_t i) {
    __m512i value[4];
    reader_.read(i, value);
    for (__m512i& each : value)
      if (kIsMoved) each = _mm512_sra_epi32(_mm512_sub_epi32(each, begin_), shift_);
    const __m512i low = _mm512_packus_epi32(value[0], value[1]), high = _mm512_packus_epi32(value[2], value[3]), one = _mm512_set1_epi8(1);
    __m512i reached = one;
    for (const __m512i cut : cut_) reached = _mm512_mask_add_epi8(reached, _mm512_kunpackd(_mm512_cmpge_epu16_mask(high, cut), _mm512_cmpge_epu16_mask(low, cut)), reached, one);
    return _mm512_maskz_permutexvar_epi8(word_of(valid_, i), turn_, reached);
  }
  bool is_read() const { return reader_.is_read(); }

 private:
  NumberReader reader_;
  const std::uint8_t* valid_;
  __m512i begin_, cut_[kCuts], turn_ = _mm512_load_si512(kTurn.byte);
  __m128i shift_;
};

// Any cuts, in 32 bits.
class NumberDigits {
 public:
  explicit NumberDigits(const LineColumn& column) : reader_(column), valid_(column.valid), cuts_(but_zero(column.cuts)) {}

  __m512i of(std::size_t i) {
    __m512i value[4];
    reader_.read(i, value);
    const __m512i one = _mm512_set1_epi8(1);
    __m512i reached = one;
    for (std::size_t c = 0; c < cuts_.count; ++c) reached = _mm512_mask_add_epi8(reached, reach(value, _mm512_set1_epi32(cuts_.cuts[c])), reached, one);
    return _mm512_maskz_mov_epi8(word_of(valid_, i), reached);
  }
  bool is_read() const { return reader_.is_read(); }

 private:
  static __mmask64 reach(const __m512i value[4], __m512i cut) {
    const auto part = [&](std::size_t v) { return std::uint64_t{_mm512_cmpge_epi32_mask(value[v], cut)} << v * kLanes; };
    return part(0) | part(1) | part(2) | part(3);
  }

  NumberReader reader_;
  const std::uint8_t* valid_;
  Cuts32 cuts_;
};

template <class Digits, class Table>
bool take_step(Digits digits, const Table table, std::size_t rows, std::uint8_t* places) {
  for (std::size_t i = 0; i < rows; i += kWide) {
    const __m512i place = _mm512_add_epi8(_mm512_loadu_si512(places + i), digits.of(i));
    _mm512_storeu_si512(places + i, table.of(place));
  }
  return digits.is_read();
}

template <class Digits>
bool take_step(const DiagramStep& step, std::size_t rows, std::uint8_t* places) {
  const Digits digits(step.column);
  if (step.places <= 2 * kWide) return take_step(digits, Table128(step.next), rows, places);
  return take_step(digits, Table256(step.next), rows, places);
}

template <bool kIsMoved>
bool take_words(const DiagramStep& step, std::size_t rows, std::uint8_t* places) {
  switch (step.column.cuts.count - 1) {
#define LOCKGATE_CUTS(n) \
  case n: return take_step<WordDigits<n, kIsMoved>>(step, rows, places);
    LOCKGATE_CUT_COUNTS(LOCKGATE_CUTS)
#undef LOCKGATE_CUTS
    default: return take_step<NumberDigits>(step, rows, places);
  }
}

bool take(const DiagramStep& step, std::size_t rows, std::uint8_t* places) {
  const LineColumn& column = step.column;
  if (column.kind == LineColumn::Kind::Flag) return take_step<FlagDigits>(step, rows, places);
  if (column.kind == LineColumn::Kind::Ids) return take_step<IdDigits>(step, rows, places);
  if (column.cuts.count == 1) return take_step<NumberDigits>(step, rows, places);
  const Window window(but_zero(column.cuts));
  if (!window.fits) return take_step<NumberDigits>(step, rows, places);
  return window.begin == 0 && window.shift == 0 ? take_words<false>(step, rows, places) : take_words<true>(step, rows, places);
}

bool walk8_wide(const DiagramStep* steps, std::size_t count, std::size_t rows, std::uint8_t* out) {
  __builtin_memset(out, 0, rows);
  for (std::size_t s = 0; s < count; ++s)
    if (!take(steps[s], rows, out)) return false;
  return true;
}

constexpr Kernels with_own(Kernels out) {
  out.walk8 = walk8_wide;
  out.add_cuts32 = add_cuts32_wide;
  out.add_ids8 = add_ids8_wide;
  out.add_bits = add_bits_wide;
  return out;
}

}  // namespace

extern const Kernels kernels_avx512;
const Kernels kernels_avx512 = with_own(loops("avx512"));

}  // namespace lockgate::batch
