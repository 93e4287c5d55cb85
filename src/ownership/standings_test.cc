#include "ownership/standings.h"

#include <gtest/gtest.h>

#include <random>
#include <unordered_map>

namespace lockgate::ownership {
namespace {

// The judge: a map. Few and many of the nodes are reached, held by little and by more than 32 bits count, members and not.
TEST(Standings, SayWhatWasPut) {
  std::mt19937_64 dice(1);
  for (const std::size_t reached : {std::size_t{100}, std::size_t{3000}, std::size_t{60'000}}) {
    constexpr Node kNodes = 200'000;
    Standings standings(kNodes);
    standings.expect(reached / 4);
    std::unordered_map<Node, std::pair<Units, std::uint32_t>> judge;
    for (std::size_t i = 0; i < 2 * reached; ++i) {
      const Node node = static_cast<Node>(dice() % reached * (kNodes / reached));
      const Units more = dice() % 8 == 0 ? static_cast<Units>(dice() >> 24) : static_cast<Units>(dice() % 10'000);
      const std::uint32_t place = dice() % 3 == 0 ? static_cast<std::uint32_t>(i + 1) : 0;
      standings.alter(node, [&](Standing& standing) { standing.held += more, standing.place = place != 0 ? place : standing.place; });
      judge[node].first += more, judge[node].second = place != 0 ? place : judge[node].second;
    }
    for (Node node = 0; node < kNodes; ++node) {
      const Standing standing = standings.of(node);
      const auto found = judge.find(node);
      const auto expected = found == judge.end() ? std::pair<Units, std::uint32_t>{} : found->second;
      ASSERT_EQ(Units{standing.held}, expected.first);
      ASSERT_EQ(std::uint32_t{standing.place}, expected.second);
    }
  }
}

}  // namespace
}  // namespace lockgate::ownership
