#include "wire/json_text.h"

#include <gtest/gtest.h>

#include "base/json.h"

namespace lockgate::wire {
namespace {

std::string text_of(std::string_view value) { return JsonText().text(value).take(); }

TEST(JsonText, SeparatesWhatFollows) {
  JsonText out;
  out.open('{').key("a").open('[').close(']').key("b").open('[').text("x").raw("1.50").open('{').close('}').close(']').key("c").raw("null").close('}');
  EXPECT_EQ(out.take(), R"({"a":[],"b":["x",1.50,{}],"c":null})");
}

TEST(JsonText, EscapesWhatJsonAsks) {
  EXPECT_EQ(text_of("plain 芯片"), "\"plain 芯片\"");
  EXPECT_EQ(text_of("a\"b\\c\nd\x01"), R"("a\"b\\c\nd\u0001")");
  EXPECT_EQ(text_of("bad \xff byte"), "\"bad \xef\xbf\xbd byte\"");
}

// Texts are looked through eight bytes at a time: every byte, at every place of such a step, before and behind it.
TEST(JsonText, AgreesWithALibraryOnEveryByteAtEveryPlace) {
  for (std::size_t size = 1; size <= 17; ++size)
    for (std::size_t at = 0; at < size; ++at)
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(size, 'a');
        text[at] = static_cast<char>(byte);
        ASSERT_EQ(text_of(text), nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)) << "byte " << byte << " at " << at << " of " << size;
      }
}

TEST(JsonText, WritesAValueAsItWasRead) {
  constexpr std::string_view kText = R"({"id":"a","tpp":4799.9999999999999999999,"list":[true,null,"\"x\""],"of":{"芯":-1e3}})";
  const auto value = parse_json(kText);
  ASSERT_TRUE(value);
  EXPECT_EQ(to_text(*value), kText);
}

}  // namespace
}  // namespace lockgate::wire
