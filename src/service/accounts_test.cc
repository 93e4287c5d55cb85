#include "service/accounts.h"

#include <gtest/gtest.h>

#include "service/password.h"

namespace lockgate::service {
namespace {

struct AccountsTest : testing::Test {
  std::unique_ptr<Records> records = Records::open("").value();
  Accounts accounts{*records};
};

TEST_F(AccountsTest, NobodyIsThereAtFirst) { EXPECT_TRUE(accounts.all()->empty()); }

TEST_F(AccountsTest, PasswordsAreNotKept) {
  ASSERT_TRUE(accounts.add_person("ann", {"analyst", "approver"}, "correct horse battery"));
  const auto ann = accounts.active("ann").value();
  ASSERT_TRUE(ann);
  EXPECT_TRUE(ann->password.starts_with("$argon2id$"));
  EXPECT_TRUE(is_password("correct horse battery", ann->password));
  EXPECT_FALSE(is_password("correct horse batterz", ann->password));
  EXPECT_FALSE(is_password("", ""));
  EXPECT_EQ(ann->roles, (std::vector<std::string>{"analyst", "approver"}));
}

TEST_F(AccountsTest, TokensAreKnownByTheirDigest) {
  const auto token = accounts.add_program("erp", {"service"});
  ASSERT_TRUE(token);
  EXPECT_EQ(accounts.active_by_token(*token).value()->name, "erp");
  EXPECT_FALSE(accounts.active_by_token("").value());
  EXPECT_FALSE(accounts.active_by_token(*token + "0").value());
  ASSERT_TRUE(accounts.set_state("erp", "disabled"));
  EXPECT_FALSE(accounts.active_by_token(*token).value());
}

TEST_F(AccountsTest, RefusesWhatIsNoAccount) {
  EXPECT_EQ(accounts.add_person("ann", {"analyst"}, "short").error().code, "LG0834");
  EXPECT_EQ(accounts.add_person("an n", {"analyst"}, "correct horse battery").error().code, "LG0834");
  EXPECT_EQ(accounts.add_person("ann", {"king"}, "correct horse battery").error().code, "LG0834");
  EXPECT_EQ(accounts.add_person("ann", {}, "correct horse battery").error().code, "LG0834");
  ASSERT_TRUE(accounts.add_person("ann", {"analyst"}, "correct horse battery"));
  EXPECT_EQ(accounts.add_person("ann", {"auditor"}, "correct horse battery").error().code, "LG0834");
  EXPECT_FALSE(accounts.set_password("bob", "correct horse battery"));
}

}  // namespace
}  // namespace lockgate::service
