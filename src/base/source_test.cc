#include "base/source.h"

#include <gtest/gtest.h>

namespace lockgate {
namespace {

SourcePtr file(std::string text) { return std::make_shared<Source>("rulebook/a.md", std::move(text)); }

// Where `words` stand in the source.
Place place_of(const Source& source, std::string_view words) {
  const auto begin = static_cast<std::uint32_t>(source.text().find(words));
  return {begin, begin + static_cast<std::uint32_t>(words.size())};
}

std::string render_one(const std::string& text, std::string_view words) {
  const SourcePtr source = file(text);
  Diagnostics list;
  list.error("LG1", "message", source, place_of(*source, words));
  return render(list.list().front());
}

TEST(Source, FindsLinesAndColumns) {
  const Source source("x", "ab\n华c\r\n\nd");
  const auto at = [&](std::uint32_t byte) {
    const auto [line, column] = source.position(byte);
    return std::to_string(line) + ":" + std::to_string(column);
  };
  EXPECT_EQ(at(0), "1:1");
  EXPECT_EQ(at(2), "1:3");
  EXPECT_EQ(at(3), "2:1");
  EXPECT_EQ(at(6), "2:2");  // a column is a code point
  EXPECT_EQ(at(9), "3:1");
  EXPECT_EQ(at(10), "4:1");
  EXPECT_EQ(at(11), "4:2");
  EXPECT_EQ(at(999), "4:2");
  EXPECT_EQ(source.line(2), "华c");
  EXPECT_EQ(source.line(3), "");
  EXPECT_EQ(source.line(4), "d");
}

TEST(Render, PointsAtThePlace) {
  std::string text;
  for (int i = 1; i < 41; ++i) text += "\n";
  const SourcePtr source = file(text + "when     item.tpp >= 4800\n");
  Diagnostic diagnostic;
  diagnostic.code = "LG1301";
  diagnostic.message = "two rules conclude different values together";
  diagnostic.source = source;
  diagnostic.place = place_of(*source, "item.tpp >= 4800");
  diagnostic.notes = {"first line\nsecond line"};
  diagnostic.help = "say which goes first";
  EXPECT_EQ(render(diagnostic),
            "error[LG1301]: two rules conclude different values together\n"
            "  --> rulebook/a.md:41:10\n"
            "   |\n"
            "41 | when     item.tpp >= 4800\n"
            "   |          ^^^^^^^^^^^^^^^^\n"
            "   = note: first line\n"
            "           second line\n"
            "   = help: say which goes first\n");
}

TEST(Render, CaretsStandUnderTabsAndWideCharacters) {
  EXPECT_EQ(render_one("\tx bad", "bad"),
            "error[LG1]: message\n --> rulebook/a.md:1:4\n  |\n1 |     x bad\n  |       ^^^\n");
  EXPECT_EQ(render_one("华为 bad", "bad"),
            "error[LG1]: message\n --> rulebook/a.md:1:4\n  |\n1 | 华为 bad\n  |      ^^^\n");
  EXPECT_EQ(render_one("x 华为", "华为"), "error[LG1]: message\n --> rulebook/a.md:1:3\n  |\n1 | x 华为\n  |   ^^^^\n");
  EXPECT_EQ(render_one("e\u0301 bad\x1b[0m", "bad"),
            "error[LG1]: message\n --> rulebook/a.md:1:4\n  |\n1 | e\u0301 bad\uFFFD[0m\n  |   ^^^\n");
}

TEST(Render, AnEmptyPlaceAndTheEndOfTheFileHaveACaret) {
  EXPECT_EQ(render_one("ab", ""), "error[LG1]: message\n --> rulebook/a.md:1:1\n  |\n1 | ab\n  | ^\n");
  Diagnostics list;
  list.error("LG1", "message", file("ab\n"), {3, 9});
  EXPECT_EQ(render(list.list().front()), "error[LG1]: message\n --> rulebook/a.md:2:1\n  |\n2 | \n  | ^\n");
}

TEST(Render, SeveralLinesAreMarkedToTheEndOfTheFirst) {
  EXPECT_EQ(render_one("one two\nthree", "two\nthree"),
            "error[LG1]: message\n --> rulebook/a.md:1:5\n  |\n1 | one two\n  |     ^^^\n");
}

TEST(Render, RelatedPlacesLineUp) {
  const SourcePtr source = file("\n\n\n\n\n\n\n\n\nrule a\nrule b\n");
  Diagnostics list;
  Diagnostic& found = list.warning("", "twice", source, place_of(*source, "rule b"));
  found.related = {{"first here", file("rule a\n"), {0, 4}}, {"no place", nullptr, {}}};
  EXPECT_EQ(render(found),
            "warning: twice\n"
            "  --> rulebook/a.md:11:1\n"
            "   |\n"
            "11 | rule b\n"
            "   | ^^^^^^\n"
            "note: first here\n"
            "  --> rulebook/a.md:1:1\n"
            "   |\n"
            " 1 | rule a\n"
            "   | ^^^^\n"
            "note: no place\n");
}

TEST(Render, ColourOnlyAddsEscapes) {
  const SourcePtr source = file("one two");
  Diagnostics list;
  Diagnostic& found = list.error("LG1", "message", source, place_of(*source, "two"));
  found.help = "mend it";
  std::string plain;
  const std::string coloured = render(found, true);
  for (std::size_t i = 0; i < coloured.size(); ++i) {
    if (coloured[i] == '\x1b')
      i = coloured.find('m', i);
    else
      plain += coloured[i];
  }
  EXPECT_NE(coloured, plain);
  EXPECT_EQ(plain, render(found));
}

TEST(Diagnostics, OnlyErrorsAreErrors) {
  Diagnostics list, other;
  EXPECT_TRUE(list.empty());
  list.warning("LG2", "careful");
  EXPECT_FALSE(list.has_errors());
  other.error("LG1", "wrong");
  list.append(other);
  EXPECT_TRUE(list.has_errors());
  ASSERT_EQ(list.list().size(), 2U);
  EXPECT_EQ(render(list.list()[1]), "error[LG1]: wrong\n");
}

}  // namespace
}  // namespace lockgate
