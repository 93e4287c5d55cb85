#include "ownership/ancestry.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace lockgate::ownership {
namespace {

trade::Holding held(const std::string& owner, const std::string& owned) {
  return {owner, owned, {1, 2}, {1, 2}, false, false, {}};
}

TEST(Ancestry, TakesWhatStandsAboveAndNothingBeside) {
  trade::Ownership all;
  all.holdings = {held("top", "middle"), held("middle", "asked"), held("asked", "below"), held("other", "below")};
  all.listed = {{"top", {"sdn"}}, {"other", {"sdn"}}};
  all.seats = {{"middle", "BR"}, {"below", "BR"}};
  all.namings = {{"top", "Top Ltd", false}, {"other", "Other Ltd", false}};
  const trade::Ownership above = Ancestry(all).above({"asked"});
  ASSERT_EQ(above.holdings.size(), 2);
  EXPECT_EQ(above.holdings[0].owner, "top");
  ASSERT_EQ(above.listed.size(), 1);
  EXPECT_EQ(above.listed[0].name, "top");
  EXPECT_EQ(above.seats.size(), 1);
  EXPECT_EQ(above.namings.size(), 1);
  EXPECT_TRUE(Ancestry(all).above({"nobody"}).holdings.empty());
}

TEST(Ancestry, NamesThatARegisterGivesGoBeforeTheOneItIsCalledBy) {
  trade::Ownership all;
  all.holdings = {held("Acme [LEI X]", "GB-COH 01234567"), held("Zorble", "Acme [LEI X]")};
  all.namings = {{"Acme [LEI X]", "Acme", false},
                 {"Acme [LEI X]", "阿克美", false},
                 {"Acme [LEI X]", "LEI X", true},
                 {"GB-COH 01234567", "GB-COH 01234567", true}};
  const Ancestry ancestry(all);
  EXPECT_EQ(ancestry.names_of("Acme [LEI X]"), (std::vector<std::string>{"Acme", "阿克美"}));
  EXPECT_EQ(ancestry.names_of("Zorble"), (std::vector<std::string>{"Zorble"}));
  EXPECT_EQ(ancestry.names_of("Stranger"), (std::vector<std::string>{"Stranger"}));
  EXPECT_TRUE(ancestry.names_of("GB-COH 01234567").empty());
}

// The plain definition: a statement is above when its owned party can be reached, circles included; each once, in the
// order given.
TEST(Ancestry, EqualsTheClosureOnRandomGraphs) {
  std::mt19937 dice(7);
  for (int trial = 0; trial < 200; ++trial) {
    trade::Ownership all;
    const auto nodes = 2 + dice() % 12;
    for (auto e = dice() % 25; e > 0; --e)
      all.holdings.push_back(held(std::to_string(dice() % nodes), std::to_string(dice() % nodes)));
    const std::string asked = std::to_string(dice() % nodes);
    std::set<std::string> reached = {asked};
    for (auto round = 0UL; round < nodes; ++round)
      for (const trade::Holding& holding : all.holdings)
        if (reached.contains(holding.owned)) reached.insert(holding.owner);
    std::vector<std::string> expected, found;
    for (const trade::Holding& holding : all.holdings)
      if (reached.contains(holding.owned)) expected.push_back(holding.owner + ">" + holding.owned);
    for (const trade::Holding& holding : Ancestry(all).above({asked, asked}).holdings)
      found.push_back(holding.owner + ">" + holding.owned);
    EXPECT_EQ(found, expected);
  }
}

}  // namespace
}  // namespace lockgate::ownership
