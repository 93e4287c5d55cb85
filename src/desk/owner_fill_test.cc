#include "desk/owner_fill.h"

#include <gtest/gtest.h>

#include <map>

namespace lockgate::desk {
namespace {

constexpr Date kDay{20'000};

ownership::Lane lane() {
  ownership::Lane out;
  out.name = "test", out.lists = {"sdn"}, out.threshold_bp = 5000;
  return out;
}

trade::Holding held(const std::string& owner, const std::string& owned, std::int64_t least, std::int64_t most) {
  return {owner, owned, {least, 100}, {most, 100}, false, false, {}};
}

struct Filled {
  trade::Party party;
  std::vector<trade::Held> held;
};

// `looks`: what a comparison with the lists says of a name.
Filled fill(trade::Ownership holdings, trade::Party party, const std::map<std::string, trade::Screened>& looks = {}) {
  const ownership::Ancestry ancestry(std::move(holdings));
  const std::vector<ownership::Lane> lanes = {lane()};
  OwnerFill owners(ancestry, lanes, {}, kDay);
  owners.listed_by([&](const std::string& name) {
    const auto found = looks.find(name);
    return found == looks.end() ? trade::Screened{"", name, "clean", {}, {}, {}, {}} : found->second;
  });
  owners.fill(party, party.name);
  return {std::move(party), owners.held()};
}

trade::Party named(const std::string& name) {
  trade::Party out;
  out.name = name;
  return out;
}

TEST(OwnerFill, GivesOwnersSharesAndTheTop) {
  trade::Ownership holdings;
  holdings.holdings = {held("Top", "Middle", 60, 60), held("Middle", "Asked", 51, 75), held("Small", "Asked", 10, 10)};
  holdings.seats = {{"Top", "BR"}};
  const Filled filled = fill(holdings, named("Asked"));
  ASSERT_TRUE(filled.party.owners);
  ASSERT_EQ(filled.party.owners->size(), 2);
  EXPECT_EQ(filled.party.owners->at(0).name, "Middle");
  EXPECT_EQ(filled.party.owners->at(0).percent->min.to_string(), "51");
  EXPECT_EQ(filled.party.owners->at(0).percent->max.to_string(), "75");
  ASSERT_NE(filled.party.ultimate_parent, nullptr);
  EXPECT_EQ(filled.party.ultimate_parent->name, "Top");
  EXPECT_EQ(filled.party.ultimate_parent->headquarters, "BR");
  EXPECT_TRUE(filled.held.empty());
}

TEST(OwnerFill, WhatTheOrderSaysStays) {
  trade::Ownership holdings;
  holdings.holdings = {held("Bad", "Asked", 60, 60)};
  holdings.listed = {{"Bad", {"sdn"}}};
  trade::Party party = named("Asked");
  party.owners.emplace();
  const Filled filled = fill(holdings, party);
  EXPECT_TRUE(filled.party.owners->empty());
  EXPECT_TRUE(filled.held.empty());
}

TEST(OwnerFill, ARangeAcrossTheThresholdIsPossibleAndNoParent) {
  trade::Ownership holdings;
  holdings.holdings = {held("Bad", "Asked", 40, 60)};
  holdings.listed = {{"Bad", {"sdn"}}};
  const Filled filled = fill(holdings, named("Asked"));
  ASSERT_EQ(filled.held.size(), 1);
  EXPECT_EQ(filled.held[0].restricted, "possible");
  EXPECT_FALSE(filled.held[0].direct_bp);
  EXPECT_EQ(filled.party.ultimate_parent, nullptr);
}

// Who may be listed restricts nobody for certain, and clears nobody either.
TEST(OwnerFill, AnOwnerWhomNobodyRuledOnMakesItPossible) {
  trade::Ownership holdings;
  holdings.holdings = {held("Alike", "Asked", 60, 60)};
  trade::ListHit hit;
  hit.status = "needs_review", hit.words = {"sdn"};
  const auto held_by = [&](const char* result, const char* status) {
    hit.status = status;
    const bool is_listed = std::string(result) == "listed";
    return fill(holdings, named("Asked"),
                {{"Alike", {"", "Alike", result, is_listed ? trade::Words{"sdn"} : trade::Words{}, {}, {hit}, {}}}})
        .held;
  };
  EXPECT_EQ(held_by("needs_review", "needs_review").at(0).restricted, "possible");
  EXPECT_EQ(held_by("listed", "true_match").at(0).restricted, "yes");
  EXPECT_TRUE(held_by("clean", "not_a_match").empty());
}

TEST(OwnerFill, SharesThatCannotBeAddedUpAreSaid) {
  trade::Ownership holdings;
  for (const std::int64_t prime : {999'999'937LL, 999'999'929LL, 999'999'893LL})
    holdings.holdings.push_back({"Owner", "Asked", {1, prime}, {1, prime}, false, false, {}});
  const Filled filled = fill(holdings, named("Asked"));
  ASSERT_EQ(filled.held.size(), 1);
  EXPECT_EQ(filled.held[0].restricted, "possible");
  EXPECT_FALSE(filled.party.owners);
}

}  // namespace
}  // namespace lockgate::desk
