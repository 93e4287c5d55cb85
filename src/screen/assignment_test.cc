#include "screen/assignment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace lockgate::screen {
namespace {

// The judge: every subset.
int judged(const std::vector<Pair>& pairs) {
  int best = 0;
  for (std::uint32_t set = 0; set < (1u << pairs.size()); ++set) {
    std::uint64_t queries = 0;
    std::uint64_t listeds = 0;
    int gain = 0;
    bool is_fine = true;
    for (std::size_t i = 0; i < pairs.size() && is_fine; ++i) {
      if ((set >> i & 1) == 0) continue;
      for (int q = pairs[i].query; q < pairs[i].query + pairs[i].queries; ++q) is_fine = is_fine && (queries >> q & 1) == 0, queries |= std::uint64_t{1} << q;
      for (int l = pairs[i].listed; l < pairs[i].listed + pairs[i].listeds; ++l) is_fine = is_fine && (listeds >> l & 1) == 0, listeds |= std::uint64_t{1} << l;
      gain += pairs[i].gain;
    }
    if (is_fine) best = std::max(best, gain);
  }
  return best;
}

TEST(Assignment, GainsWhatTheBestOfAllSubsetsGains) {
  std::mt19937 dice(7);
  for (int trial = 0; trial < 1500; ++trial) {
    std::vector<Pair> pairs(dice() % 13);
    for (Pair& pair : pairs) {
      pair.query = static_cast<std::uint8_t>(dice() % 5);
      pair.listed = static_cast<std::uint8_t>(dice() % 5);
      pair.queries = static_cast<std::uint8_t>(dice() % 4 == 0 ? 2 : 1);
      pair.listeds = static_cast<std::uint8_t>(pair.queries == 1 && dice() % 4 == 0 ? 2 : 1);
      pair.gain = 1 + static_cast<int>(dice() % 100);
    }
    std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.query != b.query ? a.query < b.query : a.gain > b.gain; });
    const Assignment found = assign(pairs);
    ASSERT_EQ(found.gain, judged(pairs));
    int sum = 0;
    for (const Pair& pair : found.pairs) sum += pair.gain;
    EXPECT_EQ(sum, found.gain);
  }
}

TEST(Assignment, OfManyEqualWordsEndsSoon) {
  std::vector<Pair> pairs;
  for (std::uint8_t q = 0; q < 40; ++q)
    for (std::uint8_t l = 0; l < 40; ++l) pairs.push_back({q, 1, l, 1, {1000, Relation::Exact, 0}, 7});
  EXPECT_EQ(assign(pairs).gain, 40 * 7);
}

}  // namespace
}  // namespace lockgate::screen
