#include "base/date.h"

#include <gtest/gtest.h>

namespace lockgate {
namespace {

std::string message(std::string_view text) {
  const Result<Date> date = Date::parse(text);
  return date ? "" : date.error().code + " " + date.error().message;
}

std::string list_message(std::string_view text) {
  const auto spans = Span::parse_list(text);
  return spans ? "" : spans.error().code + " " + spans.error().message;
}

std::string list_text(std::string_view text) {
  std::string out;
  const auto spans = Span::parse_list(text);
  for (const Span& span : spans.value_or(std::vector<Span>{})) out += (out.empty() ? "" : ", ") + span.to_string();
  return out;
}

TEST(Date, CountsDays) {
  EXPECT_EQ(Date::parse("1970-01-01")->days, 0);
  EXPECT_EQ(Date::parse("2000-03-01")->days - Date::parse("2000-02-28")->days, 2);
  EXPECT_EQ(Date::parse("1900-03-01")->days - Date::parse("1900-02-28")->days, 1);
  EXPECT_EQ(Date::parse("2025-12-31")->next(), *Date::parse("2026-01-01"));
  EXPECT_EQ(Date::parse("2024-03-01")->previous().to_string(), "2024-02-29");
}

TEST(Date, IsReadAsItWasWritten) {
  for (std::int32_t days = Date::parse("0000-01-01")->days; days <= Date::parse("9999-12-31")->days; days += 11) ASSERT_EQ(Date::parse(Date{days}.to_string())->days, days);
  EXPECT_EQ(Date::parse("9999-12-31")->to_string(), "9999-12-31");
}

TEST(Date, SaysWhatIsWrong) {
  EXPECT_EQ(message("2026-13-01"), "LG0203 `2026-13-01` is not a date: there is no month `13`");
  EXPECT_EQ(message("2026-00-01"), "LG0203 `2026-00-01` is not a date: there is no month `00`");
  EXPECT_EQ(message("2026-02-30"), "LG0203 `2026-02-30` is not a date: that month has 28 days");
  EXPECT_EQ(message("2024-02-30"), "LG0203 `2024-02-30` is not a date: that month has 29 days");
  EXPECT_EQ(message("2026-04-00"), "LG0203 `2026-04-00` is not a date: that month has 30 days");
  for (const char* text : {"", "2026-1-15", "15/01/2026", "2026-01-15T00:00", " 2026-01-15", "2026.01.15", "20260115",
                           "-026-01-15", "２026-01-1"})
    EXPECT_EQ(message(text), "LG0203 `" + std::string(text) + "` is not a date: expected `YYYY-MM-DD`");
}

TEST(Date, EveryDayReadsBackAndIsOneLater) {
  Date date = *Date::parse("1890-01-01");
  for (const Date end = *Date::parse("2110-01-01"); date < end; date = date.next()) {
    const Result<Date> again = Date::parse(date.to_string());
    ASSERT_TRUE(again) << date.to_string();
    ASSERT_EQ(again->days, date.days);
  }
}

TEST(Span, IsHalfOpen) {
  const Span span{*Date::parse("2025-09-29"), *Date::parse("2025-11-10")};
  EXPECT_FALSE(span.contains(*Date::parse("2025-09-28")));
  EXPECT_TRUE(span.contains(*Date::parse("2025-09-29")));
  EXPECT_TRUE(span.contains(*Date::parse("2025-11-09")));
  EXPECT_FALSE(span.contains(*Date::parse("2025-11-10")));
  EXPECT_FALSE(span.overlaps({span.until, Date::latest()}));
  EXPECT_TRUE(span.overlaps({span.until.previous(), Date::latest()}));
}

TEST(Span, ListsReadBack) {
  for (const char* text : {"[2023-11-17, )", "[, 2026-01-01)", "[, )", "[2025-09-29, 2025-11-10), [2026-11-10, )",
                           "[2024-01-01, 2025-01-01), [2025-01-01, 2026-01-01)"})
    EXPECT_EQ(list_text(text), text);
  EXPECT_EQ(list_text("  [ 2025-09-29 ,2025-11-10 ) ,[2026-11-10,)"), "[2025-09-29, 2025-11-10), [2026-11-10, )");
  EXPECT_TRUE(contains(*Span::parse_list("[2023-11-17, )"), *Date::parse("2030-01-01")));
}

TEST(Span, ListsSayWhatIsWrong) {
  EXPECT_EQ(list_message(""), "LG0204 `` is not a list of spans: expected `[`");
  EXPECT_EQ(list_message("2025-01-01"), "LG0204 `2025-01-01` is not a list of spans: expected `[`");
  EXPECT_EQ(list_message("[2025-01-01, 2025-02-01]"),
            "LG0204 `[2025-01-01, 2025-02-01]` is not a list of spans: expected `)`: a span ends on the day after its "
            "last");
  EXPECT_EQ(list_message("[2025-01-01)"),
            "LG0204 `[2025-01-01)` is not a span: expected two dates with a comma between");
  EXPECT_EQ(list_message("[2025-02-01, 2025-02-01)"),
            "LG0204 `[2025-02-01, 2025-02-01)` is empty: it ends before it begins");
  EXPECT_EQ(list_message("[2025-02-30, )"), "LG0203 `2025-02-30` is not a date: that month has 28 days");
  EXPECT_EQ(list_message("[2025-01-01, ), [2026-01-01, )"),
            "LG0204 `[2026-01-01, )` begins before `[2025-01-01, )` ends");
  EXPECT_EQ(list_message("[2025-01-01, ) [2026-01-01, )"),
            "LG0204 `[2026-01-01, )` is not a list of spans: expected `,` between spans");
  EXPECT_EQ(list_message("[2025-01-01, 2026-01-01),"), "LG0204 `` is not a list of spans: expected `[`");
}

}  // namespace
}  // namespace lockgate
