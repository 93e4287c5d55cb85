// Where a case stands: the clocks of ledger/review.json over dated histories, and what the machine takes of a history.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <sstream>

#include "desk/review_file.h"
#include "ledger/case_course.h"
#include "ledger/machine.h"
#include "ledger/sample.h"

namespace lockgate::ledger {
namespace {

using sample::day;

// A ledger in memory with one case, opened on 2026-03-01 and bound for China.
class Book {
 public:
  Book() {
    const auto review = desk::read_review("ledger/review.json");
    LG_CHECK(review.has_value());
    OpenCase open;
    open.file.id = "C-1";
    open.file.opened = day("2026-03-01");
    open.steps = desk::steps_for(*review, "CN", {});
    EXPECT_EQ(run(open), "done");
  }

  std::string run(const Command& command) {
    Step step = ledger::apply(draft_, command);
    draft_.put(Draft::Changes(std::move(step.changes)));
    return std::string(to_string(step.outcome.code));
  }

  // `2026-03-10 first_action referred BIS`
  std::string record(const std::string& line, const std::string& reference = "") {
    std::istringstream words(line);
    CaseEvent event;
    std::string date;
    words >> date >> event.step >> event.result >> event.by;
    event.owner = "C-1";
    event.date = day(date);
    event.reference = reference;
    return run(RecordEvent{event});
  }

  Course course(const std::string& on) const { return course_of(draft_, "C-1", day(on)); }
  Draft& draft() { return draft_; }

 private:
  EmptyState nothing_;
  Draft draft_{nothing_};
};

std::string clock_text(const StepStanding& standing) {
  if (!standing.clock) return standing.step.id;
  const std::string due = standing.clock->due ? " by " + standing.clock->due->to_string() : "";
  return fmt::format("{}{} ({}){}", standing.step.id, due, standing.clock->days_left, standing.clock->is_stopped ? " stopped" : "");
}

std::string standing_text(const Course& course) { return course.current ? clock_text(*course.current) : "end"; }

const std::vector<std::string> kFiled = {"2026-03-01 intake complete", "2026-03-01 classify classified", "2026-03-01 screen clear", "2026-03-01 determine license_needed",
                                         "2026-03-01 apply filed", "2026-03-02 register registered"};
const std::vector<std::string> kReferred = {"2026-03-10 first_action referred"};
const std::vector<std::string> kDisagreed = {"2026-03-10 first_action referred", "2026-03-20 positions approve State", "2026-03-25 positions deny Defense", "2026-03-25 positions approve Energy"};

struct Scenario {
  const char* name;
  std::vector<std::string> events;  // after kFiled
  const char* on;
  const char* stands;
};

std::vector<std::string> joined(std::vector<std::string> first, const std::vector<std::string>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

const std::vector<Scenario>& scenarios() {
  static const std::vector<std::string> kOc = joined(kDisagreed, {"2026-04-05 oc deny"});
  static const std::vector<std::string> kAcep = joined(kOc, {"2026-04-08 acep_appeal appealed", "2026-04-15 acep approve"});
  static const std::vector<std::string> kEarb = joined(kAcep, {"2026-04-20 earb_appeal appealed", "2026-05-01 earb deny"});
  static const std::vector<Scenario> kAll = {
      {"nine days for the first action", {}, "2026-03-05", "first_action by 2026-03-11 (6)"},
      {"the last day is a day", {}, "2026-03-11", "first_action by 2026-03-11 (0)"},
      {"a late first action is late, not deemed", {}, "2026-03-12", "first_action by 2026-03-11 (-1)"},
      {"thirty days from referral", kReferred, "2026-03-10", "positions by 2026-04-09 (30)"},
      {"one of three is not all", joined(kReferred, {"2026-03-20 positions approve State"}), "2026-04-09", "positions by 2026-04-09 (0)"},
      {"silence is no objection", joined(kReferred, {"2026-03-20 positions approve State"}), "2026-04-10", "commerce_position"},
      {"silence of all is agreement", kReferred, "2026-04-10", "commerce_position"},
      {"one denial against silence is disagreement", joined(kReferred, {"2026-03-20 positions deny State"}), "2026-04-10", "oc by 2026-04-24 (14)"},
      {"disagreement starts fourteen days at once", kDisagreed, "2026-03-25", "oc by 2026-04-08 (14)"},
      {"three denials agree", joined(kReferred, {"2026-03-20 positions deny State", "2026-03-20 positions deny Defense", "2026-03-21 positions deny Energy"}), "2026-03-22", "commerce_position"},
      {"the last word counts", joined(kReferred, {"2026-03-15 positions deny State", "2026-03-20 positions approve State", "2026-03-20 positions approve Defense", "2026-03-20 positions no_objection Energy"}), "2026-03-22", "commerce_position"},
      {"Commerce may differ", joined(kReferred, {"2026-04-10 commerce_position different"}), "2026-04-10", "oc by 2026-04-24 (14)"},
      {"a hold of ten days adds ten", joined(kReferred, {"2026-03-15 hold", "2026-03-25 release"}), "2026-04-10", "positions by 2026-04-19 (9)"},
      {"while it is held nothing comes nearer", joined(kReferred, {"2026-03-15 hold"}), "2026-06-20", "positions (25) stopped"},
      {"two holds add up", joined(kReferred, {"2026-03-15 hold", "2026-03-20 release", "2026-03-22 hold", "2026-03-23 release"}), "2026-04-10", "positions by 2026-04-15 (5)"},
      {"a hold before the step is none of its days", {"2026-03-03 hold", "2026-03-08 release", "2026-03-15 first_action referred"}, "2026-03-15", "positions by 2026-04-14 (30)"},
      {"a hold of the first action", {"2026-03-03 hold", "2026-03-08 release"}, "2026-03-12", "first_action by 2026-03-16 (4)"},
      {"five days to appeal", kOc, "2026-04-10", "acep_appeal by 2026-04-10 (0)"},
      {"no appeal: the committee's decision stands", kOc, "2026-04-11", "decision"},
      {"eleven days for the ACEP", joined(kOc, {"2026-04-08 acep_appeal appealed"}), "2026-04-08", "acep by 2026-04-19 (11)"},
      {"five days to the EARB", kAcep, "2026-04-16", "earb_appeal by 2026-04-20 (4)"},
      {"no appeal: the ACEP's decision stands", kAcep, "2026-04-21", "decision"},
      {"eleven days for the EARB", joined(kAcep, {"2026-04-20 earb_appeal appealed"}), "2026-04-21", "earb by 2026-05-01 (10)"},
      {"five days to the President", kEarb, "2026-05-01", "president_appeal by 2026-05-06 (5)"},
      {"no clock binds the President", joined(kEarb, {"2026-05-06 president_appeal appealed"}), "2026-12-31", "president"},
      {"the whole ladder comes to a decision", joined(kEarb, {"2026-05-06 president_appeal appealed", "2026-05-20 president approve"}), "2026-05-20", "decision"},
      {"returned without action is to be filed anew", {"2026-03-08 first_action returned_without_action"}, "2026-03-09", "apply"},
      {"filed anew, day 0 is a new one", {"2026-03-08 first_action returned_without_action", "2026-03-20 apply filed", "2026-03-21 register registered"}, "2026-03-21", "first_action by 2026-03-30 (9)"},
      {"twenty days to answer an intent to deny", joined(kOc, {"2026-04-20 decision intent_to_deny"}), "2026-04-21", "reply by 2026-05-10 (19)"},
      {"no answer: it goes on to the end", joined(kOc, {"2026-04-20 decision intent_to_deny"}), "2026-05-11", "final"},
      {"a denial ends the case", joined(kOc, {"2026-04-20 decision denied"}), "2026-04-21", "end"},
      {"granted, it is to be entered", joined(kOc, {"2026-04-20 decision granted"}), "2026-04-21", "license"},
  };
  return kAll;
}

TEST(CaseFile, StandsWhereItsClocksPutIt) {
  for (const Scenario& scenario : scenarios()) {
    Book book;
    for (const std::string& event : joined(kFiled, scenario.events)) ASSERT_EQ(book.record(event), "done") << scenario.name << ": " << event;
    EXPECT_EQ(standing_text(book.course(scenario.on)), scenario.stands) << scenario.name;
  }
}

TEST(CaseFile, Day90RunsFromRegistrationAndStopsWithTheClocks) {
  Book book;
  for (const std::string& event : kFiled) book.record(event);
  EXPECT_EQ(clock_text(book.course("2026-03-02").limits.at(0)), "day_90 by 2026-05-31 (90)");
  book.record("2026-03-10 first_action referred");
  book.record("2026-03-15 hold");
  EXPECT_EQ(clock_text(book.course("2026-04-20").limits.at(0)), "day_90 (77) stopped");
  book.record("2026-03-25 release");
  EXPECT_EQ(clock_text(book.course("2026-06-11").limits.at(0)), "day_90 by 2026-06-10 (-1)");
  book.record("2026-04-20 commerce_position same");
  book.record("2026-04-21 decision granted");
  EXPECT_TRUE(book.course("2026-04-22").limits.empty());
}

TEST(CaseFile, AStanceThatComesTooLateIsOnRecordAndCountsAsSilence) {
  Book book;
  for (const std::string& event : joined(kFiled, kReferred)) book.record(event);
  EXPECT_EQ(book.record("2026-04-12 positions deny Defense"), "done");
  const Course course = book.course("2026-04-13");
  EXPECT_EQ(standing_text(course), "commerce_position");
  const Stance& defense = course.past.back().stances.at(1);
  EXPECT_TRUE(defense.is_late);
  EXPECT_EQ(defense.result, "deny");
  EXPECT_TRUE(course.past.back().stances.at(0).is_deemed);
}

TEST(CaseFile, TakesOnlyWhatItWaitsFor) {
  Book book;
  for (const std::string& event : kFiled) book.record(event);
  EXPECT_EQ(book.record("2026-03-03 positions approve State"), "not_its_turn");
  EXPECT_EQ(book.record("2026-03-03 nowhere approve"), "no_such_step");
  EXPECT_EQ(book.record("2026-03-03 first_action approve"), "no_such_result");
  EXPECT_EQ(book.record("2026-03-01 hold"), "before_last_event");
  EXPECT_EQ(book.record("2026-03-03 release"), "not_its_turn");
  EXPECT_EQ(book.record("2026-03-10 first_action referred"), "done");
  EXPECT_EQ(book.record("2026-03-10 first_action referred"), "exists");
  EXPECT_EQ(book.record("2026-03-11 positions approve Commerce"), "not_asked");
  EXPECT_EQ(book.record("2026-03-11 hold"), "done");
  EXPECT_EQ(book.record("2026-03-12 hold"), "exists");
  EXPECT_EQ(book.record("2026-03-12 day_90 late"), "no_such_step");
}

TEST(CaseFile, AClosedCaseTakesNothingMore) {
  Book book;
  EXPECT_EQ(book.record("2026-03-01 intake refused"), "done");
  EXPECT_EQ(book.record("2026-03-02 intake complete"), "case_closed");
  EXPECT_EQ(find<CaseFile>(book.draft(), std::string("C-1"))->state, CaseState::Closed);
}

TEST(CaseFile, RefersOnlyToWhatIsThere) {
  Book book;
  for (const char* event : {"2026-03-01 intake complete", "2026-03-01 classify classified", "2026-03-01 screen clear"}) book.record(event);
  EXPECT_EQ(book.record("2026-03-01 determine license_needed", "0123"), "no_such_determination");
  EXPECT_EQ(book.record("2026-03-01 determine license_needed"), "done");
}

// The license is granted; each other key keeps the goods where they are.
TEST(CaseFile, NothingShipsUntilEveryKeyIsGiven) {
  Book book;
  book.run(sample::license());
  for (const std::string& event : joined(kFiled, {"2026-03-10 first_action granted"})) book.record(event);
  EXPECT_EQ(book.record("2026-03-11 license entered", "L-2"), "no_such_license");
  EXPECT_EQ(book.run(sample::reserve("a", "1")), "done");
  EXPECT_EQ(book.record("2026-03-11 license entered", "L-1"), "done");
  EXPECT_EQ(book.run(sample::reserve("b", "1", "2030-02-02")), "key_not_given");
  EXPECT_EQ(book.run(Settle{"a", day("2030-02-02")}), "key_not_given");
  EXPECT_EQ(book.record("2026-03-12 end_user_statement given"), "done");
  EXPECT_EQ(book.record("2026-03-12 cn_approval asked"), "done");
  EXPECT_EQ(book.run(sample::reserve("c", "1")), "key_not_given");
  EXPECT_EQ(book.record("2026-03-13 cn_approval given"), "done");
  EXPECT_EQ(book.run(sample::reserve("d", "1")), "done");
  EXPECT_EQ(book.record("2026-03-14 cn_approval refused"), "done");
  EXPECT_EQ(book.run(Settle{"d", day("2030-02-02")}), "key_not_given");
}

TEST(Stay, KeepsALineADrawOrACaseUntilItIsLifted) {
  Book book;
  book.run(sample::license());
  EXPECT_EQ(book.run(sample::reserve("a", "1")), "done");
  for (const auto& [kind, subject] : {std::pair{"line", "L-1/1"}, {"draw", "a"}}) {
    EXPECT_EQ(book.run(PutStay{{kind, subject, "law changed", day("2030-01-05")}}), "done");
    EXPECT_EQ(book.run(PutStay{{kind, subject, "law changed", day("2030-01-06")}}), "exists");
    EXPECT_EQ(book.run(Settle{"a", day("2030-02-02")}), "on_stay");
    EXPECT_EQ(book.run(PutStay{{kind, subject, "", day("2030-01-07")}}), "done");
  }
  EXPECT_EQ(book.run(Settle{"a", day("2030-02-02")}), "done");
}

// Whatever is accepted in whatever order: steps are passed in the order of their days, and so are events.
TEST(CaseFile, RandomHistoriesKeepTheirOrder) {
  const std::vector<std::string> words = {"intake complete", "classify classified", "screen clear", "determine license_needed", "apply filed", "register registered", "first_action referred",
                                          "first_action returned_without_action", "positions deny State", "positions approve Defense", "positions approve Energy", "oc deny", "acep_appeal appealed", "acep deny",
                                          "commerce_position same", "decision granted", "hold", "release", "cn_approval given", "license entered"};
  std::uint64_t seed = 20260302;
  const auto roll = [&](std::uint64_t sides) {
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (seed >> 33U) % sides;
  };
  for (int trial = 0; trial < 12; ++trial) {
    Book book;
    Date date = day("2026-03-01");
    for (int i = 0; i < 60; ++i) {
      date.days += static_cast<std::int32_t>(roll(6)) - (roll(8) == 0 ? 3 : 0);
      book.record(date.to_string() + " " + words[roll(words.size())]);
      const Course now = book.course(date.to_string());
      for (std::size_t k = 1; k < now.past.size(); ++k) ASSERT_LE(*now.past[k - 1].done, *now.past[k].done);
    }
    const auto events = events_of(book.draft(), "C-1");
    for (std::size_t k = 1; k < events.size(); ++k) ASSERT_LE(events[k - 1].date, events[k].date);
  }
}

}  // namespace
}  // namespace lockgate::ledger
