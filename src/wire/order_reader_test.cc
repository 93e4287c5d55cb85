#include "wire/order_reader.h"

#include <gtest/gtest.h>

#include <fstream>

namespace lockgate::wire {
namespace {

using Strings = std::vector<std::string>;
bool says(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

Vocabulary vocabulary() {
  Vocabulary words = Vocabulary::contract();
  words.facts = Shapes{{"dd.laboratory_test", Shape::YesNo},
                       {"us_content_percent", Shape::Number},
                       {"hs_code", Shape::Text},
                       {"customs_value", Shape::Money},
                       {"site.region", Shape::Place},
                       {"us_commercially_available", Shape::YesNo}};
  return words;
}

std::vector<ReadLine> read(std::string text, const std::string& name = "orders.jsonl") {
  auto reader = OrderReader::of(std::move(text), name, vocabulary());
  EXPECT_TRUE(reader);
  std::vector<ReadLine> lines;
  while (auto line = reader->next()) lines.push_back(std::move(*line));
  return lines;
}

// `line:id` of good lines, `line:code,code` of bad ones.
std::vector<std::string> outline(std::string text, const std::string& name = "orders.jsonl") {
  std::vector<std::string> shown;
  for (const ReadLine& line : read(std::move(text), name)) {
    std::string entry = std::to_string(line.line) + ":" + (line.order ? line.order->id : "");
    for (const Problem& problem : line.problems) entry += (entry.back() == ':' ? "" : ",") + problem.code;
    shown.push_back(entry);
  }
  return shown;
}

trade::Order order_of(const std::string& text) {
  const auto lines = read(text);
  EXPECT_EQ(lines.size(), 1u);
  for (const Problem& problem : lines[0].problems) ADD_FAILURE() << render(problem, "orders", 1);
  return lines[0].order.value_or(trade::Order());
}

// The one problem of an order whose JSON has these members.
Problem problem_with(const std::string& members) {
  const auto lines = read("{" + members + "}");
  EXPECT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].problems.size(), 1u) << members;
  return lines[0].problems.empty() ? Problem() : lines[0].problems[0];
}

trade::Value range(const char* min, const char* max) { return Range{*Decimal::parse(min), *Decimal::parse(max)}; }

TEST(Orders, AreReadWhole) {
  const trade::Order order = order_of(
      R"({"id": "A/1", "note": "x", "date": "2026-02-01", "movement": "export", "origin": "US", "destination": "CN", "via": ["TW", "US"],)"
      R"("item": {"id": "nvidia-h200-sxm", "tpp": {"min": "15824", "max": 15832.0}, "datacenter": true, "made_in": "TW"}, "quantity": 64,)"
      R"("unit_price": {"amount": "30000.10", "currency": "USD"}, "end_use": ["commercial_ai"],)"
      R"("parties": [{"role": "end_user", "name": "Example Cloud", "country": "CN", "headquarters": "CN", "lists": [], "kind": ["commercial"],)"
      R"("ultimate_parent": {"name": "Example Holding", "headquarters": "CN"}, "owners": [{"name": "Z", "percent": {"min": 10, "max": 20}, "lists": ["entity_list"]}]},)"
      R"({"role": "seller", "name": "S", "ultimate_parent": "self"}],)"
      R"("facts": {"dd.laboratory_test": true, "us_content_percent": "25.50", "hs_code": "8473.30", "customs_value": {"amount": 1, "currency": "EUR"}}})");
  EXPECT_EQ(order.id, "A/1");
  EXPECT_EQ(order.date->to_string(), "2026-02-01");
  EXPECT_EQ(order.via, (Strings{"TW", "US"}));
  EXPECT_EQ(order.item.id, "nvidia-h200-sxm");
  EXPECT_EQ(*trade::find(order.item.facts, "tpp"), range("15824", "15832"));
  EXPECT_EQ(*trade::find(order.item.facts, "datacenter"), trade::Value(true));
  EXPECT_EQ(*trade::find(order.item.facts, "made_in"), trade::Value(std::string("TW")));
  EXPECT_EQ(order.quantity, (Range{Decimal::of(64), Decimal::of(64)}));
  EXPECT_EQ(order.unit_price, (trade::Money{*Decimal::parse("30000.1"), "USD"}));
  ASSERT_EQ(order.parties.size(), 2u);
  EXPECT_EQ(order.parties[0].lists, trade::Words{});
  EXPECT_EQ(order.parties[0].ultimate_parent->headquarters, "CN");
  EXPECT_EQ((*order.parties[0].owners)[0].percent, (Range{Decimal::of(10), Decimal::of(20)}));
  EXPECT_TRUE(order.parties[1].is_own_parent);
  EXPECT_EQ(order.parties[1].lists, std::nullopt);
  EXPECT_EQ(*trade::find(order.facts, "us_content_percent"), range("25.5", "25.5"));
  EXPECT_EQ(*trade::find(order.facts, "hs_code"), trade::Value(std::string("8473.30")));
  EXPECT_EQ(*trade::find(order.facts, "customs_value"), trade::Value(trade::Money{Decimal::of(1), "EUR"}));
}

TEST(Orders, LeaveUnknownWhatIsAbsentOrNull) {
  const trade::Order order = order_of(
      R"({"date": null, "item": null, "quantity": null, "parties": [{"role": "end_user", "ultimate_parent": null}]})");
  EXPECT_EQ(order.id, "line 1");
  EXPECT_EQ(order.date, std::nullopt);
  EXPECT_EQ(order.movement, "");
  EXPECT_EQ(order.quantity, std::nullopt);
  EXPECT_EQ(order.end_use, std::nullopt);
  EXPECT_EQ(order.parties[0].ultimate_parent, nullptr);
  EXPECT_FALSE(order.parties[0].is_own_parent);
  EXPECT_EQ(order.parties[0].owners, std::nullopt);
}

TEST(Orders, KeepWhatAnItemContains) {
  const trade::Order order = order_of(
      R"({"item": {"kind": "system", "contains": [{"item": {"contains": [{"item": "x", "count": 8}]}, "count": 4}, {"item": "y"}]}})");
  ASSERT_EQ(order.item.contains.size(), 2u);
  EXPECT_EQ(order.item.contains[0].count, 4);
  EXPECT_EQ(order.item.contains[0].item->contains[0].item->id, "x");
  EXPECT_EQ(order.item.contains[1].count, 1);
}

TEST(Orders, KeepEveryDigit) {
  const trade::Order order = order_of(R"({"item": {"tpp": 4800.000000000000001}})");
  EXPECT_EQ(*trade::find(order.item.facts, "tpp"), range("4800.000000000000001", "4800.000000000000001"));
}

TEST(Mistakes, NameTheKeyThatWasMeant) {
  const Problem problem = problem_with(R"("destinaton": "CN")");
  EXPECT_EQ(problem.code, "LG0111");
  EXPECT_EQ(problem.field, "destinaton");
  EXPECT_EQ(problem.fix, "did you mean `destination`?");
  EXPECT_TRUE(says(problem_with(R"("facts": {"dd.laboratory_tset": true})").fix, "`dd.laboratory_test`"));
  EXPECT_TRUE(says(problem_with(R"("facts": {"tpp": 1})").fix, "under `item`"));
  EXPECT_TRUE(says(problem_with(R"("item": {"tops_sparse": 1})").fix, "half"));
  EXPECT_EQ(problem_with(R"("parties": [{"role": "seller", "hedquarters": "US"}])").field, "parties[0].hedquarters");
}

TEST(Mistakes, AKeyGivenTwiceIsFoundAmongMany) {
  std::string facts = R"("facts": {"hs_code": "1", )";
  for (int i = 0; i < 40; ++i) facts += "\"nobody_knows_" + std::to_string(i) + "\": 1, ";
  const Problems problems = read("{" + facts + R"("hs_code": "2"}})")[0].problems;
  const auto is_twice = [](const Problem& problem) { return problem.code == "LG0108"; };
  ASSERT_EQ(std::count_if(problems.begin(), problems.end(), is_twice), 1);
  EXPECT_EQ(std::find_if(problems.begin(), problems.end(), is_twice)->field, "facts.hs_code");
}

TEST(Mistakes, AreOneCodeEach) {
  const std::vector<std::pair<const char*, const char*>> kCases = {
      {"LG0108", R"("id": "a", "id": "b")"},
      {"LG0108", R"("item": {"tpp": 1, "tpp": 2})"},
      {"LG0108", R"("facts": {"hs_code": "1", "hs_code": "2"})"},
      {"LG0107", R"("item": {"eccn": "3.00E+01"})"},
      {"LG0107", R"("item": {"eccn": 30})"},
      {"LG0107", R"("facts": {"hs_code": "8.47E+09"})"},
      {"LG0112", R"("item": {"datacenter": "yes"})"},
      {"LG0112", R"("item": 7)"},
      {"LG0112", R"("item": {"tpp": [1]})"},
      {"LG0112", R"("quantity": true)"},
      {"LG0112", R"("parties": {"role": "seller"})"},
      {"LG0112", R"("parties": ["NVIDIA"])"},
      {"LG0112", R"("parties": [{"role": "seller", "ultimate_parent": "Example Holding"}])"},
      {"LG0112", R"("facts": {"hs_code": 8473.30})"},
      {"LG0112", R"("facts": [])"},
      {"LG0112", R"("date": {})"},
      {"LG0113", R"("movement": "exprot")"},
      {"LG0113", R"("end_use": ["fun"])"},
      {"LG0113", R"("item": {"kind": "chipp"})"},
      {"LG0113", R"("parties": [{"role": "buyer"}])"},
      {"LG0113", R"("parties": [{"role": "seller", "lists": ["entitylist"]}])"},
      {"LG0113", R"("parties": [{"role": "seller", "kind": ["bank"]}])"},
      {"LG0113", R"("unit_price": {"amount": 1, "currency": "usd"})"},
      {"LG0114", R"("date": "2026-02-30")"},
      {"LG0114", R"("date": "2/1/2026")"},
      {"LG0114", R"("date": 46054)"},
      {"LG0115", R"("destination": "UK")"},
      {"LG0115", R"("via": ["US", "China"])"},
      {"LG0115", R"("facts": {"site.region": "XX1"})"},
      {"LG0116", R"("quantity": "1,500")"},
      {"LG0116", R"("item": {"tpp": "15832 TOPS"})"},
      {"LG0117", R"("quantity": -5)"},
      {"LG0117", R"("quantity": 1.5)"},
      {"LG0117", R"("item": {"tpp": -1})"},
      {"LG0117", R"("item": {"die_area_mm2": "-814"})"},
      {"LG0117", R"("item": {"contains": [{"item": "x", "count": 0}]})"},
      {"LG0117", R"("parties": [{"role": "seller", "owners": [{"name": "Z", "percent": 101}]}])"},
      {"LG0118", R"("item": {"tpp": {"min": 2, "max": 1}})"},
      {"LG0120", R"("item": {"tpp": {"min": 2}})"},
      {"LG0120", R"("unit_price": {"amount": 1})"},
      {"LG0120", R"("parties": [{"name": "Nobody"}])"},
  };
  for (const auto& [code, members] : kCases) EXPECT_EQ(problem_with(members).code, code) << members;
}

TEST(Mistakes, SayWhatToDo) {
  EXPECT_EQ(problem_with(R"("destination": "China")").fix, "did you mean `CN`?");
  EXPECT_EQ(problem_with(R"("destination": "德国")").fix, "did you mean `DE`?");
  EXPECT_EQ(problem_with(R"("destination": "sg")").fix, "did you mean `SG`?");
  EXPECT_EQ(problem_with(R"("destination": "USA")").fix, "did you mean `US`?");
  EXPECT_EQ(problem_with(R"("destination": "UK")").fix, "did you mean `GB`?");
  EXPECT_TRUE(says(problem_with(R"("destination": "Nowhere")").fix, "two-letter code"));
  EXPECT_EQ(problem_with(R"("movement": "re-export")").fix, "did you mean `reexport`?");
  EXPECT_TRUE(says(problem_with(R"("date": "46054")").fix, "spreadsheet"));
  EXPECT_TRUE(says(problem_with(R"("date": "2026-02-30")").message, "28 days"));
}

TEST(Mistakes, AreAllReported) {
  EXPECT_EQ(outline(R"({"id": 1, "date": "x", "origin": "USA", "qty": 4, "item": {"tpp": -1}})"),
            (Strings{"1:LG0111,LG0114,LG0115,LG0117"}));
}

TEST(Warnings, DoNotStopAnOrder) {
  const auto lines = read(R"({"id": "a", "item": {"name": "Example 1, with sparsity", "tpp": 3958}})");
  ASSERT_TRUE(lines[0].order);
  ASSERT_EQ(lines[0].problems.size(), 1u);
  EXPECT_EQ(lines[0].problems[0].code, "LG0121");
  EXPECT_EQ(lines[0].problems[0].severity, Severity::Warning);
}

TEST(JsonLines, ReadOnAfterABadLine) {
  EXPECT_EQ(outline("{\"id\": \"a\"}\n\n{\"id\": \"b\"\n{\"id\": \"c\"} x\nnope\n[1]\n{\"id\": \"d\"}"),
            (Strings{"1:a", "3:LG0104", "4:LG0105", "5:LG0104", "6:LG0112", "7:d"}));
}

TEST(JsonLines, RefuseTheSecondUseOfAnId) {
  EXPECT_EQ(outline("{\"id\": \"a\"}\n{\"id\": \"b\"}\n{\"id\": \"a\"}"), (Strings{"1:a", "2:b", "3:LG0119"}));
}

TEST(JsonLines, RefuseALineOverTheLimit) {
  std::string text = "{\"id\": \"a\"}\n{\"id\": \"" + std::string(100'000'000, 'x') + "\"}\n{\"id\": \"c\"}\n";
  EXPECT_EQ(outline(std::move(text)), (Strings{"1:a", "2:LG0103", "3:c"}));
}

TEST(JsonLines, RefuseBytesThatAreNoText) {
  EXPECT_EQ(outline("{\"id\": \"a\"}\n{\"id\": \"\xFF\"}\n{\"id\": \"c\"}"), (Strings{"1:a", "2:LG0102", "3:c"}));
  EXPECT_EQ(outline(std::string("{\"id\": \"a\0\"}\n{\"id\": \"c\"}", 24)), (Strings{"1:LG0102", "2:c"}));
}

TEST(JsonLines, RefuseDeepNesting) {
  const std::string deep = "{\"item\": " + std::string(200, '[') + std::string(200, ']') + "}";
  EXPECT_EQ(outline(deep + "\n{\"id\": \"b\"}"), (Strings{"1:LG0106", "2:b"}));
}

TEST(Json, TakesAnObjectOrAList) {
  EXPECT_EQ(outline("{\n  \"id\": \"a\"\n}\n", "orders.json"), (Strings{"1:a"}));
  EXPECT_EQ(outline("[{\"id\": \"a\"},\n {\"id\": \"b\", \"x\": 1},\n {\"id\": \"c\"}]", "orders.json"),
            (Strings{"1:a", "2:LG0111", "3:c"}));
  EXPECT_EQ(outline("\xEF\xBB\xBF[{\"id\": \"a\"}] []", "orders.json"), (Strings{"1:a", "1:LG0105"}));
}

TEST(Format, FollowsNameThenText) {
  const auto format = [](const char* text, const char* name) {
    return OrderReader::of(text, name, vocabulary())->format();
  };
  EXPECT_EQ(format("", "a.JSONL"), Format::JsonLines);
  EXPECT_EQ(format("", "a.ndjson"), Format::JsonLines);
  EXPECT_EQ(format("", "a.csv"), Format::Csv);
  EXPECT_EQ(format("{}", "a.json"), Format::Json);
  EXPECT_EQ(format("{\"id\": 1}\n{\"id\": 2}", "a.json"), Format::JsonLines);
  EXPECT_EQ(format(" [", "-"), Format::Json);
  EXPECT_EQ(format("{\n", "-"), Format::Json);
  EXPECT_EQ(format("{\"id\": 1}\n{\"id\": 2}", "-"), Format::JsonLines);
  EXPECT_EQ(format("id,date", "-"), Format::Csv);
}

TEST(Format, RefusesWorkbooks) {
  EXPECT_EQ(OrderReader::of("PK\x03\x04...", "orders.xlsx", vocabulary()).error().code, "LG0102");
  EXPECT_EQ(OrderReader::open("no/such.jsonl", vocabulary()).error().code, "LG0101");
}

TEST(Files, AreReadInBoundedMemory) {
  const std::string path = testing::TempDir() + "many.jsonl";
  std::ofstream file(path);
  for (int line = 0; line < 20'000; ++line) file << "{\"id\": " << line << ", \"movement\": \"export\"}\n";
  file.close();
  auto reader = OrderReader::open(path, vocabulary());
  ASSERT_TRUE(reader);
  EXPECT_LT(reader->progress(), 0.5);
  int orders = 0;
  while (const auto line = reader->next()) orders += line->order.has_value();
  EXPECT_EQ(orders, 20'000);
  EXPECT_DOUBLE_EQ(reader->progress(), 1.0);
}

// As columns: every row comes, the broken ones with what is wrong, the same id twice among it.
TEST(Rows, ComeAsTheyStand) {
  auto reader = OrderReader::of("id,destination\na,CN\nb\na,IN\nc,\n", "orders.csv", vocabulary());
  ASSERT_TRUE(reader && reader->read_heading());
  std::string codes;
  while (const auto row = reader->next_cells()) codes += (row->problem ? row->problem->code : row->cells[0]) + ' ';
  EXPECT_EQ(codes, "a LG0110 LG0119 c ");
}

TEST(Rows, AreNotInJson) {
  auto reader = OrderReader::of("{}", "orders.json", vocabulary());
  ASSERT_TRUE(reader);
  EXPECT_EQ(reader->read_heading().error().code, "LG0112");
}

TEST(Rows, HaveAHeadingThatIsKnown) {
  auto reader = OrderReader::of("destnation\nCN\n", "orders.csv", vocabulary());
  ASSERT_TRUE(reader);
  EXPECT_EQ(reader->read_heading().error().code, "LG0111");
}

TEST(Examples, AreReadWithoutAProblem) {
  Vocabulary words = Vocabulary::contract();  // named facts pass unseen
  auto reader = OrderReader::open("examples/news-orders.jsonl", words);
  ASSERT_TRUE(reader);
  int orders = 0;
  while (const auto line = reader->next()) {
    for (const Problem& problem : line->problems)
      ADD_FAILURE() << render(problem, "examples/news-orders.jsonl", line->line);
    orders += line->order.has_value();
  }
  EXPECT_EQ(orders, 20);
}

}  // namespace
}  // namespace lockgate::wire
