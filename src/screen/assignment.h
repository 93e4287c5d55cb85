// Assignment: of pairs of which no two may use the same token, those that gain most together.
#pragma once

#include <cstdint>
#include <vector>

#include "screen/comparison.h"

namespace lockgate::screen {

struct Assignment {
  std::vector<Pair> pairs;
  int gain = 0;
  bool is_exact = true;
};

// `pairs` sorted by their first token of the query. Exact unless more than a quarter of a million ways were looked at, which needs
// names made of dozens of look-alike words.
Assignment assign(std::vector<Pair> pairs);
// No assignment of these pairs gains more.
int most_gain(const std::vector<Pair>& pairs);

}  // namespace lockgate::screen
