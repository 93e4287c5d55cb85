#include "service/proposals.h"

#include <gtest/gtest.h>

namespace lockgate::service {
namespace {

struct ProposalsTest : testing::Test {
  std::unique_ptr<Records> records = Records::open("").value();
  Proposals proposals{*records};
  std::string id;

  void SetUp() override {
    Proposal one;
    one.kind = "hold.release";
    one.about = "x";
    one.author = "ann";
    id = proposals.open(one).value().id;
  }
  std::string refused(const std::string& which, const std::string& state, const std::string& by) {
    const auto decided = proposals.decide(which, state, by, "");
    return decided ? "" : decided.error().code;
  }
};

TEST_F(ProposalsTest, FourEyes) {
  EXPECT_EQ(refused(id, "approved", "ann"), "LG0832");
  EXPECT_EQ(refused(id, "rejected", "ann"), "LG0832");
  EXPECT_EQ(refused(id, "withdrawn", "bob"), "LG0832");
  EXPECT_EQ(refused(id, "approved", "bob"), "");
  const Proposal now = **proposals.find(id);
  EXPECT_EQ(now.decided_by + " " + now.state, "bob approved");
}

TEST_F(ProposalsTest, IsDecidedOnce) {
  EXPECT_EQ(refused(id, "rejected", "bob"), "");
  EXPECT_EQ(refused(id, "approved", "bob"), "LG0831");
  EXPECT_EQ(refused("nothing", "approved", "bob"), "LG0830");
}

TEST_F(ProposalsTest, TheAuthorWithdraws) {
  EXPECT_EQ(refused(id, "withdrawn", "ann"), "");
  EXPECT_EQ(proposals.all()->front().state, "withdrawn");
}

}  // namespace
}  // namespace lockgate::service
