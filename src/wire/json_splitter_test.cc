#include "wire/json_splitter.h"

#include <gtest/gtest.h>

namespace lockgate::wire {
namespace {

using Strings = std::vector<std::string>;

// Pieces as `line:text` or `line:code`.
std::vector<std::string> split_json(std::string text, std::size_t longest = kLongestLine) {
  JsonSplitter splitter(TextStream(ByteSource::of(std::move(text))), longest);
  std::vector<std::string> pieces;
  while (const auto piece = splitter.next())
    pieces.push_back(std::to_string(piece->line) + ":" + (piece->problem ? piece->problem->code : piece->text));
  return pieces;
}

TEST(JsonSplitter, TakesOneObject) {
  EXPECT_EQ(split_json("{\"a\": {\"b\": [1]}}"), (Strings{"1:{\"a\": {\"b\": [1]}}"}));
  EXPECT_EQ(split_json("\n\n {\n}\n"), (Strings{"3:{\n}"}));
}

TEST(JsonSplitter, TakesAListApart) {
  EXPECT_EQ(split_json("[{\"a\": 1},\n {\"a\": \"],}\\\"\"},\n\n{}]\n"),
            (Strings{"1:{\"a\": 1}", "2:{\"a\": \"],}\\\"\"}", "4:{}"}));
  EXPECT_EQ(split_json("[]"), Strings{});
  EXPECT_EQ(split_json("[1, {}]"), (Strings{"1:1", "1:{}"}));
}

TEST(JsonSplitter, GoesOnAfterAMissingComma) { EXPECT_EQ(split_json("[{} {}]"), (Strings{"1:{}", "1:{}"})); }

TEST(JsonSplitter, StopsWhereBracketsDoNotPairUp) {
  EXPECT_EQ(split_json("[{},\n{\"a\": 1"), (Strings{"1:{}", "2:LG0104"}));
  EXPECT_EQ(split_json("[{}"), (Strings{"1:{}", "1:LG0104"}));
  EXPECT_EQ(split_json("[{},]"), (Strings{"1:{}", "1:LG0104"}));
  EXPECT_EQ(split_json("[{},"), (Strings{"1:{}", "1:LG0104"}));
  EXPECT_EQ(split_json("{} x"), (Strings{"1:{}", "1:LG0105"}));
  EXPECT_EQ(split_json("[{}] []"), (Strings{"1:{}", "1:LG0105"}));
  EXPECT_EQ(split_json("{\"a\": \"x"), (Strings{"1:LG0104"}));
  EXPECT_EQ(split_json("}"), (Strings{"1:", "1:LG0105"}));
}

TEST(JsonSplitter, PassesOverALongOrder) {
  EXPECT_EQ(split_json("[{\"a\": \"0123456789\"},\n{}]", 10), (Strings{"1:LG0103", "2:{}"}));
}

TEST(JsonSplitter, FindsNothingInNothing) { EXPECT_EQ(split_json(" \n"), Strings{}); }

}  // namespace
}  // namespace lockgate::wire
