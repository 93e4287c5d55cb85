#include "wire/list_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace lockgate::wire {
namespace {

using trade::NameRole;

bool has_name(const trade::ListedParty& party, const std::string& text, NameRole role) {
  return std::any_of(party.names.begin(), party.names.end(), [&](const trade::ListedName& name) { return name.text == text && name.role == role; });
}

std::size_t count(const ListFile& list, const std::string& code) {
  return static_cast<std::size_t>(std::count_if(list.findings.begin(), list.findings.end(), [&](const ListFinding& finding) { return finding.problem.code == code; }));
}

TEST(ListFile, ReadsTheCompactJson) {
  const auto list = read_list("csl.json", R"json({"entryCount": 3, "sourceGeneratedAt": "2026-07-31", "tables": {"sources": ["EL"]}, "entries": [
    {"n": "LTS Holding Limited (f.k.a. IPP-International Petroleum Products Ltd.)", "a": ["LTS+B843:B853"], "s": 0, "e": "7", "c": ["CY"]},
    {"n": "Address 01", "s": 0}, {"s": 0}]})json");
  ASSERT_TRUE(list) << list.error().message;
  ASSERT_EQ(list->parties.size(), 2u);
  EXPECT_EQ(list->published, "2026-07-31");
  EXPECT_EQ(list->parties[0].id, "7");
  EXPECT_TRUE(has_name(list->parties[0], "LTS Holding Limited", NameRole::Primary));
  EXPECT_TRUE(has_name(list->parties[0], "IPP-International Petroleum Products Ltd.", NameRole::Former));
  EXPECT_TRUE(has_name(list->parties[0], "LTS", NameRole::Alias));
  EXPECT_EQ(count(*list, "LG0503"), 1u) << "an entry without a name is said";
  EXPECT_EQ(count(*list, "LG0504"), 1u);
  EXPECT_EQ(count(*list, "LG0505"), 1u);
  EXPECT_EQ(count(*list, "LG0506"), 1u);
}

TEST(ListFile, RefusesAListWithHoles) {
  EXPECT_EQ(read_list("csl.json", R"({"entryCount": 15000, "entries": [{"n": "A"}]})").error().code, "LG0508");
  EXPECT_EQ(read_list("csl.json", R"({"entries": [{"n": "A"})").error().code, "LG0104");
  EXPECT_EQ(read_list("un.xml", "<CONSOLIDATED_LIST><ENTITIES><ENTITY>").error().code, "LG0508");
  EXPECT_EQ(read_list("own.csv", "name\n").error().code, "LG0508");
}

TEST(ListFile, ReadsTheOfficialCsv) {
  const std::string heading = "_id,source,entity_number,type,programs,name,addresses,federal_register_notice,license_requirement,alt_names,ids\n";
  const auto list = read_list("consolidated.csv", heading + "x1,EL,,,,Acme Chips,\"Road 1, Xian, CN; Road 2, HK\",89 FR 1,All items,\"Acme; ACME Semi\",\"LEI, 1\"\nshort,row\n");
  ASSERT_TRUE(list) << list.error().message;
  ASSERT_EQ(list->parties.size(), 1u);
  EXPECT_EQ(list->parties[0].id, "x1");
  EXPECT_EQ(list->parties[0].countries, (std::vector<std::string>{"CN", "HK"}));
  EXPECT_TRUE(has_name(list->parties[0], "ACME Semi", NameRole::Alias));
  EXPECT_EQ(count(*list, "LG0509"), 1u);
  EXPECT_EQ(read_list("consolidated.csv", "_id,source,name,alt_names\na,b,c,d\n").error().code, "LG0502");
}

TEST(ListFile, ReadsOfacWithItsCompanions) {
  const auto list = read_list("sdn.csv", "306,\"BANCO NACIONAL DE CUBA\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"a.k.a. 'BNC'.\"\n",
                              "306,220,\"aka\",\"NATIONAL BANK OF CUBA\",-0- \n999,1,\"aka\",\"NOBODY\",-0- \n", "306,199,-0- ,\"Zurich\",\"Switzerland\",-0- \n");
  ASSERT_TRUE(list) << list.error().message;
  ASSERT_EQ(list->parties.size(), 1u);
  EXPECT_TRUE(has_name(list->parties[0], "BNC", NameRole::Weak));
  EXPECT_TRUE(has_name(list->parties[0], "NATIONAL BANK OF CUBA", NameRole::Alias));
  EXPECT_EQ(list->parties[0].countries, (std::vector<std::string>{"Switzerland"}));
  EXPECT_EQ(count(*list, "LG0511"), 1u) << "an alias of nobody is said";
}

TEST(ListFile, ReadsTheXmlOfTheUn) {
  const auto list = read_list("un.xml", "<CONSOLIDATED_LIST dateGenerated=\"2026-02-27\"><INDIVIDUALS><INDIVIDUAL><FIRST_NAME>ERIC</FIRST_NAME><SECOND_NAME>BADEGE</SECOND_NAME>"
                                        "<REFERENCE_NUMBER>CDi.001</REFERENCE_NUMBER><INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Eriko</ALIAS_NAME></INDIVIDUAL_ALIAS></INDIVIDUAL></INDIVIDUALS>"
                                        "<ENTITIES><ENTITY><FIRST_NAME>ADF</FIRST_NAME></ENTITY></ENTITIES></CONSOLIDATED_LIST>");
  ASSERT_TRUE(list) << list.error().message;
  ASSERT_EQ(list->parties.size(), 2u);
  EXPECT_TRUE(has_name(list->parties[0], "ERIC BADEGE", NameRole::Primary));
  EXPECT_TRUE(has_name(list->parties[0], "Eriko", NameRole::Weak));
}

TEST(ListFile, ReadsAListOfOnesOwn) {
  const auto list = read_list("own.csv", "id;Name;aliases\n7;\"Acme, Inc.\";\n");
  ASSERT_TRUE(list) << list.error().message;
  EXPECT_EQ(list->parties[0].names.front().text, "Acme, Inc.");
  EXPECT_EQ(list->parties[0].id, "7");
  EXPECT_EQ(read_list("own.txt", "Acme\n").error().code, "LG0501");
}

TEST(ListFile, ReadsTheExcerptThatIsShipped) {
  const auto list = read_list("watch/lists/us-excerpt.csv");
  ASSERT_TRUE(list) << list.error().message;
  EXPECT_GT(list->parties.size(), 500u);
  for (const ListFinding& finding : list->findings) EXPECT_EQ(finding.problem.severity, Severity::Note) << finding.where << ": " << finding.problem.message;
}

TEST(ListFile, ReadsFollowTheMoney) {
  const std::string line = R"({"id": "NK-1", "schema": "Company", "properties": {"name": ["Acme Chips", "艾克美芯片"], "weakAlias": ["AC"], "previousName": ["Old Acme"], "country": ["cn"], "leiCode": ["X1"]}, "datasets": ["us_ofac_sdn", "eu_fsf"]})";
  const auto list = read_list("entities.ftm.json", line + "\n" + R"({"id": "a", "schema": "Address", "properties": {"full": ["x"]}})" + "\n");
  ASSERT_TRUE(list) << list.error().message;
  ASSERT_EQ(list->parties.size(), 2u) << "once for each list that names it, and an address is no party";
  EXPECT_EQ(list->parties[1].source, "eu_fsf");
  EXPECT_EQ(list->parties[0].countries, (std::vector<std::string>{"CN"}));
  EXPECT_TRUE(has_name(list->parties[0], "艾克美芯片", NameRole::Alias));
  EXPECT_TRUE(has_name(list->parties[0], "AC", NameRole::Weak));
  EXPECT_TRUE(has_name(list->parties[0], "Old Acme", NameRole::Former));
  EXPECT_EQ(read_list("entities.ftm.json", line + "\n" + line.substr(0, 60)).error().code, "LG0508");
  const auto odd = read_list("entities.ftm.json", line + "\n{\"id\": \"b\"}\n" + line + "\n");
  ASSERT_TRUE(odd);
  EXPECT_EQ(count(*odd, "LG0507"), 1u);
}

TEST(ListFile, ReadsTheListOfTheEuropeanUnion) {
  const std::string text = R"(<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-07-01"><sanctionEntity euReferenceNumber="EU.1"><regulation programme="RUS" numberTitle="833/2014"/>
    <subjectType code="enterprise"/><nameAlias wholeName="Acme Chips" strong="true"/><nameAlias wholeName="AC" strong="false"/><nameAlias wholeName="Acme Semi" strong="true"/><address countryIso2Code="CN"/></sanctionEntity></export>)";
  const auto list = read_list("eu.xml", text);
  ASSERT_TRUE(list) << list.error().message;
  EXPECT_EQ(list->published, "2026-07-01");
  EXPECT_EQ(list->parties[0].id, "EU.1");
  EXPECT_TRUE(has_name(list->parties[0], "Acme Chips", NameRole::Primary));
  EXPECT_TRUE(has_name(list->parties[0], "Acme Semi", NameRole::Alias));
  EXPECT_TRUE(has_name(list->parties[0], "AC", NameRole::Weak));
  EXPECT_EQ(read_list("eu.xml", text.substr(0, text.size() - 20)).error().code, "LG0508");
}

TEST(ListFile, ReadsTheListOfTheUnitedKingdom) {
  const std::string text = R"(<Designations><DateGenerated>01/07/2026</DateGenerated><Designation><UniqueID>RUS1</UniqueID><Names><Name><Name6>Acme Chips</Name6><NameType>Primary Name</NameType></Name>
    <Name><Name1>Jo</Name1><Name6>Acme</Name6><NameType>Alias</NameType><AliasStrength>Low quality a.k.a</AliasStrength></Name></Names>
    <NonLatinNames><NonLatinName><NameNonLatinScript>艾克美</NameNonLatinScript></NonLatinName></NonLatinNames><IndividualEntityShip>Entity</IndividualEntityShip></Designation></Designations>)";
  const auto list = read_list("uk.xml", text);
  ASSERT_TRUE(list) << list.error().message;
  EXPECT_EQ(list->parties[0].id, "RUS1");
  EXPECT_TRUE(has_name(list->parties[0], "Acme Chips", NameRole::Primary));
  EXPECT_TRUE(has_name(list->parties[0], "Jo Acme", NameRole::Weak));
  EXPECT_TRUE(has_name(list->parties[0], "艾克美", NameRole::Alias));
  EXPECT_EQ(read_list("uk.xml", text.substr(0, 200)).error().code, "LG0508");
}

}  // namespace
}  // namespace lockgate::wire
