// The loops for processors with AVX-512 and its byte permutations (VBMI); cmake/kernels.cmake sets the flags. Four of them are
// written out, because a compiler does not find them: cuts keep a line's sum in a mask and an addition a cut, a table of 256
// entries answers 64 rows from registers, and all columns at once are summed there. The others are the plain loops, compiled for this level.
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

void add_cuts32_wide(const std::int32_t* values, const std::uint8_t* valid, std::size_t rows, Cuts32 cuts, Weights weights, std::uint32_t* codes) {
  switch (cuts.count) {
#define LOCKGATE_CUTS(n) \
  case n: return add_cuts_16<n>(values, valid, rows, cuts.cuts, weights, codes);
    LOCKGATE_CUTS(1)
    LOCKGATE_CUTS(2)
    LOCKGATE_CUTS(3)
    LOCKGATE_CUTS(4)
    LOCKGATE_CUTS(5)
    LOCKGATE_CUTS(6)
    LOCKGATE_CUTS(7)
    LOCKGATE_CUTS(8)
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

// All columns at once. Digits are summed in words of 16 bits, two sums a row, since two words hold any code of a table. 64 rows are two
// vectors of a sum, in the order in which packing leaves them: of every sixteen rows four to a quarter. Unpacking puts them in turn again.
struct Sum {
  __m512i part[2];
};

// All columns are read side by side: too many streams for the processor's own guess, and a block ahead of each would push the table of answers out
// of the nearest cache.
template <class Value>
void prefetch_near(const Value* values) {
  constexpr std::size_t kAhead = 2048;
  _mm_prefetch(reinterpret_cast<const char*>(values) + kAhead, _MM_HINT_T0);
}
constexpr std::size_t kSums = 2, kVectors = kWide / kLanes;

// Where a digit stands: in which sum, and what one of it adds.
struct Place {
  std::size_t sum = 0;
  std::int16_t weight = 0;
};

// Gives digits their places, the lowest first.
class Places {
 public:
  // False: no more room.
  bool add(std::uint64_t radix, Place& out) {
    if (weight_[sum_] * radix > kMost) ++sum_;
    if (sum_ == kSums || radix > kMost) return false;
    out = {sum_, static_cast<std::int16_t>(weight_[sum_])};
    weight_[sum_] *= radix;
    return true;
  }
  // What one of the second sum stands for.
  std::uint32_t upper() const { return static_cast<std::uint32_t>(weight_[0]); }

 private:
  static constexpr std::uint64_t kMost = INT16_MAX;
  std::uint64_t weight_[kSums] = {1, 1};
  std::size_t sum_ = 0;
};

// A column of numbers. Packed to words with saturation a number reaches the same cuts, as long as they lie in one window of 15 bits; where
// all cuts are multiples of a power of two, windows are as many times wider. What is missing is -1, and stays below every cut.
class NumberColumn {
 public:
  // The column is one of those that can be read so.
  void take(const LineColumn& column, std::int16_t weight) {
    values_ = static_cast<const std::int32_t*>(column.data), valid_ = column.valid, weight_ = weight;
    std::uint32_t bits = 0;
    for (std::size_t c = 0; c < column.cuts.count; ++c) bits |= static_cast<std::uint32_t>(column.cuts.cuts[c]);
    shift_ = bits == 0 ? 0 : static_cast<std::uint32_t>(__builtin_ctz(bits));
    for (std::size_t c = 0; c < column.cuts.count; ++c) add_cut(column.cuts.cuts[c] >> shift_);
  }

  // `signs` gets the sign of every number that is there.
  void add(std::size_t i, __m512i& signs, Sum& sum) const {
    __m512i value[kVectors];
    if (valid_ == nullptr) read_all(i, signs, value);
    else read_known(i, signs, value);
    if (shift_ != 0)
      for (__m512i& each : value) each = _mm512_srai_epi32(each, shift_);
    const __m512i weight = _mm512_set1_epi16(weight_);
    for (const Window* window = window_; window != window_ + windows_; ++window) {
      const Sum packed = in_window(value, window->begin);
      for (const Cut* cut = window->first; cut != window->end; ++cut)
        for (std::size_t half = 0; half < 2; ++half)
          sum.part[half] = _mm512_mask_add_epi16(sum.part[half], _mm512_cmpge_epi16_mask(packed.part[half], _mm512_load_si512(cut->words)), sum.part[half], weight);
    }
  }

 private:
  // In every word of a vector.
  struct Cut {
    alignas(64) std::int16_t words[2 * kLanes];
  };
  struct Window {
    std::int32_t begin = 0;
    const Cut* first = nullptr;
    const Cut* end = nullptr;
  };

  void add_cut(std::int32_t cut) {
    if (windows_ == 0 || cut - window_[windows_ - 1].begin > INT16_MAX) window_[windows_++] = {cut, cut_ + cuts_, nullptr};
    for (std::int16_t& word : cut_[cuts_].words) word = static_cast<std::int16_t>(cut - window_[windows_ - 1].begin);
    window_[windows_ - 1].end = cut_ + ++cuts_;
  }

  void read_all(std::size_t i, __m512i& signs, __m512i* value) const {
    for (std::size_t v = 0; v < kVectors; ++v) {
      prefetch_near(values_ + i + v * kLanes);
      value[v] = _mm512_loadu_si512(values_ + i + v * kLanes);
    }
    const __m512i any = _mm512_or_si512(_mm512_or_si512(value[0], value[1]), _mm512_or_si512(value[2], value[3]));
    signs = _mm512_or_si512(signs, any);
  }

  void read_known(std::size_t i, __m512i& signs, __m512i* value) const {
    const __m512i none = _mm512_set1_epi32(-1);
    for (std::size_t v = 0; v < kVectors; ++v) {
      prefetch_near(values_ + i + v * kLanes);
      const __m512i read = _mm512_loadu_si512(values_ + i + v * kLanes);
      const __mmask16 is_there = Full::of(valid_ + i / 8 + v * kLanes / 8);
      signs = _mm512_mask_or_epi32(signs, is_there, signs, read);
      value[v] = _mm512_mask_mov_epi32(none, is_there, read);
    }
  }

  static Sum in_window(const __m512i* value, std::int32_t begin) {
    if (begin == 0) return {{_mm512_packs_epi32(value[0], value[1]), _mm512_packs_epi32(value[2], value[3])}};
    const __m512i from = _mm512_set1_epi32(begin);
    const auto moved = [&](std::size_t v) { return _mm512_sub_epi32(value[v], from); };
    return {{_mm512_packs_epi32(moved(0), moved(1)), _mm512_packs_epi32(moved(2), moved(3))}};
  }

  const std::int32_t* values_ = nullptr;
  const std::uint8_t* valid_ = nullptr;
  std::int16_t weight_ = 0;
  std::uint32_t shift_ = 0;
  std::size_t windows_ = 0, cuts_ = 0;
  Window window_[LineColumn::kMostCuts];
  Cut cut_[LineColumn::kMostCuts];
};

std::uint64_t word_of(const std::uint8_t* bits, std::size_t row) {
  std::uint64_t out = ~std::uint64_t{0};
  if (bits != nullptr) __builtin_memcpy(&out, bits + row / 8, sizeof out);
  return out;
}

// A column of flags or ids: what each row adds is a byte.
class ByteColumn {
 public:
  void take(const LineColumn& column, std::uint32_t weight) {
    data_ = static_cast<const std::uint8_t*>(column.data), valid_ = column.valid, weight_ = static_cast<std::uint8_t>(weight);
    is_ids_ = column.kind == LineColumn::Kind::Ids;
    for (std::size_t id = 0; is_ids_ && id < LineColumn::kIds; ++id) add_[id] = static_cast<std::uint8_t>(column.digits[id] * weight);
  }

  __m512i add(std::size_t i, __m512i sum) const {
    const __mmask64 is_there = word_of(valid_, i);
    if (is_ids_) return _mm512_mask_add_epi8(sum, is_there, sum, of_ids(i));
    const __m512i weight = _mm512_set1_epi8(static_cast<char>(weight_));
    sum = _mm512_mask_add_epi8(sum, is_there, sum, weight);
    return _mm512_mask_add_epi8(sum, is_there & word_of(data_, i), sum, weight);
  }

 private:
  __m512i of_ids(std::size_t i) const {
    prefetch_near(data_ + i);
    const __m512i id = _mm512_loadu_si512(data_ + i);
    const auto part = [&](std::size_t p) { return _mm512_load_si512(add_ + p * kWide); };
    const __m512i lower = _mm512_permutex2var_epi8(part(0), id, part(1));
    return _mm512_mask_mov_epi8(lower, _mm512_movepi8_mask(id), _mm512_permutex2var_epi8(part(2), id, part(3)));
  }

  alignas(64) std::uint8_t add_[LineColumn::kIds] = {};
  const std::uint8_t* data_ = nullptr;
  const std::uint8_t* valid_ = nullptr;
  std::uint8_t weight_ = 0;
  bool is_ids_ = false;
};

// Columns of bytes that stand beside each other and come to no more than a byte.
struct ByteColumns {
  const ByteColumn* first = nullptr;
  const ByteColumn* end = nullptr;
  std::int16_t weight = 0;

  void add(std::size_t i, Sum& sum) const {
    __m512i bytes = _mm512_setzero_si512();
    for (const ByteColumn* column = first; column != end; ++column) bytes = column->add(i, bytes);
    bytes = _mm512_permutexvar_epi8(in_quarters(), bytes);
    const __m512i zero = _mm512_setzero_si512(), weights = _mm512_set1_epi16(weight);
    const __m512i word[2] = {_mm512_unpacklo_epi8(bytes, zero), _mm512_unpackhi_epi8(bytes, zero)};
    for (std::size_t half = 0; half < 2; ++half) sum.part[half] = _mm512_add_epi16(sum.part[half], _mm512_mullo_epi16(word[half], weights));
  }
};

class AllColumns {
 public:
  AllColumns() = default;
  AllColumns(const AllColumns&) = delete;
  AllColumns& operator=(const AllColumns&) = delete;

  // False: there are too many, or they come to too much.
  bool take(const LineColumn* columns, std::size_t count) {
    if (count > LineColumn::kMost) return false;
    for (std::size_t c = 0; c < count;) {
      const std::size_t taken = columns[c].kind == LineColumn::Kind::Number ? take_number(columns[c]) : take_bytes(columns + c, count - c);
      if (taken == 0) return false;
      c += taken;
    }
    return true;
  }

  // The codes of 64 rows.
  void sum(std::size_t i, __m512i& signs, std::uint32_t* codes) const {
    const Sum low = sum_of(shelves_[0], i, signs), high = sum_of(shelves_[1], i, signs);
    const __m512i weights = splat(places_.upper() << 16 | 1);
    for (std::size_t half = 0; half < 2; ++half) {
      _mm512_store_si512(codes + 2 * half * kLanes, _mm512_madd_epi16(_mm512_unpacklo_epi16(low.part[half], high.part[half]), weights));
      _mm512_store_si512(codes + (2 * half + 1) * kLanes, _mm512_madd_epi16(_mm512_unpackhi_epi16(low.part[half], high.part[half]), weights));
    }
  }

 private:
  // What goes into one sum.
  struct Shelf {
    const NumberColumn* numbers[LineColumn::kMost];
    ByteColumns bytes[LineColumn::kMost];
    std::size_t number_count = 0, byte_count = 0;
  };

  std::size_t take_number(const LineColumn& column) {
    Place place;
    if (column.cuts.count == 0 || column.cuts.count > LineColumn::kMostCuts || column.cuts.cuts[0] != 0 || !places_.add(column.radix, place)) return 0;
    numbers_[number_count_].take(column, place.weight);
    Shelf& shelf = shelves_[place.sum];
    shelf.numbers[shelf.number_count++] = &numbers_[number_count_++];
    return 1;
  }

  std::size_t take_bytes(const LineColumn* columns, std::size_t count) {
    std::uint32_t radix = 1;
    std::size_t taken = 0;
    ByteColumn* const first = bytes_ + byte_count_;
    for (; taken < count && columns[taken].kind != LineColumn::Kind::Number && radix * columns[taken].radix <= LineColumn::kIds; ++taken) {
      first[taken].take(columns[taken], radix);
      radix *= columns[taken].radix;
    }
    Place place;
    if (!places_.add(radix, place)) return 0;
    byte_count_ += taken;
    Shelf& shelf = shelves_[place.sum];
    shelf.bytes[shelf.byte_count++] = {first, first + taken, place.weight};
    return taken;
  }

  static Sum sum_of(const Shelf& shelf, std::size_t i, __m512i& signs) {
    Sum out = {{_mm512_setzero_si512(), _mm512_setzero_si512()}};
    for (std::size_t n = 0; n < shelf.number_count; ++n) shelf.numbers[n]->add(i, signs, out);
    for (std::size_t b = 0; b < shelf.byte_count; ++b) shelf.bytes[b].add(i, out);
    return out;
  }

  Places places_;
  Shelf shelves_[kSums];
  NumberColumn numbers_[LineColumn::kMost];
  ByteColumn bytes_[LineColumn::kMost];
  std::size_t number_count_ = 0, byte_count_ = 0;
};

// Written out in a row: as a loop of its own it takes half as long again.
inline void look_up_64(const std::uint32_t* codes, const std::uint8_t* table, std::uint8_t* out) {
#pragma GCC unroll 64
  for (std::size_t i = 0; i < kWide; ++i) out[i] = table[codes[i]];
}

bool answer8_wide(const LineColumn* columns, std::size_t count, std::size_t rows, const std::uint8_t* table, std::uint8_t* out) {
  AllColumns all;
  if (!all.take(columns, count)) return false;
  __m512i signs = _mm512_setzero_si512();
  // Codes are looked up a step later: what was just stored in vectors is slow to load in parts.
  alignas(64) std::uint32_t codes[2][kWide];
  const auto look_up = [&](std::size_t i) { look_up_64(codes[i / kWide % 2], table, out + i); };
  for (std::size_t i = 0; i < rows; i += kWide) {
    all.sum(i, signs, codes[i / kWide % 2]);
    if (i > 0) look_up(i - kWide);
  }
  if (rows > 0) look_up(rows - kWide);
  return _mm512_movepi32_mask(signs) == 0;
}

constexpr Kernels with_own(Kernels out) {
  out.answer8 = answer8_wide;
  out.add_cuts32 = add_cuts32_wide;
  out.add_ids8 = add_ids8_wide;
  out.add_bits = add_bits_wide;
  return out;
}

}  // namespace

extern const Kernels kernels_avx512;
const Kernels kernels_avx512 = with_own(loops("avx512"));

}  // namespace lockgate::batch
