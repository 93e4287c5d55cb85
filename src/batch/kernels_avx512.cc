// The loops for processors with AVX-512 and its byte permutations (VBMI); cmake/kernels.cmake sets the flags. Three of them are
// written out, because a compiler does not find them: cuts keep a line's sum in a mask and an addition a cut, and a table of 256
// entries answers 64 rows from registers. The others are the plain loops, compiled for this level.
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
    const __m512i id = _mm512_permutexvar_epi8(kInTurn(), ids);
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

  // Unpacking works inside each quarter of a vector. With row 16j + 4l + k at byte 4j + k of quarter l, rows come out in turn.
  static __m512i kInTurn() {
    const __m512i quarter = _mm512_set_epi32(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x33323130, 0x23222120, 0x13121110, 0x03020100);
    const __m512i all = _mm512_shuffle_i32x4(quarter, quarter, 0);
    const __m512i step = _mm512_set_epi64(0x0c0c0c0c0c0c0c0c, 0x0c0c0c0c0c0c0c0c, 0x0808080808080808, 0x0808080808080808, 0x0404040404040404, 0x0404040404040404, 0, 0);
    return _mm512_add_epi8(all, step);
  }

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

// The sums of 64 rows in four registers, column by column, and no sum ever in memory but to be looked up.
struct Sums {
  __m512i part[kWide / kLanes];
};

void add_cuts_64(const LineColumn& column, std::size_t i, Sums& sums) {
  const auto* values = static_cast<const std::int32_t*>(column.data) + i;
  const __m512i weight = splat(column.weights.weight), missing = splat(column.weights.missing);
  __m512i value[kWide / kLanes], added[kWide / kLanes];
  for (std::size_t p = 0; p < kWide / kLanes; ++p) {
    prefetch(values + p * kLanes);
    value[p] = _mm512_loadu_si512(values + p * kLanes);
    added[p] = _mm512_setzero_si512();
  }
  for (std::size_t c = 0; c < column.cuts.count; ++c) {
    const __m512i cut = _mm512_set1_epi32(column.cuts.cuts[c]);
    for (std::size_t p = 0; p < kWide / kLanes; ++p) added[p] = _mm512_mask_add_epi32(added[p], _mm512_cmpge_epi32_mask(value[p], cut), added[p], weight);
  }
  for (std::size_t p = 0; p < kWide / kLanes; ++p)
    sums.part[p] = _mm512_add_epi32(sums.part[p], _mm512_mask_mov_epi32(missing, Full::of(from_row(column.valid, i + p * kLanes)), added[p]));
}

void add_bits_64(const LineColumn& column, std::size_t i, Sums& sums) {
  const __m512i weight = splat(column.weights.weight), missing = splat(column.weights.missing);
  for (std::size_t p = 0; p < kWide / kLanes; ++p) {
    const std::size_t row = i + p * kLanes;
    const __m512i added = _mm512_maskz_mov_epi32(Full::of(from_row(static_cast<const std::uint8_t*>(column.data), row)), weight);
    sums.part[p] = _mm512_add_epi32(sums.part[p], _mm512_mask_mov_epi32(missing, Full::of(from_row(column.valid, row)), added));
  }
}

void add_ids_64(const LineColumn& column, const BytePlanes& planes, std::size_t i, Sums& sums) {
  const auto* ids = static_cast<const std::uint8_t*>(column.data) + i;
  const __m512i missing = splat(column.add[column.missing]);
  prefetch(ids);
  __m512i added[kWide / kLanes];
  planes.look_up(_mm512_loadu_si512(ids), added);
  for (std::size_t p = 0; p < kWide / kLanes; ++p)
    sums.part[p] = _mm512_add_epi32(sums.part[p], _mm512_mask_mov_epi32(missing, Full::of(from_row(column.valid, i + p * kLanes)), added[p]));
}

void answer8_wide(const LineColumn* columns, std::size_t count, std::size_t rows, const std::uint8_t* table, std::uint8_t* out) {
  BytePlanes planes[LineColumn::kMostIdColumns];
  std::size_t used = 0;
  for (std::size_t c = 0; c < count; ++c)
    if (columns[c].kind == LineColumn::Kind::Ids) planes[used++] = BytePlanes(columns[c].add, columns[c].missing);
  // Sums are looked up a step later: what was just stored in vectors is slow to load in parts.
  alignas(64) std::uint32_t codes[2][kWide];
  const auto look_up = [&](std::size_t i) { look_up8(codes[i / kWide % 2], kWide, table, out + i); };
  for (std::size_t i = 0; i < rows; i += kWide) {
    Sums sums;
    for (__m512i& part : sums.part) part = _mm512_setzero_si512();
    const BytePlanes* next = planes;
    for (std::size_t c = 0; c < count; ++c) {
      if (columns[c].kind == LineColumn::Kind::Cuts) add_cuts_64(columns[c], i, sums);
      else if (columns[c].kind == LineColumn::Kind::Bits) add_bits_64(columns[c], i, sums);
      else add_ids_64(columns[c], *next++, i, sums);
    }
    for (std::size_t p = 0; p < kWide / kLanes; ++p) _mm512_store_si512(codes[i / kWide % 2] + p * kLanes, sums.part[p]);
    if (i > 0) look_up(i - kWide);
  }
  if (rows > 0) look_up(rows - kWide);
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
