#include "desk/question_json.h"

#include <gtest/gtest.h>

namespace lockgate::desk {
namespace {

std::string code_of(const std::string& text) {
  auto question = QuestionJson::parse(text);
  if (!question) return question.error().code;
  (void)question->words("chips");
  (void)question->needed_day("on");
  (void)question->number("count", 1, 1, 10);
  const auto read = question->finish();
  return read ? "" : read.error().code;
}

TEST(QuestionJson, ReadsWhatIsAsked) {
  EXPECT_EQ(code_of(R"({"chips": ["H200"], "on": "2026-02-01"})"), "");
  EXPECT_EQ(code_of(R"({"chips": "H200", "on": "2026-02-01", "count": 10})"), "");
}

TEST(QuestionJson, LosesNothing) {
  EXPECT_EQ(code_of(""), "LG0930");
  EXPECT_EQ(code_of("[1]"), "LG0930");
  EXPECT_EQ(code_of(R"({"on": "2026-02-01", "on": "2026-03-01"})"), "LG0108");
  EXPECT_EQ(code_of(R"({"on": "2026-02-01", "chip": "H200"})"), "LG0930");
  EXPECT_EQ(code_of(R"({"on": "2026-02-30"})"), "LG0931");
  EXPECT_EQ(code_of(R"({"chips": ["H200"]})"), "LG0931");
  EXPECT_EQ(code_of(R"({"on": "2026-02-01", "chips": [1]})"), "LG0931");
  EXPECT_EQ(code_of(R"({"on": "2026-02-01", "count": 11})"), "LG0931");
  EXPECT_EQ(code_of(R"({"on": )" + std::string(100, '[') + std::string(100, ']') + "}"), "LG0930");
}

TEST(QuestionJson, NamesTheNearestKey) {
  auto question = QuestionJson::parse(R"({"chip": ["H200"]})");
  (void)question->words("chips");
  EXPECT_EQ(question->finish().error().fix, "did you mean `chips`?");
}

}  // namespace
}  // namespace lockgate::desk
