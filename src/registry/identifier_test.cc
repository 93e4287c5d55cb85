#include "registry/identifier.h"

#include <gtest/gtest.h>

namespace lockgate::registry {
namespace {

// A digit for a digit and a letter for a letter; a letter for a digit makes another number of digits, which may pass.
TEST(Identifier, TheCheckDigitsOfAnLeiCatchEveryWrongCharacterOfItsKind) {
  const std::string good = "5493001KJTIIGC8Y1R12";
  ASSERT_TRUE(read_lei(good));
  EXPECT_FALSE(read_lei(good)->is_mended);
  const std::string digits = "0123456789", letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  for (std::size_t at = 0; at < good.size(); ++at)
    for (const char other : digits.find(good[at]) != std::string::npos ? digits : letters) {
      std::string wrong = good;
      wrong[at] = other;
      EXPECT_EQ(read_lei(wrong).has_value(), other == good[at]) << wrong;
    }
  EXPECT_FALSE(read_lei("5493001KJTIIGC8Y1R1B"));
}

TEST(Identifier, AnLeiIsMendedOnlyInBlanksAndCase) {
  const auto lei = read_lei(" 5493001kjtiigc8y1r12");
  ASSERT_TRUE(lei);
  EXPECT_EQ(lei->text, "5493001KJTIIGC8Y1R12");
  EXPECT_TRUE(lei->is_mended);
  for (const char* wrong : {"", "5493001KJTIIGC8Y1R1", "5493001KJTIIGC8Y1R123", "5493001KJTIIGC8Y1R-2"})
    EXPECT_FALSE(read_lei(wrong)) << wrong;
}

TEST(Identifier, ZerosThatASpreadsheetTookOffAreReportedAsMended) {
  EXPECT_EQ(read_company_number("01234567")->text, "01234567");
  EXPECT_FALSE(read_company_number("01234567")->is_mended);
  EXPECT_EQ(read_company_number("1234567")->text, "01234567");
  EXPECT_TRUE(read_company_number("1234567")->is_mended);
  EXPECT_EQ(read_company_number("sc12345")->text, "SC012345");
  EXPECT_EQ(read_company_number("OE000001")->text, "OE000001");
  EXPECT_EQ(read_company_number("IP12345R")->text, "IP12345R");
  for (const char* wrong : {"", "0", "SC", "123456789", "HRB 1234 B", "ABC12345", "12-34567", "none"})
    EXPECT_FALSE(read_company_number(wrong)) << wrong;
}

}  // namespace
}  // namespace lockgate::registry
