// Cover: of the tokens of a name as few as make up more than what another name can miss and still reach a score.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

#include "screen/likeness.h"
#include "screen/name.h"

namespace lockgate::screen {

inline constexpr int kInitialWeight = 10;

// What a token weighs at least in an assignment in which it stands for nothing but an initial.
inline int without_initial(const Token& token, int weight, int share) {
  const bool may_be_initial = token.kind == Kind::Core || token.kind == Kind::Initial;
  return may_be_initial ? weight - std::min(weight, kInitialWeight * share) * kInitial / 1000 : weight;
}

// Tokens in an order, as few as make up more than what a name can miss and still reach the floor.
template <class Weight>
std::vector<bool> cover(const std::vector<std::size_t>& order, int floor, int total, Weight weight) {
  std::vector<bool> out(order.size());
  int covered = 0;
  for (const std::size_t i : order) {
    if (1000 * covered > (1000 - floor) * total) break;
    out[i] = true;
    covered += weight(i);
  }
  return out;
}

inline std::vector<std::size_t> numbered(std::size_t count) {
  std::vector<std::size_t> out(count);
  std::iota(out.begin(), out.end(), 0);
  return out;
}

}  // namespace lockgate::screen
