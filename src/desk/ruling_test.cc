#include "desk/ruling.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace lockgate::desk {
namespace {

namespace fs = std::filesystem;

class RulingFile : public testing::Test {
 protected:
  void SetUp() override {
    path_ = testing::TempDir() + "rulings-" + testing::UnitTest::GetInstance()->current_test_info()->name() + ".jsonl";
    fs::remove(path_);
  }
  void TearDown() override { fs::remove(path_); }

  Ruling ruling(const std::string& digest, const std::string& status) const {
    return {"Acme, Ltd.", "acme ltd", "sdn", "7", "ACME LTD", digest, status, "A. Clerk", "says \"why\"\nin two lines",
            "2026-01-15"};
  }

  std::string path_;
};

TEST_F(RulingFile, TheLastWordStandsAndTheFirstStaysReadable) {
  ASSERT_TRUE(Rulings::append(path_, ruling("sha256:1", "escalated")));
  ASSERT_TRUE(Rulings::append(path_, ruling("sha256:1", "not_a_match")));
  const auto rulings = Rulings::open(path_);
  ASSERT_TRUE(rulings);
  ASSERT_EQ(rulings->all().size(), 2);
  EXPECT_EQ(rulings->all()[0].status, "escalated");
  EXPECT_EQ(rulings->find("acme ltd", "sdn", "sha256:1")->status, "not_a_match");
  EXPECT_EQ(rulings->find("acme ltd", "sdn", "sha256:1")->why, "says \"why\"\nin two lines");
}

TEST_F(RulingFile, ARulingIsAboutOneNameOneListAndTheEntryAsItRead) {
  ASSERT_TRUE(Rulings::append(path_, ruling("sha256:1", "not_a_match")));
  const auto rulings = Rulings::open(path_);
  EXPECT_EQ(rulings->find("acme ltd", "sdn", "sha256:2"), nullptr);
  EXPECT_EQ(rulings->find("acme ltd", "entity_list", "sha256:1"), nullptr);
  EXPECT_EQ(rulings->find("acme", "sdn", "sha256:1"), nullptr);
  ASSERT_NE(rulings->before_change("acme ltd", "sdn", "ACME LTD"), nullptr);
  EXPECT_EQ(rulings->before_change("acme ltd", "sdn", "ACME"), nullptr);
}

TEST_F(RulingFile, ALineThatIsNoRulingStopsTheFile) {
  ASSERT_TRUE(Rulings::append(path_, ruling("sha256:1", "not_a_match")));
  for (const char* wrong :
       {"{}", "no json", R"({"normal":"a","list":"sdn","digest":"d","by":"x","why":"y","status":"cleared"})",
        R"({"normal":"a","list":"sdn","digest":"d","by":"","why":"y","status":"not_a_match"})"}) {
    const std::string other = path_ + ".wrong";
    fs::copy_file(path_, other, fs::copy_options::overwrite_existing);
    std::ofstream(other, std::ios::app) << wrong << "\n";
    const auto rulings = Rulings::open(other);
    ASSERT_FALSE(rulings) << wrong;
    EXPECT_TRUE(rulings.error().where.ends_with(":2")) << rulings.error().where;
    fs::remove(other);
  }
  EXPECT_TRUE(Rulings::open(path_ + ".none")->all().empty());
  EXPECT_EQ(Rulings::append(testing::TempDir() + "no/such/folder/x", ruling("d", "escalated")).error().code, "LG0531");
}

// Every word of an entry counts, its number and its list's order do not.
TEST(Digest, ChangesWithEveryWordOfAnEntry) {
  const trade::ListedParty party{"SDN", "7",   "Entity", {{"ACME", trade::NameRole::Primary}}, {"CN"}, {"USCC 1"},
                                 "P",   "all", "89 FR 1"};
  std::vector<trade::ListedParty> others(9, party);
  others[0].source = "SSI", others[1].kind = "", others[2].names[0].text = "ACME2",
  others[3].names[0].role = trade::NameRole::Weak, others[4].countries = {"HK"};
  others[5].identifiers.clear(), others[6].program = "", others[7].requirement = "some", others[8].notice = "90 FR 1";
  for (std::size_t i = 0; i < others.size(); ++i) EXPECT_NE(digest_of(others[i]), digest_of(party)) << i;
  trade::ListedParty moved = party;
  moved.id = "#12";
  EXPECT_EQ(digest_of(moved), digest_of(party));
}

}  // namespace
}  // namespace lockgate::desk
