#include <gtest/gtest.h>

#include "registry/register_file.h"

namespace lockgate::registry {
namespace {

std::string entity(const std::string& id, const std::string& name, const std::string& more = {}) {
  return R"({"statementId":"s-)" + id + R"(","statementDate":"2020-01-01","recordId":")" + id +
         R"(","recordType":"entity","recordDetails":{"name":")" + name + "\"" + more + "}}\n";
}

std::string relation(const std::string& id, const std::string& day, const std::string& interests,
                     const std::string& status = "new") {
  return R"({"statementId":")" + id + day + R"(","statementDate":")" + day + R"(","recordId":")" + id +
         R"(","recordStatus":")" + status +
         R"(","recordType":"relationship","recordDetails":{"subject":"a","interestedParty":"b","interests":[)" +
         interests + "]}}\n";
}

std::string shares(const std::string& share, const std::string& more = {}) {
  return R"({"type":"shareholding","directOrIndirect":"direct","share":{)" + share + "}" + more + "}";
}

RegisterFile read(const std::string& relations) {
  return read_register_text(entity("a", "Acme") + entity("b", "Zorble") + relations, "bods.jsonl");
}

Stake stake_of(const std::string& interest) {
  const auto file = read(relation("r", "2020-01-01", interest));
  return file.holdings.size() == 1 ? file.holdings[0].stake : Stake{-1, -1, false, false, {}};
}

TEST(Bods, SharesAreExactOrRangesWithTheirOwnEnds) {
  constexpr std::int64_t kQuarter = kWhole / 4;
  EXPECT_EQ(stake_of(shares(R"("exact":23.5)")).least, 23'500'000);
  EXPECT_EQ(stake_of(shares(R"("exact":23.5)")).most, 23'500'000);
  const Stake band = stake_of(shares(R"("exclusiveMinimum":25,"maximum":50)"));
  EXPECT_EQ(band.least, kQuarter + 1);
  EXPECT_EQ(band.most, 2 * kQuarter);
  EXPECT_EQ(stake_of(shares(R"("minimum":75)")).most, kWhole);
  // Until 0.3 the ends were inclusive or not by a word of their own.
  const Stake older = stake_of(shares(R"("minimum":25,"maximum":50,"exclusiveMinimum":true,"exclusiveMaximum":true)"));
  EXPECT_EQ(older.least, kQuarter + 1);
  EXPECT_EQ(older.most, 2 * kQuarter - 1);
  for (const char* wrong : {R"("exact":120)", R"("exact":-5)", R"("minimum":60,"maximum":40)", ""})
    EXPECT_TRUE(stake_of(shares(wrong)).is_unknown) << wrong;
}

TEST(Bods, OnlyShareholdingsAreOwnership) {
  EXPECT_TRUE(read(relation("r", "2020-01-01", R"({"type":"boardMember"})")).holdings.empty());
  EXPECT_TRUE(stake_of(R"({"type":"votingRights","share":{"exact":75}})").is_unknown);
  EXPECT_TRUE(stake_of("").is_unknown);
  const Stake both = stake_of(shares(R"("exact":30)") + R"(,{"type":"votingRights","share":{"exact":75}})");
  EXPECT_EQ(both.most, 30'000'000);
  EXPECT_TRUE(stake_of(R"({"type":"shareholding","directOrIndirect":"indirect","share":{"exact":60}})").is_indirect);
}

TEST(Bods, AStatementHoldsUntilTheNextOneOfItsRecord) {
  const auto file =
      read(relation("r", "2021-09-25", shares(R"("exact":40)", R"(,"startDate":"2021-09-24")"), "updated") +
           relation("r", "2019-01-20", shares(R"("exact":100)", R"(,"startDate":"2002-03-09")")) +
           relation("r", "2022-01-21", shares(R"("exact":60)", R"(,"startDate":"2021-09-24")"), "updated") +
           relation("r", "2023-03-03", shares(R"("exact":60)", R"(,"startDate":"2021-09-24")"), "closed"));
  std::vector<std::string> spans;
  for (const RegisteredHolding& holding : file.holdings)
    spans.push_back(std::to_string(holding.stake.least / 1'000'000) + " " + holding.stake.span.to_string());
  EXPECT_EQ(spans, (std::vector<std::string>{"100 [2002-03-09, 2021-09-24)", "40 [2021-09-24, 2022-01-21)",
                                             "60 [2022-01-21, 2023-03-03)"}));
}

TEST(Bods, IdentifiersJoinOnlyWhenTheirCheckDigitsHold) {
  const auto file = read_register_text(
      entity(
          "a", "Acme",
          R"(,"identifiers":[{"scheme":"XI-LEI","id":"529900ACMEHOLDING098"},{"scheme":"GB-COH","id":"1234567"},{"scheme":"XI-LEI","id":"529900ACMEHOLDING099"},{"scheme":"DE-CR","id":"HRB 1"}])"),
      "bods.jsonl");
  ASSERT_EQ(file.parties.size(), 1);
  EXPECT_EQ(file.parties[0].keys, (std::vector<std::string>{"record a", "record s-a", "LEI 529900ACMEHOLDING098",
                                                            "GB-COH 01234567", "DE-CR HRB 1"}));
  ASSERT_EQ(file.findings.size(), 2);
  EXPECT_EQ(file.findings[0].problem.code, "LG0612");
  EXPECT_EQ(file.findings[1].problem.code, "LG0611");
}

TEST(Bods, WhatIsLeftOpenIsSaid) {
  const auto file = read_register_text(
      entity("a", "Acme") +
          R"({"statementId":"x","recordId":"x","recordType":"relationship","recordDetails":{"subject":"a","interestedParty":{"reason":"subjectExemptFromDisclosure"}}}
{"statementId":"y","recordId":"y","recordType":"relationship","recordDetails":{"subject":"a","interestedParty":"nobody"}}
{"statementId":"z","recordId":"z","recordType":"relationship","recordDetails":{"interestedParty":"a"}}
{"statementId":"w","recordType":"rumor"}
)" + relation("r", "2020-01-01", shares(R"("exact":50)", R"(,"startDate":"once")")),
      "bods.jsonl");
  std::vector<std::string> codes;
  for (const wire::ListFinding& finding : file.findings) codes.push_back(finding.problem.code + " " + finding.where);
  EXPECT_EQ(codes, (std::vector<std::string>{"LG0618 line 2", "LG0614 line 3", "LG0616 line 4", "LG0616 line 5",
                                             "LG0615 line 6", "LG0619 line 6", "LG0619 line 3"}));
}

TEST(Bods, OlderStatementsSpeakOfStatements) {
  const auto file = read_register_text(
      R"([{"statementID":"e1","statementType":"entityStatement","name":"Acme"},{"statementID":"p1","statementType":"personStatement","names":[{"fullName":"Ada Zorble"}]},
 {"statementID":"o1","statementType":"ownershipOrControlStatement","statementDate":"2018-01-01","subject":{"describedByEntityStatement":"e1"},"interestedParty":{"describedByPersonStatement":"p1"},"interests":[{"type":"shareholding","interestLevel":"direct","share":{"exact":50},"startDate":"2017-01-01"}]},
 {"statementID":"o2","statementType":"ownershipOrControlStatement","statementDate":"2019-01-01","replacesStatements":["o1"],"subject":{"describedByEntityStatement":"e1"},"interestedParty":{"describedByPersonStatement":"p1"},"interests":[{"type":"shareholding","share":{"exact":25},"startDate":"2018-06-01"}]}])",
      "bods.json");
  ASSERT_EQ(file.holdings.size(), 2);
  EXPECT_EQ(file.holdings[0].stake.span.to_string(), "[2017-01-01, 2018-06-01)");
  EXPECT_EQ(file.holdings[1].stake.span.to_string(), "[2018-06-01, )");
  EXPECT_TRUE(file.findings.empty());
}

}  // namespace
}  // namespace lockgate::registry
