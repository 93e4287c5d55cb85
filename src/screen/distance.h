// Edit distance of two short words, in which swapping two neighbors is one edit (optimal string alignment).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace lockgate::screen {

// At most `most`, or `most + 1` when it is more. Bytes are compared; words of more than 64 bytes differ unless they are equal.
int distance(std::string_view a, std::string_view b, int most);

// The same for one word and many others: what is prepared for it is kept.
class DistanceFrom {
 public:
  explicit DistanceFrom(std::string_view word);
  int to(std::string_view other, int most) const;

 private:
  std::string_view word_;
  std::array<std::uint64_t, 256> positions_{};  // of each byte in the word, as bits
};

}  // namespace lockgate::screen
