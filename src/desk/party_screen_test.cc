#include "desk/party_screen.h"

#include <gtest/gtest.h>

namespace lockgate::desk {
namespace {

constexpr Date kDay{20'400};

law::Law law_of(const trade::Words& words) {
  law::Law out;
  law::Fact fact;
  fact.name = "party.lists";
  fact.words = words;
  out.facts.push_back(std::move(fact));
  return out;
}

ownership::Lane lane() {
  ownership::Lane out;
  out.name = "test", out.lists = {"sdn"}, out.threshold_bp = 5000;
  return out;
}

std::unique_ptr<const PartyScreen> screen(trade::Ownership holdings = {}) {
  const std::string list =
      "list,id,name,country,kind\nsdn,1,Zorble Photonics,CN,Entity\nsdn,2,Ada Blixen,CN,Individual\nsdn,3,Orphan "
      "Works,,Entity\n";
  std::vector<wire::ListFile> files;
  files.push_back(*wire::read_list("own.csv", list));
  Diagnostics diagnostics;
  auto watch = Watch::open(".", std::move(files), {}, diagnostics);
  if (!watch) return nullptr;
  return std::make_unique<const PartyScreen>(PartyScreen::Parts{std::move(*watch), {}, std::move(holdings), {lane()}},
                                             law_of({"sdn"}));
}

trade::Order order_to(const std::string& name, const std::string& country) {
  trade::Order out;
  trade::Party party;
  party.role = "end_user", party.name = name, party.country = country;
  out.parties.push_back(std::move(party));
  return out;
}

TEST(PartyScreen, OnlyTheVeryNameInItsPlaceNeedsNoPerson) {
  const auto desk = screen();
  ASSERT_NE(desk, nullptr);
  const auto result = [&](const char* name, const char* country) {
    trade::Order order = order_to(name, country);
    const auto found = desk->fill(order, kDay);
    const bool is_known = order.parties[0].lists.has_value();
    EXPECT_EQ(is_known, found.at(0).result == "listed" || found.at(0).result == "clean");
    return found.at(0).result;
  };
  EXPECT_EQ(result("ZORBLE PHOTONICS", "CN"), "listed");
  EXPECT_EQ(result("Zorble Photonics", "DE"), "needs_review");
  EXPECT_EQ(result("Zorble Photonics", ""), "listed");
  EXPECT_EQ(result("Zorble Photonix", "CN"), "needs_review");
  EXPECT_EQ(result("Ada Blixen", "CN"), "needs_review");
  EXPECT_EQ(result("Quite Another", "CN"), "clean");
}

TEST(PartyScreen, WhatTheOrderDeclaresStands) {
  const auto desk = screen();
  trade::Order order = order_to("Zorble Photonics", "CN");
  order.parties[0].lists.emplace();
  EXPECT_EQ(desk->fill(order, kDay).at(0).result, "declared");
  EXPECT_TRUE(order.parties[0].lists->empty());
}

trade::Ownership registered(const char* label, bool is_twice) {
  trade::Ownership out;
  out.holdings = {{label, "Asked Ltd", {3, 5}, {3, 5}, false, false, {}}};
  out.namings = {{label, "某某控股", false}, {label, "Zorble Photonics", false}, {label, "LEI X", true}};
  if (is_twice)
    out.namings.push_back({"Asked Ltd [LEI Y]", "Asked Ltd", false}),
        out.holdings[0].owned = "Asked Ltd [LEI X]", out.namings.push_back({"Asked Ltd [LEI X]", "Asked Ltd", false});
  return out;
}

TEST(PartyScreen, AnOwnerIsComparedUnderEveryNameOfTheRegister) {
  const auto desk = screen(registered("某某控股 [LEI X]", false));
  trade::Order order = order_to("ASKED LTD", "BR");
  const auto found = desk->fill(order, kDay);
  ASSERT_GE(found.size(), 2);
  EXPECT_EQ(found[0].held.at(0).restricted, "yes");
  EXPECT_EQ(found[1].name, "某某控股 [LEI X]");
  EXPECT_EQ(found[1].result, "listed");
}

TEST(PartyScreen, NobodysOwnersAreTakenWhereTwoHaveTheName) {
  const auto desk = screen(registered("某某控股", true));
  trade::Order order = order_to("Asked Ltd", "BR");
  const auto found = desk->fill(order, kDay);
  EXPECT_FALSE(order.parties[0].owners);
  ASSERT_EQ(found[0].held.size(), 1);
  EXPECT_EQ(found[0].held[0].restricted, "possible");
}

TEST(PartyScreen, AnOwnerWithoutANameIsNotCleared) {
  trade::Ownership holdings;
  holdings.holdings = {{"GB-COH 01234567", "Asked Ltd", {3, 5}, {3, 5}, false, false, {}}};
  holdings.namings = {{"GB-COH 01234567", "GB-COH 01234567", true}};
  const auto desk = screen(holdings);
  trade::Order order = order_to("Asked Ltd", "BR");
  const auto found = desk->fill(order, kDay);
  EXPECT_EQ(found.at(1).result, "not_cleared");
  EXPECT_FALSE(order.parties[0].owners->at(0).lists);
}

}  // namespace
}  // namespace lockgate::desk
