#include "wire/json_splitter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lockgate::wire {
namespace {

using testing::ElementsAre;

// Pieces as `line:text` or `line:code`.
std::vector<std::string> split_json(std::string text, std::size_t longest = kLongestLine) {
  JsonSplitter splitter(TextStream(ByteSource::of(std::move(text))), longest);
  std::vector<std::string> pieces;
  while (const auto piece = splitter.next())
    pieces.push_back(std::to_string(piece->line) + ":" + (piece->problem ? piece->problem->code : piece->text));
  return pieces;
}

TEST(JsonSplitter, TakesOneObject) {
  EXPECT_THAT(split_json("{\"a\": {\"b\": [1]}}"), ElementsAre("1:{\"a\": {\"b\": [1]}}"));
  EXPECT_THAT(split_json("\n\n {\n}\n"), ElementsAre("3:{\n}"));
}

TEST(JsonSplitter, TakesAListApart) {
  EXPECT_THAT(split_json("[{\"a\": 1},\n {\"a\": \"],}\\\"\"},\n\n{}]\n"),
              ElementsAre("1:{\"a\": 1}", "2:{\"a\": \"],}\\\"\"}", "4:{}"));
  EXPECT_THAT(split_json("[]"), ElementsAre());
  EXPECT_THAT(split_json("[1, {}]"), ElementsAre("1:1", "1:{}"));
}

TEST(JsonSplitter, GoesOnAfterAMissingComma) { EXPECT_THAT(split_json("[{} {}]"), ElementsAre("1:{}", "1:{}")); }

TEST(JsonSplitter, StopsWhereBracketsDoNotPairUp) {
  EXPECT_THAT(split_json("[{},\n{\"a\": 1"), ElementsAre("1:{}", "2:LG0104"));
  EXPECT_THAT(split_json("[{}"), ElementsAre("1:{}", "1:LG0104"));
  EXPECT_THAT(split_json("[{},]"), ElementsAre("1:{}", "1:LG0104"));
  EXPECT_THAT(split_json("[{},"), ElementsAre("1:{}", "1:LG0104"));
  EXPECT_THAT(split_json("{} x"), ElementsAre("1:{}", "1:LG0105"));
  EXPECT_THAT(split_json("[{}] []"), ElementsAre("1:{}", "1:LG0105"));
  EXPECT_THAT(split_json("{\"a\": \"x"), ElementsAre("1:LG0104"));
  EXPECT_THAT(split_json("}"), ElementsAre("1:", "1:LG0105"));
}

TEST(JsonSplitter, PassesOverALongOrder) {
  EXPECT_THAT(split_json("[{\"a\": \"0123456789\"},\n{}]", 10), ElementsAre("1:LG0103", "2:{}"));
}

TEST(JsonSplitter, FindsNothingInNothing) { EXPECT_THAT(split_json(" \n"), ElementsAre()); }

}  // namespace
}  // namespace lockgate::wire
