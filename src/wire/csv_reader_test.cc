#include "wire/csv_reader.h"

#include <gtest/gtest.h>

namespace lockgate::wire {
namespace {

using Strings = std::vector<std::string>;

// Rows as `line:cell|cell` or `line:code`.
std::vector<std::string> rows_of(std::string text, std::size_t longest = kLongestLine) {
  CsvReader reader(TextStream(ByteSource::of(std::move(text))), longest);
  std::vector<std::string> rows;
  while (const auto row = reader.next()) {
    std::string shown = std::to_string(row->line) + ":";
    for (std::size_t cell = 0; cell < row->cells.size(); ++cell) shown += (cell == 0 ? "" : "|") + row->cells[cell];
    rows.push_back(row->problem ? shown + row->problem->code : shown);
  }
  return rows;
}

TEST(CsvReader, ReadsCells) {
  EXPECT_EQ(rows_of("a,b,c\n1, 2 ,\r\n\"x, \"\"y\"\"\",  \" z \",3\n"),
            (Strings{"1:a|b|c", "2:1|2|", "3:x, \"y\"| z |3"}));
}

TEST(CsvReader, KeepsLineBreaksInQuotes) {
  EXPECT_EQ(rows_of("a,b\n1,\"two\nlines\"\n3,4"), (Strings{"1:a|b", "2:1|two\nlines", "4:3|4"}));
  EXPECT_EQ(rows_of("a,b\n1,\"two \"\"q\nx\"\", lines\"\n3,\"\"\n"),
            (Strings{"1:a|b", "2:1|two \"q\nx\", lines", "4:3|"}));
}

TEST(CsvReader, PassesOverEmptyRows) { EXPECT_EQ(rows_of("a,b\n\n,\n \n1,2\n"), (Strings{"1:a|b", "5:1|2"})); }

TEST(CsvReader, FindsTheSeparator) {
  EXPECT_EQ(rows_of("a\tb\n1\t2,5"), (Strings{"1:a|b", "2:1|2,5"}));
  EXPECT_EQ(rows_of("a;b\n1;2,5"), (Strings{"1:a|b", "2:1|2,5"}));
  EXPECT_EQ(rows_of("a,b\nx;y,2"), (Strings{"1:a|b", "2:x;y|2"}));
}

TEST(CsvReader, NamesAStrayMarkAndGoesOn) {
  EXPECT_EQ(rows_of("a,b\n24\" rack,1\n2,3\n"), (Strings{"1:a|b", "2:LG0109", "3:2|3"}));
  EXPECT_EQ(rows_of("a,b\n\"never closed,1\n2,3\n4,5\n"), (Strings{"1:a|b", "2:LG0109", "3:2|3", "4:4|5"}));
  EXPECT_EQ(rows_of("a,b\n\"x\"y,1\n2,3\n"), (Strings{"1:a|b", "2:LG0109", "3:2|3"}));
  std::string long_file = "a,b\n\"open,1\n";
  for (int row = 0; row < 300; ++row) long_file += "1,2\n";
  EXPECT_EQ(rows_of(long_file).size(), 302u);
}

TEST(CsvReader, PassesOverALongLine) {
  EXPECT_EQ(rows_of("a,b\n0123456789ABCDEF,1\n2,3\n", 10), (Strings{"1:a|b", "2:LG0103", "3:2|3"}));
  EXPECT_EQ(rows_of("a,b\n\"01234\n0123456789ABCDEF\",1\n2,3\n", 10),
            (Strings{"1:a|b", "2:LG0109", "3:LG0103", "4:2|3"}));
}

}  // namespace
}  // namespace lockgate::wire
