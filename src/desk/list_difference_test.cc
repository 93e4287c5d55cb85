#include "desk/list_difference.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "desk/ruling.h"

namespace lockgate::desk {
namespace {

using trade::ListedParty;

ListedParty party(const std::string& id, const std::string& name, const std::string& requirement = "all") {
  ListedParty out;
  out.source = "EL", out.id = id, out.requirement = requirement;
  out.names = {{name, trade::NameRole::Primary}};
  return out;
}

TEST(ListDifference, AnEntryIsKnownByWhatItSaysNotByWhereItStands) {
  const std::vector<ListedParty> before = {party("#1", "Acme"), party("#2", "Zorble"), party("#3", "Gone")};
  const std::vector<ListedParty> after = {party("#1", "New"), party("#2", "Acme"), party("#3", "Zorble", "some")};
  const ListDifference difference = difference_of(before, after);
  ASSERT_EQ(difference.added.size(), 1);
  EXPECT_EQ(difference.added[0]->names[0].text, "New");
  ASSERT_EQ(difference.removed.size(), 1);
  EXPECT_EQ(difference.removed[0]->names[0].text, "Gone");
  ASSERT_EQ(difference.changed.size(), 1);
  EXPECT_EQ(difference.changed[0].before, &before[1]);
  EXPECT_EQ(difference.changed[0].after, &after[2]);
}

TEST(ListDifference, ARenamedEntryIsChangedOnlyWhereThePublisherNumbersIt) {
  const std::vector<ListedParty> named = {party("7", "Acme")}, renamed = {party("7", "Acme Group")};
  EXPECT_EQ(difference_of(named, renamed).changed.size(), 1);
  const std::vector<ListedParty> placed = {party("#7", "Acme")}, replaced = {party("#7", "Acme Group")};
  EXPECT_EQ(difference_of(placed, replaced).removed.size(), 1);
}

TEST(ListDifference, MoreThanTwoPercentOfASourceIsTooMuch) {
  std::vector<ListedParty> before;
  for (int i = 0; i < 100; ++i) before.push_back(party(std::to_string(i), "Acme " + std::to_string(i)));
  before.push_back(party("1", "One"));
  before.back().source = "SDN";
  const auto without = [&](std::size_t count) {
    return std::vector<ListedParty>(before.begin() + static_cast<std::ptrdiff_t>(count), before.end());
  };
  EXPECT_TRUE(difference_of(before, without(0)).shrunk().empty());
  EXPECT_TRUE(difference_of(before, without(2)).shrunk().empty());
  EXPECT_EQ(difference_of(before, without(3)).shrunk(), (std::vector<std::string>{"EL"}));
  EXPECT_EQ(difference_of(before, without(100)).shrunk(), (std::vector<std::string>{"EL"}));
  before.pop_back();
  EXPECT_EQ(difference_of(before, {}).shrunk(), (std::vector<std::string>{"EL"}));
}

// Everything before is the same, changed or removed, everything after the same, changed or added; nothing is counted
// twice.
TEST(ListDifference, AccountsForEveryEntryOnce) {
  std::mt19937 dice(11);
  for (int trial = 0; trial < 300; ++trial) {
    const auto list = [&] {
      std::vector<ListedParty> out;
      for (auto n = dice() % 12; n > 0; --n)
        out.push_back(party((dice() % 3 == 0 ? "#" : "") + std::to_string(dice() % 5),
                            "Acme " + std::to_string(dice() % 5), dice() % 2 == 0 ? "all" : "some"));
      return out;
    };
    const std::vector<ListedParty> before = list(), after = list();
    const ListDifference difference = difference_of(before, after);
    std::multiset<std::string> was, is;
    for (const ListedParty& one : before) was.insert(digest_of(one));
    for (const ListedParty& one : after) is.insert(digest_of(one));
    const auto take = [](std::multiset<std::string>& from, const ListedParty* one) {
      const auto found = from.find(digest_of(*one));
      ASSERT_NE(found, from.end());
      from.erase(found);
    };
    for (const ListedParty* one : difference.removed) take(was, one);
    for (const ListedParty* one : difference.added) take(is, one);
    for (const ChangedParty& one : difference.changed) take(was, one.before), take(is, one.after);
    EXPECT_EQ(was, is);
  }
}

}  // namespace
}  // namespace lockgate::desk
