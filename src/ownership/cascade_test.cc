// The worked cases of tests/ownership/fifty_percent.jsonl are read by tests/ownership; here the cascade meets a second judge.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <tuple>

#include "ownership/answer.h"

namespace lockgate::ownership {
namespace {

const Lane kLane{"test", {"listed"}, 5000, false, true, {Span{}}, {}, "", "test"};

trade::Holding holding(std::string owner, std::string owned, std::int64_t bp) {
  trade::Holding out;
  out.owner = std::move(owner);
  out.owned = std::move(owned);
  out.least = out.most = {bp, 10'000};
  return out;
}

Graph graph_of(const trade::Ownership& ownership) {
  auto graph = Graph::build(ownership, std::nullopt);
  EXPECT_TRUE(graph);
  return std::move(*graph);
}

trade::Ownership random_ownership(std::mt19937& dice) {
  trade::Ownership out;
  const int nodes = 2 + static_cast<int>(dice() % 8);
  const auto name = [&] { return "n" + std::to_string(dice() % static_cast<unsigned>(nodes)); };
  for (auto count = dice() % 20; count > 0; --count) {
    out.holdings.push_back(holding(name(), name(), static_cast<std::int64_t>(dice() % 8) * 1000));
    if (dice() % 4 == 0) out.holdings.back().most = {10'000, 10'000};
    if (dice() % 8 == 0) out.holdings.back().least = {1, 6};
    if (out.holdings.back().least.denominator == 6) out.holdings.back().most = {1, 6};
  }
  out.listed.push_back({name(), {"listed"}});
  return out;
}

// The judge: apply the rule to everybody, from nobody but the listed, until nothing changes.
std::vector<bool> judged(const Graph& graph, const Lane& lane, Bound bound) {
  std::vector<bool> is_in(graph.size());
  for (bool has_changed = true; has_changed;) {
    has_changed = false;
    for (Node node = 0; node < graph.size(); ++node) {
      Units held = 0;
      for (const Link& link : graph.owners_of(node))
        if (is_in[link.other]) held += bound == Bound::Least ? graph.share(link).least : graph.share(link).most;
      const bool belongs = lane.covers(graph.lists_of(node)) || is_enough(held, graph.whole(), lane);
      has_changed = has_changed || belongs != is_in[node];
      is_in[node] = belongs;
    }
  }
  return is_in;
}

TEST(Cascade, IsTheLeastSetThatTheRuleGives) {
  std::mt19937 dice(1);
  for (int trial = 0; trial < 3000; ++trial) {
    const Graph graph = graph_of(random_ownership(dice));
    for (const Bound bound : {Bound::Least, Bound::Most}) {
      const Cascade cascade(graph, kLane, bound);
      const std::vector<bool> expected = judged(graph, kLane, bound);
      for (Node node = 0; node < graph.size(); ++node) ASSERT_EQ(cascade.is_restricted(node), expected[node]);
    }
  }
}

TEST(Cascade, KnowsMoreWithMoreShares) {
  std::mt19937 dice(2);
  for (int trial = 0; trial < 2000; ++trial) {
    const Graph graph = graph_of(random_ownership(dice));
    const Cascade certain(graph, kLane, Bound::Least);
    const Cascade possible(graph, kLane, Bound::Most);
    for (Node node = 0; node < graph.size(); ++node) {
      EXPECT_LE(certain.is_restricted(node), possible.is_restricted(node));
      EXPECT_LE(possible.is_restricted(node), holds_itself_up(graph, kLane, Bound::Most, node));
    }
  }
}

TEST(Cascade, DoesNotDependOnTheOrderOfStatements) {
  std::mt19937 dice(3);
  for (int trial = 0; trial < 1000; ++trial) {
    trade::Ownership ownership = random_ownership(dice);
    const Graph graph = graph_of(ownership);
    std::shuffle(ownership.holdings.begin(), ownership.holdings.end(), dice);
    const Graph other = graph_of(ownership);
    for (Node node = 0; node < graph.size(); ++node)
      EXPECT_EQ(Cascade(graph, kLane, Bound::Most).is_restricted(node), Cascade(other, kLane, Bound::Most).is_restricted(*other.find(graph.name(node))));
  }
}

TEST(Solution, ExplainsFromTheListedPartyToTheOneAsked) {
  trade::Ownership ownership;
  ownership.holdings = {holding("X", "A", 5000), holding("X", "B", 1000), holding("A", "B", 4000)};
  ownership.listed = {{"X", {"listed"}}};
  const Graph graph = graph_of(ownership);
  const Answer answer = Solution(graph, kLane, std::nullopt).answer(*graph.find("B"));
  EXPECT_EQ(answer.restricted, Restricted::Yes);
  EXPECT_EQ(answer.direct_bp, 5000);
  EXPECT_EQ(answer.because, (std::vector<std::string>{"X is listed (listed)", "A is held: 50 % by X", "B is held: 10 % by X + 40 % by A = 50 %"}));
}

// One party is answered for from what stands above it as from everything, in the same words.
TEST(Graph, ThePartAboveAPartySaysTheSame) {
  std::mt19937 dice(3);
  for (int trial = 0; trial < 500; ++trial) {
    const Graph graph = graph_of(random_ownership(dice));
    const Solution all(graph, kLane, std::nullopt);
    for (Node node = 0; node < graph.size(); ++node) {
      const Graph above = graph.above(node);
      const Answer part = Solution(above, kLane, std::nullopt).answer(*above.find(graph.name(node)));
      const Answer whole = all.answer(node);
      ASSERT_EQ(part.restricted, whole.restricted);
      ASSERT_EQ(part.direct_bp, whole.direct_bp);
      ASSERT_EQ(part.because, whole.because);
      ASSERT_EQ(part.flags, whole.flags);
    }
  }
}

// What stands between two parties, from either end.
TEST(Graph, BothEndsOfAHoldingSayTheSame) {
  std::mt19937 dice(4);
  for (int trial = 0; trial < 200; ++trial) {
    const Graph graph = graph_of(random_ownership(dice));
    std::vector<std::tuple<Node, Node, std::uint32_t>> down, up;
    for (Node node = 0; node < graph.size(); ++node) {
      for (const Link& link : graph.owned_by(node)) down.emplace_back(node, link.other, link.share);
      for (const Link& link : graph.owners_of(node)) up.emplace_back(link.other, node, link.share);
    }
    std::sort(up.begin(), up.end());
    ASSERT_EQ(down, up);
    ASSERT_EQ(down.size(), graph.count());
  }
}

TEST(Graph, OfTwoSourcesForOneStakeTheLargerStatementStands) {
  trade::Ownership ownership;
  ownership.holdings = {holding("X", "A", 1000), holding("Y", "A", 500), holding("X", "A", 3000)};
  ownership.holdings.push_back(holding("X", "A", 0));
  ownership.holdings.back().most = {1, 1}, ownership.holdings.back().is_unknown = true;
  const Graph graph = graph_of(ownership);
  ASSERT_EQ(graph.count(), 2);
  const Share& share = graph.share(graph.owned_by(*graph.find("X")).front());
  EXPECT_EQ((std::tuple(share.least, share.most, share.is_unknown)), (std::tuple(3000, 3000, false)));
}

TEST(Graph, RefusesSharesWithoutACommonUnit) {
  trade::Ownership ownership;
  for (const std::int64_t prime : {1'000'003, 1'000'033, 1'000'037}) {
    ownership.holdings.push_back(holding("X", "A" + std::to_string(prime), 0));
    ownership.holdings.back().most = {1, prime};
  }
  EXPECT_EQ(Graph::build(ownership, std::nullopt).error().code, "LG0604");
}

TEST(Lanes, OfTheRepositoryAreSound) {
  Diagnostics diagnostics;
  const std::vector<Lane> lanes = load_lanes("watch/lanes.tsv", diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.list()) ADD_FAILURE() << render(diagnostic);
  EXPECT_FALSE(lanes.empty());
}

}  // namespace
}  // namespace lockgate::ownership
