#include "batch/packed_runs.h"

#include <algorithm>
#include <cstring>
#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace lockgate::batch {
namespace {

constexpr std::size_t kByte = 8, kWord = 64;

std::uint64_t low_bits(std::size_t count) { return count >= kWord ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1; }

// Sixteen numbers at a time: each has its four bytes picked out of 64, which hold any of up to 25 bits.
#ifdef __x86_64__
constexpr unsigned kWidestAtOnce = 25;

bool can_unpack_at_once() {
  static const bool kCan = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi");
  return kCan;
}

// The largest of them. `first`: the bit of the first byte where they begin.
__attribute__((target("avx512f,avx512bw,avx512vbmi"))) std::uint32_t unpack_at_once(const std::uint8_t* from, const std::uint8_t* end, unsigned first, unsigned width, std::size_t count,
                                                                                    std::uint32_t* out) {
  constexpr std::size_t kLanes = 16, kBytes = 64;
  const __m512i lane = _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  const __m512i bit = _mm512_add_epi32(_mm512_mullo_epi32(lane, _mm512_set1_epi32(static_cast<int>(width))), _mm512_set1_epi32(static_cast<int>(first)));
  const __m512i byte = _mm512_mullo_epi32(_mm512_srli_epi32(bit, 3), _mm512_set1_epi32(0x01010101)), at = _mm512_add_epi32(byte, _mm512_set1_epi32(0x03020100));
  const __m512i shift = _mm512_and_si512(bit, _mm512_set1_epi32(7)), mask = _mm512_set1_epi32(static_cast<int>(low_bits(width)));
  __m512i highest = _mm512_setzero_si512();
  for (std::size_t i = 0; i < count; i += kLanes, from += kLanes / kByte * width) {
    const std::size_t left = count - i, bytes = from < end ? static_cast<std::size_t>(end - from) : 0;
    const __m512i read = bytes >= kBytes ? _mm512_loadu_si512(from) : _mm512_maskz_loadu_epi8(low_bits(bytes), from);
    const __m512i value = _mm512_and_si512(_mm512_srlv_epi32(_mm512_permutexvar_epi8(at, read), shift), mask);
    const auto inside = static_cast<__mmask16>(left >= kLanes ? 0xffff : low_bits(left));
    highest = _mm512_mask_max_epu32(highest, inside, highest, value);
    _mm512_mask_storeu_epi32(out + i, inside, value);
  }
  std::uint32_t lanes[kLanes];
  _mm512_storeu_si512(lanes, highest);
  return *std::max_element(lanes, lanes + kLanes);
}
#else
constexpr unsigned kWidestAtOnce = 0;
bool can_unpack_at_once() { return false; }
std::uint32_t unpack_at_once(const std::uint8_t*, const std::uint8_t*, unsigned, unsigned, std::size_t, std::uint32_t*) { return 0; }
#endif

}  // namespace

// A run says how many numbers it has: of one number by itself, of packed ones in eights. The last of them may be cut off where nobody counts on them.
bool PackedRuns::begin_run() {
  std::uint64_t head = 0;
  for (unsigned shift = 0;; shift += 7) {
    if (next_ == end_ || shift > 28) return false;
    head |= std::uint64_t{*next_ & 0x7fU} << shift;
    if ((*next_++ & 0x80U) == 0) break;
  }
  const std::size_t bytes_left = static_cast<std::size_t>(end_ - next_), count = head >> 1;
  const bool is_packed = (head & 1) != 0;
  const std::size_t bytes = is_packed ? count * width_ : (width_ + kByte - 1) / kByte;
  if (!is_packed && bytes > bytes_left) return false;
  packed_ = is_packed ? next_ : nullptr, bit_ = 0, value_ = 0;
  if (!is_packed) std::memcpy(&value_, next_, bytes);  // the lowest byte first, as every processor of ours has it
  left_ = !is_packed ? count : bytes > bytes_left ? bytes_left * kByte / width_ : count * kByte;
  next_ += std::min(bytes, bytes_left);
  return left_ > 0;
}

// How many of the run in hand, or of the next; 0: there are none any more.
std::size_t PackedRuns::take(std::size_t most) {
  if (left_ == 0 && !begin_run()) return 0;
  const std::size_t out = std::min(most, left_);
  left_ -= out;
  return out;
}

// From a bit of the run on: as many as 57, and nothing behind the end.
std::uint64_t PackedRuns::bits_at(std::size_t bit) const {
  const std::uint8_t* from = packed_ + bit / kByte;
  std::uint64_t out = 0;
  if (end_ - from >= static_cast<std::ptrdiff_t>(sizeof out)) std::memcpy(&out, from, sizeof out);
  else if (from < end_) std::memcpy(&out, from, static_cast<std::size_t>(end_ - from));
  return out >> bit % kByte;
}

void PackedRuns::unpack(std::size_t bit, std::size_t count, std::uint32_t* out) {
  if (width_ <= kWidestAtOnce && can_unpack_at_once()) {
    highest_ = std::max(highest_, unpack_at_once(packed_ + bit / kByte, end_, static_cast<unsigned>(bit % kByte), width_, count, out));
    return;
  }
  for (std::size_t i = 0; i < count; ++i) {
    out[i] = static_cast<std::uint32_t>(bits_at(bit + i * width_) & low_bits(width_));
    highest_ = std::max(highest_, out[i]);
  }
}

bool PackedRuns::read(std::size_t count, std::uint32_t* out) {
  for (std::size_t done = 0; done < count;) {
    const std::size_t some = take(count - done);
    if (some == 0) return false;
    if (packed_ == nullptr) std::fill_n(out + done, some, value_), highest_ = std::max(highest_, value_);
    else unpack(bit_, some, out + done), bit_ += some * width_;
    done += some;
  }
  return true;
}

bool PackedRuns::read_bits(std::size_t count, std::uint64_t* words) {
  constexpr std::size_t kMost = 56;
  for (std::size_t done = 0; done < count;) {
    const std::size_t some = take(std::min(count - done, kMost)), at = done % kWord;
    if (some == 0) return false;
    const std::uint64_t bits = (packed_ == nullptr ? std::uint64_t{0} - value_ : bits_at(bit_)) & low_bits(some);
    bit_ += some;
    words[done / kWord] |= bits << at;
    if (at + some > kWord) words[done / kWord + 1] |= bits >> (kWord - at);
    done += some;
  }
  return true;
}

}  // namespace lockgate::batch
