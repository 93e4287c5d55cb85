#include "wire/case_file.h"

#include <gtest/gtest.h>

namespace lockgate::wire {
namespace {

using Strings = std::vector<std::string>;

std::vector<CaseLine> read(std::string text) {
  CaseFile file = CaseFile::of(std::move(text), Vocabulary::contract());
  std::vector<CaseLine> lines;
  while (auto line = file.next()) lines.push_back(std::move(*line));
  return lines;
}

std::vector<std::string> problems_of(const std::string& text) {
  std::vector<std::string> shown;
  for (const CaseLine& line : read(text))
    for (const Problem& problem : line.problems) shown.push_back(problem.code + " " + problem.field);
  return shown;
}

TEST(CaseFile, ReadsACase) {
  const auto lines = read(
      R"({"case": "us-1", "order": {"id": "us-1", "destination": "CN"}, "expect": {"verdict": "license", "us.tariff": {"rate_percent": 25, "n": 0.1}},)"
      R"( "source": "91 FR 1684", "contested": true, "note": "why", "posture": "codified",)"
      R"( "other": {"reading": "r", "held_by": "h", "facts": {"a.b": true}, "expect": {"verdict": "stop"}}})");
  ASSERT_EQ(lines.size(), 1u);
  ASSERT_TRUE(lines[0].value);
  const Case& value = *lines[0].value;
  EXPECT_EQ(value.id, "us-1");
  EXPECT_EQ(value.order.destination, "CN");
  EXPECT_EQ(value.posture, "codified");
  EXPECT_EQ(value.expect["us.tariff"]["rate_percent"], 25);
  EXPECT_EQ(value.source, "91 FR 1684");
  EXPECT_TRUE(value.is_contested);
  EXPECT_EQ(value.note, "why");
  EXPECT_EQ(value.other->facts[0].name, "a.b");
  EXPECT_EQ(value.other->expect["verdict"], "stop");
}

TEST(CaseFile, SaysWhatIsWrong) {
  EXPECT_EQ(problems_of("{}"), (Strings{"LG0120 ", "LG0120 ", "LG0120 "}));
  EXPECT_EQ(problems_of(R"({"case": "a", "order": {"parties": [{"role": "x"}]}, "expect": {}, "sauce": ""})"),
            (Strings{"LG0111 sauce", "LG0113 order.parties[0].role"}));
  EXPECT_EQ(problems_of(R"({"case": "a", "order": {}, "expect": [], "other": {"why": 1}})"),
            (Strings{"LG0112 expect", "LG0111 other.why"}));
  EXPECT_EQ(problems_of("nope\n{\"case\": \"\xFF\"}\n"), (Strings{"LG0104 ", "LG0102 "}));
}

TEST(CaseFile, KeepsNumbersExact) {
  const auto value = parse_json(R"({"a": 0.1, "b": 4800.000000000000001, "c": 60})");
  const nlohmann::json json = to_json(*value);
  EXPECT_EQ(json["b"], "4800.000000000000001");
  EXPECT_EQ(json["c"], 60);
  EXPECT_TRUE(json["a"].is_number());
}

TEST(CaseFile, ReadsTheShippedCases) {
  int cases = 0;
  for (const char* name : {"boundaries", "core", "law", "unknown"}) {
    const std::string path = std::string("cases/") + name + ".jsonl";
    auto file = CaseFile::open(path, Vocabulary::contract());
    ASSERT_TRUE(file) << path;
    while (const auto line = file->next()) {
      for (const Problem& problem : line->problems) ADD_FAILURE() << render(problem, path, line->line);
      cases += line->value.has_value();
    }
  }
  EXPECT_EQ(cases, 206);
}

}  // namespace
}  // namespace lockgate::wire
