#include <gtest/gtest.h>

#include "registry/register_file.h"

namespace lockgate::registry {
namespace {

std::string entry(const std::string& natures, const std::string& rest = {}) {
  return R"({"company_number":"01234567","data":{"kind":"individual-person-with-significant-control","name":"Ms Ada Zorble","date_of_birth":{"month":3,"year":1970},"notified_on":"2016-04-06",)" +
         rest + R"("natures_of_control":[)" + natures + "]}}\n";
}

Stake stake_of(const std::string& natures) {
  const auto file = read_register_text(entry(natures), "psc.txt");
  return file.holdings.empty() ? Stake{-1, -1, false, false, {}} : file.holdings[0].stake;
}

TEST(ControlSnapshot, ABandIsARangeWithItsOwnEnds) {
  constexpr std::int64_t kQuarter = kWhole / 4;
  EXPECT_EQ(stake_of(R"("ownership-of-shares-25-to-50-percent")").least, kQuarter + 1);
  EXPECT_EQ(stake_of(R"("ownership-of-shares-25-to-50-percent")").most, 2 * kQuarter);
  EXPECT_EQ(stake_of(R"("ownership-of-shares-50-to-75-percent-as-trust")").least, 2 * kQuarter + 1);
  EXPECT_EQ(stake_of(R"("ownership-of-shares-50-to-75-percent-as-trust")").most, 3 * kQuarter - 1);
  EXPECT_EQ(stake_of(R"("right-to-share-surplus-assets-75-to-100-percent-limited-liability-partnership")").least,
            3 * kQuarter);
  EXPECT_EQ(stake_of(R"("part-right-to-share-surplus-assets-75-to-100-percent")").least, 3 * kQuarter);
  EXPECT_EQ(stake_of(R"("ownership-of-shares-more-than-25-percent-registered-overseas-entity")").most, kWhole);
}

TEST(ControlSnapshot, OwnAndTrustSharesMayBeTheSameOrAddUp) {
  const Stake both = stake_of(
      R"("ownership-of-shares-25-to-50-percent","ownership-of-shares-25-to-50-percent-as-trust","voting-rights-75-to-100-percent")");
  EXPECT_EQ(both.least, kWhole / 4 + 1);
  EXPECT_EQ(both.most, kWhole);
}

TEST(ControlSnapshot, ControlAloneIsNoMoreThanAQuarterAndUnknownWordsAreUnknownShares) {
  EXPECT_EQ(stake_of(R"("voting-rights-75-to-100-percent")").most, kWhole / 4);
  EXPECT_FALSE(stake_of(R"("significant-influence-or-control")").is_unknown);
  EXPECT_TRUE(stake_of(R"("ownership-of-shares-10-to-25-percent")").is_unknown);
  EXPECT_TRUE(stake_of("").is_unknown);
}

TEST(ControlSnapshot, TimeIsKeptAndEveryLineIsAccountedFor) {
  const auto file = read_register_text(
      entry(R"("ownership-of-shares-75-to-100-percent")", R"("ceased_on":"2020-01-01",)") +
          R"({"company_number":"1234567","data":{"kind":"corporate-entity-person-with-significant-control","name":"ACME HOLDING LTD","identification":{"registration_number":"765432","country_registered":"England & Wales"},"natures_of_control":["ownership-of-shares-50-to-75-percent"]}}
{"company_number":"SC123456","data":{"kind":"corporate-entity-person-with-significant-control","name":"Zorble GmbH","identification":{"registration_number":"HRB 12","country_registered":"Germany"},"natures_of_control":["ownership-of-shares-50-to-75-percent"]}}
{"company_number":"SC123456","data":{"kind":"super-secure-person-with-significant-control","natures_of_control":["ownership-of-shares-50-to-75-percent"]}}
{"company_number":"SC123456","data":{"kind":"persons-with-significant-control-statement","statement":"no-individual-or-entity-with-signficant-control"}}
{"data":{"kind":"totals#persons-of-significant-control-snapshot"}}
{"company_number":"none","data":{"kind":"individual-person-with-significant-control"}}
{"company_number":"SC123456","data":{"kind":"individual-person-with-significant-control","name":"X","notified_on":"soon","natures_of_control":["ownership-of-shares-50-to-75-percent"]}}
{"company_number":
)",
      "psc.txt");
  ASSERT_EQ(file.holdings.size(), 4);
  EXPECT_EQ(file.holdings[0].stake.span.to_string(), "[2016-04-06, 2020-01-01)");
  EXPECT_EQ(file.holdings[1].owner, "GB-COH 00765432");
  EXPECT_EQ(file.holdings[1].owned, file.holdings[0].owned);
  EXPECT_NE(file.holdings[2].owner, file.holdings[3].owner);
  std::vector<std::string> codes;
  for (const wire::ListFinding& finding : file.findings) codes.push_back(finding.problem.code + " " + finding.where);
  EXPECT_EQ(codes, (std::vector<std::string>{"LG0612 line 2", "LG0612 line 2", "LG0618 line 4", "LG0617 line 5",
                                             "LG0616 line 7", "LG0615 line 8", "LG0104 line 9"}));
}

}  // namespace
}  // namespace lockgate::registry
