#include "screen/distance.h"

#include <bit>
#include <cstdlib>

namespace lockgate::screen {
namespace {

// Which letters a word has. An edit adds and takes away at most one.
std::uint64_t letters_of(std::string_view word) {
  std::uint64_t out = 0;
  for (const char c : word) out |= std::uint64_t{1} << (static_cast<unsigned char>(c) & 63);
  return out;
}

bool is_far(std::string_view a, std::string_view b, int most) {
  const int difference = std::abs(static_cast<int>(a.size()) - static_cast<int>(b.size()));
  return difference > most || std::popcount(letters_of(a) ^ letters_of(b)) > 2 * most;
}

}  // namespace

int distance(std::string_view a, std::string_view b, int most) { return is_far(a, b, most) ? most + 1 : DistanceFrom(a).to(b, most); }

DistanceFrom::DistanceFrom(std::string_view word) : word_(word) {
  for (std::size_t i = 0; i < word.size() && i < 64; ++i) positions_[static_cast<unsigned char>(word[i])] |= std::uint64_t{1} << i;
}

// Hyyrö 2003: a column of the dynamic program in two words of bits, the vertical differences +1 and -1.
int DistanceFrom::to(std::string_view other, int most) const {
  if (word_ == other) return 0;
  const int difference = std::abs(static_cast<int>(word_.size()) - static_cast<int>(other.size()));
  if (word_.empty() || word_.size() > 64 || other.size() > 64 || difference > most) return most + 1;
  std::uint64_t plus = ~std::uint64_t{0};
  std::uint64_t minus = 0;
  std::uint64_t diagonal = 0;
  std::uint64_t before = 0;  // positions of the previous byte of `other`
  const std::uint64_t last = std::uint64_t{1} << (word_.size() - 1);
  // Each byte that is left makes the distance less by one at most.
  int least = static_cast<int>(word_.size()) - static_cast<int>(other.size());
  for (const char c : other) {
    const std::uint64_t here = positions_[static_cast<unsigned char>(c)];
    const std::uint64_t swapped = (((~diagonal) & here) << 1) & before;
    diagonal = (((here & plus) + plus) ^ plus) | here | minus | swapped;
    std::uint64_t up = minus | ~(diagonal | plus);
    std::uint64_t down = plus & diagonal;
    least += 1 + ((up & last) != 0 ? 1 : 0) - ((down & last) != 0 ? 1 : 0);
    if (least > most) return most + 1;
    up = (up << 1) | 1;
    down <<= 1;
    plus = down | ~(diagonal | up);
    minus = up & diagonal;
    before = here;
  }
  return least;
}

}  // namespace lockgate::screen
