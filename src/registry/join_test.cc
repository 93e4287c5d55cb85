#include "registry/join.h"

#include <gtest/gtest.h>

namespace lockgate::registry {
namespace {

RegisterFile file_of(std::vector<RegisteredParty> parties, std::vector<RegisteredHolding> holdings) {
  RegisterFile out;
  out.parties = std::move(parties), out.holdings = std::move(holdings);
  return out;
}

const Stake kHalf{kWhole / 2, kWhole / 2, false, false, {}};

TEST(Join, ASharedIdentifierIsOnePartyHoweverManyFilesNameIt) {
  const auto snapshot =
      file_of({{{"GB-COH 01234567"}, {}, "GB-COH 01234567", {}}, {{"person ada"}, {"Ada"}, "born 1970-03", {}}},
              {{"person ada", "GB-COH 01234567", kHalf}});
  const auto level_1 = file_of({{{"LEI X", "GB-COH 01234567"}, {"Acme", "阿克美"}, "LEI X", "CN"}}, {});
  const auto level_2 = file_of({}, {{"LEI Y", "LEI X", kHalf}});
  for (const auto& files : {std::vector{snapshot, level_1, level_2}, std::vector{level_2, snapshot, level_1}}) {
    const trade::Ownership joined = join(files);
    ASSERT_EQ(joined.holdings.size(), 2);
    for (const trade::Holding& holding : joined.holdings) {
      EXPECT_EQ(holding.owned, "Acme");
      EXPECT_EQ(holding.least, (trade::Fraction{1, 2}));
    }
    ASSERT_EQ(joined.seats.size(), 1);
    EXPECT_EQ(joined.seats[0].headquarters, "CN");
    for (const char* name : {"Acme", "acme", "阿克美", "01234567", "GB-COH 01234567", "X"})
      EXPECT_EQ(called(joined.namings, name), std::set<std::string>{"Acme"}) << name;
    EXPECT_TRUE(called(joined.namings, "Nobody").empty());
  }
}

TEST(Join, TwoOfOneNameStayTwo) {
  const trade::Ownership joined = join(
      {file_of({{{"LEI X"}, {"Acme"}, "LEI X", {}}, {{"LEI Y"}, {"Acme"}, "LEI Y", {}}}, {{"LEI X", "LEI Y", kHalf}})});
  ASSERT_EQ(joined.holdings.size(), 1);
  EXPECT_EQ(joined.holdings[0].owner, "Acme [LEI X]");
  EXPECT_EQ(joined.holdings[0].owned, "Acme [LEI Y]");
  EXPECT_EQ(called(joined.namings, "Acme").size(), 2);
}

TEST(Join, WhoeverNobodyDescribesKeepsHisNumber) {
  const trade::Ownership joined = join({file_of({{{"LEI Z"}, {"Unheld"}, "LEI Z", {}}}, {{"LEI Y", "LEI X", kHalf}})});
  EXPECT_EQ(joined.holdings[0].owner, "LEI Y");
  EXPECT_TRUE(called(joined.namings, "Unheld").empty());
}

// What lines of one's own say of a party meets what registers say of it by its name.
TEST(Join, OwnLinesAreKeptAsTheyAre) {
  RegisterFile own;
  own.own.listed.push_back({"Acme", {"sdn"}});
  own.own.holdings.push_back({"Acme", "Mine", {1, 2}, {1, 2}, false, false, {}});
  const trade::Ownership joined =
      join({own, file_of({{{"LEI X"}, {"Acme"}, "LEI X", {}}}, {{"LEI X", "LEI Y", kHalf}})});
  EXPECT_EQ(joined.holdings[0].owner, "Acme");
  EXPECT_EQ(joined.holdings[1].owner, "Acme");
  EXPECT_EQ(joined.listed[0].name, "Acme");
}

}  // namespace
}  // namespace lockgate::registry
