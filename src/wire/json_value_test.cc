#include "wire/json_value.h"

#include <gtest/gtest.h>

namespace lockgate::wire {
namespace {

bool says(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

std::string code_of(std::string_view text) {
  const auto value = parse_json(text);
  return value ? "" : value.error().code;
}

std::string message_of(std::string_view text) {
  const auto value = parse_json(text);
  return value ? "" : value.error().message;
}

TEST(ParseJson, KeepsTheDigitsOfNumbers) {
  const auto value = parse_json(R"({"a": 4800.000000000000001, "b": 1e26, "c": -0.50 , "d":[7]})");
  ASSERT_TRUE(value);
  EXPECT_EQ(value->member("a")->text, "4800.000000000000001");
  EXPECT_EQ(value->member("b")->text, "1e26");
  EXPECT_EQ(value->member("c")->text, "-0.50");
  EXPECT_EQ(value->member("d")->items[0].text, "7");
}

TEST(ParseJson, ReadsEveryKind) {
  const auto value = parse_json(R"({"t": true, "f": false, "n": null, "s": "a\u00e9\n", "o": {}, "l": []})");
  ASSERT_TRUE(value);
  EXPECT_TRUE(value->member("t")->truth);
  EXPECT_FALSE(value->member("f")->truth);
  EXPECT_TRUE(value->member("n")->is_null());
  EXPECT_EQ(value->member("s")->text, "aé\n");
  EXPECT_TRUE(value->member("o")->is_object());
  EXPECT_TRUE(value->member("l")->is_array());
  EXPECT_EQ(value->member("x"), nullptr);
}

TEST(ParseJson, KeepsBothOfTwoEqualKeys) {
  const auto value = parse_json(R"({"a": 1, "a": 2})");
  ASSERT_TRUE(value);
  ASSERT_EQ(value->members.size(), 2u);
  EXPECT_EQ(value->members[1].value.text, "2");
}

TEST(ParseJson, RefusesWhatIsNotJson) {
  for (const char* text : {"",
                           " ",
                           "{",
                           "[1, 2",
                           R"({"a" 1})",
                           R"({"a": 1,})",
                           R"({"a": 1 "b": 2})",
                           "{'a': 1}",
                           R"({"a": tru})",
                           R"({"a": nul})",
                           R"({"a": 007})",
                           R"({"a": +1})",
                           R"({"a": .5})",
                           R"({"a": 1.})",
                           R"({"a": 1,500})",
                           R"({"a": NaN})",
                           R"({"a": "x)",
                           "{\"a\": \"x\ny\"}",
                           R"({"a": "\ud800"})",
                           R"({"a": "\q"})",
                           "nope",
                           "7",
                           "\"x\"",
                           "true",
                           "null",
                           R"({"a": 0x10})",
                           R"({a: 1})"})
    EXPECT_EQ(code_of(text), "LG0104") << text;
}

TEST(ParseJson, RefusesWhatFollows) {
  EXPECT_EQ(code_of(R"({"a": 1} x)"), "LG0105");
  EXPECT_EQ(code_of(R"({"a": 1}{"b": 2})"), "LG0105");
}

TEST(ParseJson, NamesThePlace) {
  EXPECT_TRUE(says(message_of("{\"é\": 1,\n  \"b\": tru}"), "line 2"));
  EXPECT_TRUE(says(parse_json("{]", 40).error().message, "line 40, column 2"));
}

TEST(ParseJson, StopsAtALimitOfDepth) {
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']');
  };
  EXPECT_EQ(code_of(nested(kDeepestJson)), "");
  EXPECT_EQ(code_of(nested(kDeepestJson + 1)), "LG0106");
  EXPECT_EQ(code_of(nested(100000)), "LG0106");
}

}  // namespace
}  // namespace lockgate::wire
