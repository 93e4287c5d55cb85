#include <gtest/gtest.h>

#include "registry/register_file.h"

namespace lockgate::registry {
namespace {

constexpr const char* kParent = "529900ACMEHOLDING098";
constexpr const char* kChild = "529900ACMECHIPSXX096";
constexpr const char* kBranch = "529900ACMEBRANCHX039";

std::vector<std::string> codes(const RegisterFile& file) {
  std::vector<std::string> out;
  for (const wire::ListFinding& finding : file.findings) out.push_back(finding.problem.code + " " + finding.where);
  return out;
}

TEST(Gleif, LevelOneGivesNamesNumbersAndTheHeadquarters) {
  const auto file = read_register_text(
      "LEI,Entity.LegalName,Entity.OtherEntityNames.OtherEntityName.1,Entity.HeadquartersAddress.Country,Entity."
      "RegistrationAuthority.RegistrationAuthorityID,Entity.RegistrationAuthority.RegistrationAuthorityEntityID,"
      "Registration.RegistrationStatus\n"
      "529900ACMEHOLDING098,\"Acme Holding, Ltd.\",阿克美控股,CN,RA000585,1234567,ISSUED\n"
      "529900acmechipsxx096,Acme Chips,,HK,RA000999,7,LAPSED\n"
      "529900ACMECHIPSXX097,Wrong,,HK,,,ISSUED\n"
      "529900ACMEBRANCHX039,Twice,,HK,,,DUPLICATE\n"
      "short,row\n",
      "lei2.csv");
  ASSERT_EQ(file.parties.size(), 2);
  EXPECT_EQ(file.parties[0].keys, (std::vector<std::string>{"LEI 529900ACMEHOLDING098", "GB-COH 01234567"}));
  EXPECT_EQ(file.parties[0].names, (std::vector<std::string>{"Acme Holding, Ltd.", "阿克美控股"}));
  EXPECT_EQ(file.parties[0].headquarters, "CN");
  EXPECT_EQ(file.parties[1].keys, (std::vector<std::string>{"LEI 529900ACMECHIPSXX096"}));
  EXPECT_EQ(codes(file), (std::vector<std::string>{"LG0612 line 2", "LG0612 line 3", "LG0610 line 4", "LG0617 line 5",
                                                   "LG0509 line 6"}));
}

// Found by fuzz_registers.
TEST(Gleif, ARowThatIsNoTextAndAHeadingThatSaysAColumnTwiceAreNamed) {
  EXPECT_EQ(codes(read_register_text("LEI,Entity.LegalName\n529900ACMECHIPSXX096,\xE6\xB7\n", "lei2.csv")),
            (std::vector<std::string>{"LG0102 line 2"}));
  EXPECT_EQ(codes(read_register_text("LEI,Entity.LegalName,LEI\n529900ACMECHIPSXX096,Acme,x\n", "lei2.csv")),
            (std::vector<std::string>{"LG0502 line 1"}));
}

TEST(Gleif, ConsolidationIsAShareOfUnknownSizeAndABranchIsItsHeadOffice) {
  const std::string heading =
      "Relationship.StartNode.NodeID,Relationship.StartNode.NodeIDType,Relationship.EndNode.NodeID,Relationship."
      "EndNode.NodeIDType,Relationship.RelationshipType,Relationship.RelationshipStatus,"
      "Relationship.Period.1.startDate,Relationship.Period.1.endDate,Relationship.Period.1.periodType,Relationship."
      "Period.2.startDate,Relationship.Period.2.endDate,Relationship.Period.2.periodType,Registration."
      "RegistrationStatus,"
      "Registration.LastUpdateDate\n";
  const auto row = [](const char* child, const char* kind, const char* status, const char* rest) {
    return std::string(child) + ",LEI," + kParent + ",LEI," + kind + "," + status + "," + rest + "\n";
  };
  const auto file = read_register_text(
      heading +
          row(kChild, "IS_DIRECTLY_CONSOLIDATED_BY", "ACTIVE",
              "2021-01-01T01:00:00+01:00,2021-12-31T01:00:00+01:00,ACCOUNTING_PERIOD,2017-12-06T01:00:00+01:00,,"
              "RELATIONSHIP_PERIOD,PUBLISHED,") +
          row(kChild, "IS_ULTIMATELY_CONSOLIDATED_BY", "INACTIVE",
              "2017-12-06,,RELATIONSHIP_PERIOD,,,,RETIRED,2022-03-04T00:00:00Z") +
          row(kBranch, "IS_INTERNATIONAL_BRANCH_OF", "ACTIVE", ",,,,,,PUBLISHED,") +
          row(kBranch, "IS_FUND-MANAGED_BY", "ACTIVE", ",,,,,,PUBLISHED,") +
          row(kBranch, "IS_MARRIED_TO", "ACTIVE", ",,,,,,PUBLISHED,") +
          row(kBranch, "IS_DIRECTLY_CONSOLIDATED_BY", "ACTIVE", "2017-13-06,,RELATIONSHIP_PERIOD,,,,PUBLISHED,"),
      "rr.csv");
  ASSERT_EQ(file.holdings.size(), 4);
  EXPECT_TRUE(file.holdings[0].stake.is_unknown && !file.holdings[0].stake.is_indirect);
  EXPECT_EQ(file.holdings[0].stake.span.to_string(), "[2017-12-06, )");
  EXPECT_TRUE(file.holdings[1].stake.is_indirect);
  EXPECT_EQ(file.holdings[1].stake.span.to_string(), "[2017-12-06, 2022-03-04)");
  EXPECT_EQ(file.holdings[2].stake.least, kWhole);
  EXPECT_TRUE(file.holdings[3].stake.is_unknown);
  EXPECT_EQ(codes(file), (std::vector<std::string>{"LG0613 line 5", "LG0614 line 6", "LG0615 line 7"}));
}

// The interface, the golden copy and plain lists wrap the same facts in three ways.
TEST(Gleif, JsonSaysTheSameInEveryWrapping) {
  const std::string plain =
      R"([{"LEI":"529900ACMEHOLDING098","Entity":{"LegalName":"Acme Holding","OtherEntityNames":[{"type":"PREVIOUS_LEGAL_NAME","OtherEntityName":"Old Acme"}],"HeadquartersAddress":{"Country":"CN"}},"Registration":{"RegistrationStatus":"ISSUED"}},
 {"Relationship":{"StartNode":{"NodeID":"529900ACMECHIPSXX096","NodeIDType":"LEI"},"EndNode":{"NodeID":"529900ACMEHOLDING098","NodeIDType":"LEI"},"RelationshipType":"IS_DIRECTLY_CONSOLIDATED_BY","RelationshipPeriods":[{"StartDate":"2012-11-29T00:00:00.000Z","PeriodType":"RELATIONSHIP_PERIOD"}],"RelationshipStatus":"ACTIVE"},"Registration":{"RegistrationStatus":"PUBLISHED"}}])";
  const std::string golden =
      R"({"records":[{"LEI":{"$":"529900ACMEHOLDING098"},"Entity":{"LegalName":{"@xml:lang":"en","$":"Acme Holding"},"OtherEntityNames":{"OtherEntityName":[{"@type":"PREVIOUS_LEGAL_NAME","$":"Old Acme"}]},"HeadquartersAddress":{"Country":{"$":"CN"}}}}],
 "relations":[]})";
  const std::string golden_relation =
      R"({"relations":[{"RelationshipRecord":{"Relationship":{"StartNode":{"NodeID":{"$":"529900ACMECHIPSXX096"},"NodeIDType":{"$":"LEI"}},"EndNode":{"NodeID":{"$":"529900ACMEHOLDING098"},"NodeIDType":{"$":"LEI"}},"RelationshipType":{"$":"IS_DIRECTLY_CONSOLIDATED_BY"},"RelationshipPeriods":{"RelationshipPeriod":[{"StartDate":{"$":"2012-11-29T00:00:00Z"},"PeriodType":{"$":"RELATIONSHIP_PERIOD"}}]},"RelationshipStatus":{"$":"ACTIVE"}}}}]})";
  const std::string interface =
      R"({"data":[{"type":"lei-records","id":"529900ACMEHOLDING098","attributes":{"lei":"529900ACMEHOLDING098","entity":{"legalName":{"name":"Acme Holding","language":"en"},"otherNames":[{"name":"Old Acme","type":"PREVIOUS_LEGAL_NAME"}],"headquartersAddress":{"country":"CN"}},"registration":{"status":"ISSUED"}}},
 {"type":"relationship-records","attributes":{"relationship":{"startNode":{"id":"529900ACMECHIPSXX096","type":"LEI"},"endNode":{"id":"529900ACMEHOLDING098","type":"LEI"},"type":"IS_DIRECTLY_CONSOLIDATED_BY","status":"ACTIVE","periods":[{"startDate":"2012-11-29","endDate":null,"type":"RELATIONSHIP_PERIOD"}]}}}]})";
  for (const std::string& text : {plain, golden, interface}) {
    const auto file = read_register_text(text, "lei.json");
    ASSERT_EQ(file.parties.size(), 1) << text;
    EXPECT_EQ(file.parties[0].names, (std::vector<std::string>{"Acme Holding", "Old Acme"}));
    EXPECT_EQ(file.parties[0].headquarters, "CN");
    EXPECT_TRUE(file.findings.empty());
  }
  for (const std::string& text : {plain, golden_relation, interface}) {
    const auto file = read_register_text(text, "rr.json");
    ASSERT_EQ(file.holdings.size(), 1) << text;
    EXPECT_EQ(file.holdings[0].owner, "LEI 529900ACMEHOLDING098");
    EXPECT_EQ(file.holdings[0].stake.span.to_string(), "[2012-11-29, )");
  }
}

constexpr const char* kXmlRecords =
    R"(<?xml version="1.0" encoding="UTF-8"?><lei:LEIData xmlns:lei="http://www.gleif.org/data/schema/leidata/2016">
<lei:LEIHeader><lei:FileContent>GLEIF_FULL_PUBLISHED</lei:FileContent></lei:LEIHeader><lei:LEIRecords>
<lei:LEIRecord><lei:LEI>529900ACMEHOLDING098</lei:LEI><lei:Entity><lei:LegalName xml:lang="en">Acme &amp; Sons
 Holding</lei:LegalName>
<lei:OtherEntityNames><lei:OtherEntityName type="PREVIOUS_LEGAL_NAME">Old Acme</lei:OtherEntityName></lei:OtherEntityNames>
<lei:TransliteratedOtherEntityNames><lei:TransliteratedOtherEntityName>Akeme</lei:TransliteratedOtherEntityName></lei:TransliteratedOtherEntityNames>
<lei:LegalAddress><lei:Country>VG</lei:Country></lei:LegalAddress><lei:HeadquartersAddress><lei:Country>CN</lei:Country></lei:HeadquartersAddress>
<lei:RegistrationAuthority><lei:RegistrationAuthorityID>RA000585</lei:RegistrationAuthorityID><lei:RegistrationAuthorityEntityID>01234567</lei:RegistrationAuthorityEntityID></lei:RegistrationAuthority>
</lei:Entity><lei:Registration><lei:RegistrationStatus>ISSUED</lei:RegistrationStatus></lei:Registration><lei:Extension><x:LEI xmlns:x="y">x</x:LEI></lei:Extension></lei:LEIRecord>
<lei:LEIRecord><lei:LEI>529900ACMEBRANCHX039</lei:LEI><lei:Registration><lei:RegistrationStatus>DUPLICATE</lei:RegistrationStatus></lei:Registration></lei:LEIRecord>
</lei:LEIRecords></lei:LEIData>)";

TEST(Gleif, XmlOfLevelOneSaysWhatTheOtherFormatsSay) {
  const auto file = read_register_text(kXmlRecords, "lei2.xml");
  ASSERT_EQ(file.parties.size(), 1);
  EXPECT_EQ(file.parties[0].keys, (std::vector<std::string>{"LEI 529900ACMEHOLDING098", "GB-COH 01234567"}));
  EXPECT_EQ(file.parties[0].names, (std::vector<std::string>{"Acme & Sons Holding", "Old Acme", "Akeme"}));
  EXPECT_EQ(file.parties[0].headquarters, "CN");
  EXPECT_EQ(codes(file), (std::vector<std::string>{"LG0617 line 10"}));
}

TEST(Gleif, XmlOfLevelTwoKeepsPeriodsApart) {
  const auto file = read_register_text(
      R"(<rr:RelationshipData xmlns:rr="r"><rr:RelationshipRecords><rr:RelationshipRecord><rr:Relationship>
<rr:StartNode><rr:NodeID>529900ACMECHIPSXX096</rr:NodeID><rr:NodeIDType>LEI</rr:NodeIDType></rr:StartNode>
<rr:EndNode><rr:NodeID>529900ACMEHOLDING098</rr:NodeID><rr:NodeIDType>LEI</rr:NodeIDType></rr:EndNode>
<rr:RelationshipType>IS_DIRECTLY_CONSOLIDATED_BY</rr:RelationshipType><rr:RelationshipPeriods>
<rr:RelationshipPeriod><rr:StartDate>2021-01-01</rr:StartDate><rr:EndDate>2021-12-31</rr:EndDate><rr:PeriodType>ACCOUNTING_PERIOD</rr:PeriodType></rr:RelationshipPeriod>
<rr:RelationshipPeriod><rr:StartDate>2017-12-06T00:00:00Z</rr:StartDate><rr:PeriodType>RELATIONSHIP_PERIOD</rr:PeriodType></rr:RelationshipPeriod>
</rr:RelationshipPeriods><rr:RelationshipStatus>ACTIVE</rr:RelationshipStatus></rr:Relationship></rr:RelationshipRecord></rr:RelationshipRecords></rr:RelationshipData>)",
      "rr.xml");
  ASSERT_EQ(file.holdings.size(), 1);
  EXPECT_EQ(file.holdings[0].owner, "LEI 529900ACMEHOLDING098");
  EXPECT_EQ(file.holdings[0].stake.span.to_string(), "[2017-12-06, )");
  EXPECT_TRUE(file.holdings[0].stake.is_unknown && file.findings.empty());
}

TEST(Gleif, XmlThatBreaksKeepsWhatStoodBeforeAndSaysWhere) {
  const std::string whole = kXmlRecords;
  const auto cut = read_register_text(whole.substr(0, whole.find("<lei:LEIRecord><lei:LEI>529900ACMEBRANCHX039") + 30), "lei2.xml");
  EXPECT_EQ(cut.parties.size(), 1);
  EXPECT_EQ(codes(cut), (std::vector<std::string>{"LG0622 line 10"}));
  const auto hostile = read_register_text("<!DOCTYPE LEIData [<!ENTITY a \"b\">]>\n<LEIData><LEIRecord><LEI>&a;</LEI></LEIRecord></LEIData>", "lei2.xml");
  EXPECT_TRUE(hostile.parties.empty());
  EXPECT_EQ(codes(hostile), (std::vector<std::string>{"LG0622 line 1"}));
  std::string deep = "<LEIData><LEIRecord>";
  for (int i = 0; i < 100; ++i) deep += "<a>";
  EXPECT_EQ(codes(read_register_text(deep, "lei2.xml")), (std::vector<std::string>{"LG0622 line 1"}));
}

TEST(Gleif, ReportingExceptionsAreCountedAndNameNobody) {
  const auto file = read_register_text("<r:ReportingExceptionData xmlns:r=\"r\"><r:Exception><r:LEI>529900ACMEHOLDING098</r:LEI></r:Exception><r:Exception/></r:ReportingExceptionData>", "repex.xml");
  EXPECT_TRUE(file.parties.empty() && file.holdings.empty());
  EXPECT_EQ(codes(file), (std::vector<std::string>{"LG0617 the whole file"}));
}

}  // namespace
}  // namespace lockgate::registry
