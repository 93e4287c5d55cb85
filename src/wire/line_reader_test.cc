#include "wire/line_reader.h"

#include <gtest/gtest.h>
#include <unicode/unistr.h>

#include <fstream>

#include "base/text.h"

namespace lockgate::wire {
namespace {

using Strings = std::vector<std::string>;

TextStream stream_of(std::string bytes) { return TextStream(ByteSource::of(std::move(bytes))); }

std::vector<std::string> lines_of(std::string bytes, std::size_t longest = kLongestLine) {
  LineReader reader(stream_of(std::move(bytes)), longest);
  std::vector<std::string> lines;
  while (const auto line = reader.next()) lines.push_back(line->is_too_long ? "(too long)" : line->text);
  return lines;
}

std::string encode(const char16_t* text, const char* encoding) {
  const icu::UnicodeString unicode(text);
  std::string bytes(static_cast<std::size_t>(unicode.length()) * 4 + 8, '\0');
  bytes.resize(static_cast<std::size_t>(
      unicode.extract(0, unicode.length(), bytes.data(), static_cast<std::uint32_t>(bytes.size()), encoding)));
  return bytes;
}

TEST(LineReader, EndsLinesLikeEveryoneDoes) {
  EXPECT_EQ(lines_of("a\nb\r\n\nc"), (Strings{"a", "b", "", "c"}));
  EXPECT_EQ(lines_of("a\n"), (Strings{"a"}));
  EXPECT_EQ(lines_of(""), Strings{});
  EXPECT_EQ(lines_of("\n"), (Strings{""}));
}

TEST(LineReader, DropsTheByteOrderMark) {
  EXPECT_EQ(lines_of("\xEF\xBB\xBF"
                     "a\nb"),
            (Strings{"a", "b"}));
}

TEST(LineReader, PassesOverALongLine) {
  EXPECT_EQ(lines_of("short\n0123456789A\nagain\n", 10), (Strings{"short", "(too long)", "again"}));
  EXPECT_EQ(lines_of("0123456789\n", 10), (Strings{"0123456789"}));
  LineReader reader(stream_of("first\n" + std::string(100'000'000, 'x') + "\nlast"));
  EXPECT_EQ(reader.next()->text, "first");
  EXPECT_TRUE(reader.next()->is_too_long);
  const auto last = reader.next();
  EXPECT_EQ(last->text, "last");
  EXPECT_EQ(last->number, 3u);
}

TEST(LineReader, JoinsLinesAcrossPieces) {
  const std::string big(700'000, 'y');
  EXPECT_EQ(lines_of(big + "\n" + big), (Strings{big, big}));
}

TEST(LineReader, ReadsUtf16WithAndWithoutMark) {
  const char16_t* text = u"id,item\n1,英伟达 H20\n";
  for (const char* encoding : {"UTF-16LE", "UTF-16BE"}) {
    EXPECT_EQ(lines_of(encode(text, encoding)), (Strings{"id,item", "1,英伟达 H20"})) << encoding;
    EXPECT_EQ(lines_of(encode((u"\uFEFF" + std::u16string(text)).c_str(), encoding)),
              (Strings{"id,item", "1,英伟达 H20"}));
  }
}

TEST(LineReader, ReadsGb18030) {
  const std::string bytes =
      encode(u"订单号,目的国,最终用户\nA-1,CN,示例云计算有限公司\nA-2,CN,腾讯科技（深圳）有限公司\n", "GB18030");
  EXPECT_EQ(lines_of(bytes),
            (Strings{"订单号,目的国,最终用户", "A-1,CN,示例云计算有限公司", "A-2,CN,腾讯科技（深圳）有限公司"}));
  EXPECT_EQ(lines_of(encode(u"id,end_user\n1,华为\n", "GB18030")), (Strings{"id,end_user", "1,华为"}));
}

TEST(LineReader, KeepsCharactersCutByAPiece) {
  std::u16string text = u"id,";
  for (int row = 0; row < 200'000; ++row) text += u"示例有限公司";
  EXPECT_EQ(lines_of(encode(text.c_str(), "GB18030"))[0].size(), 3 + 200'000 * 18u);
  EXPECT_EQ(lines_of(encode(text.c_str(), "UTF-16LE"))[0].size(), 3 + 200'000 * 18u);
}

TEST(Encoding, LeavesOtherBytesAlone) {
  EXPECT_EQ(detect_encoding("id,name\n1,Soci\xE9t\xE9 G\xE9n\xE9rale\n").encoding, Encoding::Utf8);
  EXPECT_TRUE(detect_encoding("id,name\n1,Soci\xE9t\xE9 G\xE9n\xE9rale\n").instead.starts_with("ISO-8859"));
  EXPECT_EQ(detect_encoding("plain").encoding, Encoding::Utf8);
  EXPECT_EQ(detect_encoding("").encoding, Encoding::Utf8);
  EXPECT_EQ(detect_encoding("{\"name\": \"英伟达\"}").instead, "");
  EXPECT_EQ(detect_encoding(std::string("broken \xFF here: 英伟达有限公司 and more text")).encoding, Encoding::Utf8);
}

TEST(ByteSource, SaysWhyAFileCannotBeRead) {
  EXPECT_EQ(ByteSource::open("no/such/file.csv").error().code, "LG0101");
  EXPECT_EQ(ByteSource::open("src").error().code, "LG0101");
}

TEST(ByteSource, KnowsHowFarItIs) {
  const std::string path = testing::TempDir() + "byte_source";
  std::ofstream(path) << std::string(1000, 'x');
  auto source = ByteSource::open(path);
  ASSERT_TRUE(source);
  std::string into(250, '\0');
  EXPECT_EQ(source->read(into), 250u);
  EXPECT_DOUBLE_EQ(source->progress(), 0.25);
}

}  // namespace
}  // namespace lockgate::wire
