#include <gtest/gtest.h>
#include <unicode/unistr.h>

#include "wire/order_reader.h"

namespace lockgate::wire {
namespace {

using Strings = std::vector<std::string>;
bool says(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

Vocabulary vocabulary() {
  Vocabulary words = Vocabulary::contract();
  words.facts = Shapes{{"dd.recipient_kyc", Shape::YesNo},
                       {"us_content_percent", Shape::Number},
                       {"hs_code", Shape::Text},
                       {"customs_value", Shape::Money},
                       {"license_held", Shape::Text},
                       {"unit_price", Shape::Money}};  // a fact for what an order has a field for
  return words;
}

std::vector<ReadLine> read(std::string text) {
  auto reader = OrderReader::of(std::move(text), "orders.csv", vocabulary());
  std::vector<ReadLine> lines;
  while (auto line = reader->next()) lines.push_back(std::move(*line));
  return lines;
}

// The order of a file with one row.
trade::Order order_of(const std::string& heading, const std::string& row) {
  const auto lines = read(heading + "\n" + row + "\n");
  EXPECT_EQ(lines.size(), 1u);
  for (const Problem& problem : lines[0].problems) ADD_FAILURE() << render(problem, "orders.csv", lines[0].line);
  return lines[0].order.value_or(trade::Order());
}

std::vector<std::string> codes_of(const std::string& text) {
  std::vector<std::string> codes;
  for (const ReadLine& line : read(text))
    for (const Problem& problem : line.problems) codes.push_back(std::to_string(line.line) + ":" + problem.code);
  return codes;
}

trade::Value range(const char* min, const char* max) { return Range{*Decimal::parse(min), *Decimal::parse(max)}; }

TEST(Csv, ReadsTheOrder) {
  const auto order = order_of("id,date,movement,origin,destination,via,item,quantity,unit_price,currency,end_use",
                              "A-1,2026-02-01,export,US,CN,TW;US,nvidia-h200-sxm,64,30000,USD,commercial_ai;research");
  EXPECT_EQ(order.id, "A-1");
  EXPECT_EQ(order.date->to_string(), "2026-02-01");
  EXPECT_EQ(order.via, (Strings{"TW", "US"}));
  EXPECT_EQ(order.item.id, "nvidia-h200-sxm");
  EXPECT_EQ(order.unit_price, (trade::Money{Decimal::of(30000), "USD"}));
  EXPECT_EQ(order.end_use, (trade::Words{"commercial_ai", "research"}));
}

TEST(Csv, ReadsParties) {
  const auto order = order_of(
      "end_user,end_user_country,end_user_headquarters,end_user_ultimate_parent,end_user_lists,end_user_kind,end_user_"
      "owners,seller",
      "Example Cloud,CN,CN,Example Holding@CN,entity_list;sdn,commercial;reseller,A: "
      "B:50:entity_list+sdn;C:10..20;D;E:?:,NVIDIA");
  ASSERT_EQ(order.parties.size(), 2u);
  const trade::Party& user = order.parties[0].role == "end_user" ? order.parties[0] : order.parties[1];
  EXPECT_EQ(user.name, "Example Cloud");
  EXPECT_EQ(user.ultimate_parent->name, "Example Holding");
  EXPECT_EQ(user.ultimate_parent->headquarters, "CN");
  EXPECT_EQ(user.lists, (trade::Words{"entity_list", "sdn"}));
  EXPECT_EQ(user.kind, (trade::Words{"commercial", "reseller"}));
  ASSERT_EQ(user.owners->size(), 4u);
  EXPECT_EQ((*user.owners)[0].name, "A: B");
  EXPECT_EQ((*user.owners)[0].lists, (trade::Words{"entity_list", "sdn"}));
  EXPECT_EQ((*user.owners)[1].percent, (Range{Decimal::of(10), Decimal::of(20)}));
  EXPECT_EQ((*user.owners)[1].lists, std::nullopt);
  EXPECT_EQ((*user.owners)[2].percent, std::nullopt);
  EXPECT_EQ((*user.owners)[3].name, "E");
  EXPECT_EQ((*user.owners)[3].lists, trade::Words{});
}

TEST(Csv, TellsUnknownFromClean) {
  const std::string heading = "end_user,end_user_lists,end_user_kind,purchaser,purchaser_lists";
  EXPECT_EQ(order_of(heading, "X,,,,").parties[0].lists, trade::Words{});
  EXPECT_EQ(order_of(heading, "X,?,,,").parties[0].lists, std::nullopt);
  EXPECT_EQ(order_of(heading, "X,,,,").parties[0].kind, std::nullopt);
  EXPECT_EQ(order_of(heading, "X,,,,").parties.size(), 1u);
  EXPECT_EQ(order_of("end_user", "X").parties[0].lists, std::nullopt);
}

TEST(Csv, ReadsTheParent) {
  const std::string heading = "end_user,end_user_ultimate_parent";
  EXPECT_TRUE(order_of(heading, "X,self").parties[0].is_own_parent);
  EXPECT_EQ(order_of(heading, "X,Someone").parties[0].ultimate_parent->headquarters, "");
  EXPECT_EQ(order_of(heading, "X,@HK").parties[0].ultimate_parent->headquarters, "HK");
  EXPECT_EQ(order_of(heading, "X,").parties[0].ultimate_parent, nullptr);
}

TEST(Csv, ReadsFacts) {
  const auto order =
      order_of("item,item_tpp,item_datacenter,item_contains,dd.recipient_kyc,us_content_percent,hs_code,customs_value",
               "x,4000..5200,no,nvidia-h100-sxm:8;y,yes,0.30,8473.30,960000 USD");
  EXPECT_EQ(*trade::find(order.item.facts, "tpp"), range("4000", "5200"));
  EXPECT_EQ(*trade::find(order.item.facts, "datacenter"), trade::Value(false));
  ASSERT_EQ(order.item.contains.size(), 2u);
  EXPECT_EQ(order.item.contains[0].item->id, "nvidia-h100-sxm");
  EXPECT_EQ(order.item.contains[0].count, 8);
  EXPECT_EQ(*trade::find(order.facts, "dd.recipient_kyc"), trade::Value(true));
  EXPECT_EQ(*trade::find(order.facts, "us_content_percent"), range("0.3", "0.3"));
  EXPECT_EQ(*trade::find(order.facts, "hs_code"), trade::Value(std::string("8473.30")));
  EXPECT_EQ(*trade::find(order.facts, "customs_value"), trade::Value(trade::Money{Decimal::of(960000), "USD"}));
}

TEST(Csv, AcceptsHeadingsAsPeopleWriteThem) {
  const auto order = order_of(
      "Order No,Ship Date,Country of destination,QTY,End User,End User HQ,Buyer,Total Processing Performance,x_po",
      "A-1,2026-02-01,CN,5,X,HK,Y,15832,own");
  EXPECT_EQ(order.id, "A-1");
  EXPECT_EQ(order.destination, "CN");
  ASSERT_EQ(order.parties.size(), 2u);
  EXPECT_NE(trade::find(order.item.facts, "tpp"), nullptr);
}

TEST(Csv, AcceptsChineseHeadings) {
  const auto order = order_of(
      "订单号,日期,起运国,目的国,型号,数量,最终用户,最终用户总部,最终用户母公司,卖方国家,海关编码,数据中心用途",
      "A-1,2026-02-01,US,CN,英伟达 H20,5,示例云,CN,示例集团@CN,US,847330,是");
  EXPECT_EQ(order.id, "A-1");
  EXPECT_EQ(order.item.id, "英伟达 H20");
  ASSERT_EQ(order.parties.size(), 2u);
  EXPECT_EQ(order.parties[0].role, "seller");
  EXPECT_EQ(order.parties[0].country, "US");
  EXPECT_EQ(order.parties[1].ultimate_parent->name, "示例集团");
  EXPECT_EQ(*trade::find(order.item.facts, "datacenter"), trade::Value(true));
}

TEST(Csv, ReadsGb18030) {
  const icu::UnicodeString text(u"订单号,目的国,最终用户\nA-1,CN,示例云计算有限公司\n");
  std::string bytes(1000, '\0');
  bytes.resize(static_cast<std::size_t>(text.extract(0, text.length(), bytes.data(), 1000, "GB18030")));
  const auto lines = read(bytes);
  ASSERT_EQ(lines.size(), 1u);
  ASSERT_TRUE(lines[0].order);
  EXPECT_EQ(lines[0].order->parties[0].name, "示例云计算有限公司");
}

TEST(Csv, RefusesAHeadingItDoesNotKnow) {
  const auto lines = read("id,destinaton,colour\nA-1,CN,red\n");
  ASSERT_EQ(lines.size(), 1u);
  ASSERT_EQ(lines[0].problems.size(), 2u);
  EXPECT_TRUE(says(lines[0].problems[0].fix, "`destination`"));
  EXPECT_EQ(lines[0].problems[1].field, "colour");
  EXPECT_EQ(codes_of("destination,Ship To\nCN,CN\n"), (Strings{"1:LG0122"}));
}

TEST(Csv, NamesTheColumnOfAMistake) {
  const auto lines = read("id,Destination Country,QTY\nA-1,China,5\nA-2,CN,many\nA-3,CN,5\n");
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].problems[0].field, "Destination Country");
  EXPECT_EQ(lines[1].problems[0].field, "QTY");
  EXPECT_EQ(lines[1].problems[0].code, "LG0116");
  EXPECT_TRUE(lines[2].order);
}

TEST(Csv, StopsRowsThatASpreadsheetDamaged) {
  EXPECT_EQ(codes_of("id,ECCN,hs_code\n1,3.00E+01,\n2,3A090.a,\n3,3E001,\n4,EAR99,\n5,40,\n6,,8.47E+09\n7,5A992.z,\n"),
            (Strings{"2:LG0107", "6:LG0107", "7:LG0107"}));
  EXPECT_EQ(codes_of("id,date\n1,46054\n2,2/1/2026\n"), (Strings{"2:LG0114", "3:LG0114"}));
}

TEST(Csv, GoesOnAfterABadRow) {
  EXPECT_EQ(codes_of("id,item\n1,x,extra\n2\n3,24\" rack\n4,x\n4,y\n5,\xFF\n6,z\n"),
            (Strings{"2:LG0110", "3:LG0110", "4:LG0109", "6:LG0119", "7:LG0102"}));
}

TEST(Csv, NeedsTheCurrencyOfAPrice) {
  EXPECT_EQ(codes_of("id,unit_price\n1,300\n2,300 USD\n3,USD 300\n"), (Strings{"2:LG0120"}));
}

TEST(Csv, ReadsItsOwnResultsAgain) {
  EXPECT_EQ(order_of("id,destination,verdict,reason,missing_fact", "1,CN,stop,because,").destination, "CN");
}

}  // namespace
}  // namespace lockgate::wire
