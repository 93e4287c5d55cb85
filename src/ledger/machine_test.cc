#include "ledger/machine.h"

#include <gtest/gtest.h>

#include "base/digest.h"
#include "ledger/sample.h"

namespace lockgate::ledger {
namespace {

using namespace sample;

TEST(Machine, CountsWhatIsReservedAndShipped) {
  Book book;
  EXPECT_EQ(book.code(license()), Code::Done);
  EXPECT_EQ(book.code(reserve("a", "4")), Code::Done);
  EXPECT_EQ(book.code(ship("b", "3")), Code::Done);
  const auto line = find<Line>(book.state(), "L-1", std::int64_t{1});
  EXPECT_EQ(line->reserved, number("4"));
  EXPECT_EQ(line->shipped, number("3"));
  EXPECT_EQ(book.perform(ship("c", "4")), (Outcome{Code::OverLicense, "1", "3"}));
  EXPECT_EQ(book.code(Void{"a", day("2030-02-02")}), Code::Done);
  EXPECT_EQ(book.code(ship("c", "7")), Code::Done);
}

TEST(Machine, DoesNothingTwice) {
  Book book;
  book.perform(license());
  EXPECT_EQ(book.code(license()), Code::Exists);
  EXPECT_EQ(book.code(ship("a", "4")), Code::Done);
  EXPECT_EQ(book.code(ship("a", "4", "2030-02-09")), Code::Exists);
  EXPECT_EQ(book.code(ship("a", "5")), Code::KeyReused);
  EXPECT_EQ(book.code(reserve("a", "4")), Code::KeyReused);
  EXPECT_EQ(find<Line>(book.state(), "L-1", std::int64_t{1})->shipped, number("4"));
}

TEST(Machine, SettlesAReservationOnceAndInTime) {
  Book book;
  book.perform(license());
  Reserve wish = reserve("a", "4");
  wish.expires = day("2030-02-10");
  book.perform(wish);
  EXPECT_EQ(book.code(Expire{"a", day("2030-02-10")}), Code::NotDue);
  EXPECT_EQ(book.code(Settle{"a", day("2030-02-11")}), Code::DrawExpired);
  EXPECT_EQ(book.code(Settle{"a", day("2030-02-10")}), Code::Done);
  EXPECT_EQ(book.code(Settle{"a", day("2030-02-10")}), Code::Exists);
  EXPECT_EQ(book.code(Void{"a", day("2030-02-11")}), Code::DrawNotOpen);
}

TEST(Machine, AmendsDownToWhatIsDrawnAndNoFurther) {
  Book book;
  book.perform(license());
  book.perform(ship("a", "6"));
  EXPECT_EQ(book.perform(Amend{"L-1", 1, number("5"), {}, {}}), (Outcome{Code::BelowDrawn, "1", "6"}));
  EXPECT_EQ(book.code(Amend{"L-1", 1, number("6"), {}, {}}), Code::Done);
  EXPECT_EQ(book.code(ship("b", "1")), Code::OverLicense);
}

TEST(Machine, ToleratesValueButNotQuantity) {
  Book book;
  book.perform(license());
  const auto worth = [](Reserve wish, const char* value) {
    wish.value = number(value);
    wish.currency = "USD";
    return wish;
  };
  EXPECT_EQ(book.code(worth(ship("a", "5"), "1100.01")), Code::OverValue);
  EXPECT_EQ(book.code(worth(ship("a", "5"), "1100")), Code::Done);
  EXPECT_EQ(book.code(worth(ship("b", "1"), "0.01")), Code::OverValue);
}

// 1000 cannot be divided by 3 exactly; the shares still add up to the whole.
TEST(Machine, CountsTheShareOfAValueThatCannotBeDivided) {
  Book book;
  AddLicense add = license();
  add.lines[0].granted = number("3");
  add.license.tolerance_percent = number("0");
  book.perform(add);
  for (const char* key : {"a", "b", "c"}) EXPECT_EQ(book.code(ship(key, "1")), Code::Done);
  EXPECT_EQ(find<Draw>(book.state(), "a")->value, std::nullopt);
}

TEST(Machine, AccruesMoneyExactly) {
  Book book;
  AddLicense add = license();
  add.charges = {{"", "tariff", "", number("25")}, {"", "share", "", number("0.125")}};
  book.perform(add);
  book.perform(ship("a", "3"));
  const auto owed = list<Accrual>(book.state(), "draw", "a");
  ASSERT_EQ(owed.size(), 2u);
  EXPECT_EQ(owed[0].amount, number("0.375"));
  EXPECT_EQ(owed[1].amount, number("75"));
  EXPECT_EQ(owed[1].currency, "USD");
}

TEST(Machine, BlocksOnADutyThatIsOverdueExpiredOrRevoked) {
  Book book;
  AddLicense add = license();
  Duty duty;
  duty.id = "report";
  duty.owner = "logistics";
  duty.due = day("2030-02-05");
  add.duties = {duty};
  book.perform(add);
  EXPECT_EQ(book.code(ship("a", "1", "2030-02-05")), Code::Done);
  EXPECT_EQ(book.perform(ship("b", "1", "2030-02-06")), (Outcome{Code::DutyOverdue, "report", ""}));
  book.perform(MeetDuty{"L-1", "report", "sha256:1", day("2030-02-20"), day("2030-02-06")});
  EXPECT_EQ(book.code(ship("b", "1", "2030-02-20")), Code::Done);
  EXPECT_EQ(book.code(ship("c", "1", "2030-02-21")), Code::DutyOverdue);
  book.perform(RevokeDuty{"L-1", "report"});
  EXPECT_EQ(book.code(ship("c", "1", "2030-02-07")), Code::DutyRevoked);
}

TEST(Machine, FreezesWhatReliesOnALaboratoryForGood) {
  Book book;
  AddLicense add = license();
  add.license.needs_laboratory = true;
  book.perform(add);
  EXPECT_EQ(book.code(reserve("a", "1")), Code::LaboratoryNotStated);
  add.license.number = "L-2";
  add.parties.push_back({"", "laboratory", "Lab", "XB"});
  book.perform(add);
  Reserve wish = reserve("a", "1");
  wish.license = "L-2";
  EXPECT_EQ(book.code(wish), Code::NoSuchLaboratory);
  book.perform(Accredit{"Lab", day("2030-01-01")});
  EXPECT_EQ(book.code(wish), Code::Done);
  book.perform(RevokeLaboratory{"Lab", day("2030-02-02")});
  EXPECT_EQ(book.code(Settle{"a", day("2030-02-03")}), Code::LaboratoryRevoked);
  book.perform(Accredit{"Lab", day("2030-02-04")});
  EXPECT_EQ(book.code(Settle{"a", day("2030-02-05")}), Code::LaboratoryRevoked);
  wish.key = "b";
  EXPECT_EQ(book.code(wish), Code::Done);
}

TEST(Machine, KeepsARunningRatio) {
  Book book;
  AddLicense add = license();
  Cap cap;
  cap.id = "half";
  cap.kind = CapKind::Ratio;
  cap.measure = Measure::Tpp;
  cap.percent = number("50");
  cap.of = "XA XC";
  cap.to = "XB";
  add.caps = {cap};
  book.perform(add);
  EXPECT_EQ(book.perform(reserve("a", "1")), (Outcome{Code::OverCap, "half", "0"}));
  EXPECT_EQ(book.code(Supply{"s", "engine", "XB", number("6"), number("100"), day("2030-01-05")}), Code::Done);
  EXPECT_EQ(book.code(Supply{"t", "other", "XB", number("60"), number("100"), day("2030-01-05")}), Code::Done);
  EXPECT_EQ(book.code(reserve("a", "2")), Code::Done);
  EXPECT_EQ(book.perform(ship("b", "2")), (Outcome{Code::OverCap, "half", "100"}));
  EXPECT_EQ(book.code(ship("b", "1")), Code::Done);
  EXPECT_EQ(book.code(Settle{"a", day("2030-02-01")}), Code::Done);
}

TEST(Machine, CountsCapsByPartyAndCalendarYearOverAllLicenses) {
  Book book;
  AddLicense add = license();
  add.license.valid_until = day("2031-12-31");
  Cap cap;
  cap.id = "year";
  cap.per = "ultimate_consignee";
  cap.limit = number("5");
  cap.is_yearly = true;
  add.caps = {cap};
  book.perform(add);
  add.license.number = "L-2";
  book.perform(add);
  Reserve other = ship("a", "3");
  other.license = "L-2";
  EXPECT_EQ(book.code(other), Code::Done);
  EXPECT_EQ(book.perform(ship("b", "3")), (Outcome{Code::OverCap, "year", "2"}));
  EXPECT_EQ(book.code(ship("b", "3", "2031-01-01")), Code::Done);
  EXPECT_EQ(book.code(reserve("c", "2", "2030-12-31")), Code::Done);
  EXPECT_EQ(book.code(Settle{"c", day("2031-01-02")}), Code::Done);  // counts where it ships
  EXPECT_EQ(book.code(ship("d", "1", "2031-01-03")), Code::OverCap);
  EXPECT_EQ(book.code(ship("d", "1", "2030-12-31")), Code::Done);
}

TEST(Machine, DoesNotGuessTpp) {
  Book book;
  AddLicense add = license();
  add.lines[0].tpp.reset();
  book.perform(add);
  EXPECT_EQ(book.code(ship("a", "1")), Code::Done);
  add.license.number = "L-2";
  add.lines[0].tpp = number("100");
  Cap cap;
  cap.id = "tpp";
  cap.measure = Measure::Tpp;
  cap.per = "purchaser";
  cap.limit = number("100000");
  add.caps = {cap};
  book.perform(add);
  Reserve wish = ship("b", "1");
  wish.license = "L-2";
  EXPECT_EQ(book.code(wish), Code::TppUnknown);  // one piece of the same buyer is not known
}

TEST(Machine, KeepsRecordsFromTheLatestEvent) {
  Book book;
  book.perform(license());
  book.perform(ship("a", "1", "2030-02-01"));
  const auto until = [&] { return retained_until(*find<License>(book.state(), "L-1"), *find<Draw>(book.state(), "a")); };
  EXPECT_EQ(until(), day("2035-02-01"));
  book.perform(Note{"a", "reexport", day("2032-02-29")});
  EXPECT_EQ(until(), day("2037-03-01"));
  book.perform(Note{"a", "delivery", day("2030-03-01")});
  EXPECT_EQ(until(), day("2037-03-01"));
  book.perform(Hold{"L-1", true});
  EXPECT_EQ(until(), std::nullopt);
}

// A wish with everything wrong, mended one thing at a time: the answers come in the order of the codes.
TEST(Machine, AnswersInTheOrderOfTheCodes) {
  Book book;
  AddLicense add = license();
  add.license.needs_laboratory = true;
  Cap cap;
  cap.id = "cap";
  cap.per = "end_user";
  cap.limit = number("1");
  cap.measure = Measure::Tpp;
  add.caps = {cap};
  add.parties.push_back({"", "end_user", "One", "XA"});
  add.parties.push_back({"", "end_user", "Two", "XA"});
  add.parties.push_back({"", "laboratory", "Lab", "XB"});
  Duty revoked, overdue;
  revoked.id = "z";
  overdue.id = "a";
  overdue.due = day("2030-01-01");
  add.duties = {overdue, revoked};
  add.lines[0].tpp.reset();
  book.perform(license("L-0"));
  Reserve taken = ship("taken", "1");
  taken.license = "L-0";
  book.perform(taken);
  book.perform(add);
  book.perform(RevokeDuty{"L-1", "z"});

  std::vector<Code> codes;
  Reserve wish = ship("taken", "0", "2029-01-01");
  wish.license = "L-9";
  wish.line = 9;
  wish.currency = "EUR";
  const auto next = [&] { codes.push_back(book.code(wish)); };
  next();
  wish.key = "new", next();
  wish.quantity = number("11"), next();
  wish.license = "L-1", next();
  wish.line = 1, next();
  wish.date = day("2031-01-01"), next();
  wish.date = day("2030-02-01"), next();
  wish.end_user = "Three", next();
  wish.end_user = "One", next();
  book.perform(MeetDuty{"L-1", "z", "e", {}, wish.date}), next();
  book.perform(MeetDuty{"L-1", "a", "e", {}, wish.date}), next();
  book.perform(Accredit{"Lab", wish.date}), book.perform(RevokeLaboratory{"Lab", wish.date}), next();
  book.perform(Accredit{"Lab", wish.date}), next();
  wish.quantity = number("10"), wish.value = number("1101"), next();
  wish.currency = "USD", next();
  wish.value = number("1100"), next();
  const std::vector<Code> expected = {Code::KeyReused,        Code::NotPositive,    Code::NoSuchLicense,     Code::NoSuchLine,
                                      Code::NotYetValid,      Code::LicenseExpired, Code::PartyNotStated,    Code::PartyNotLicensed,
                                      Code::DutyRevoked,      Code::DutyOverdue,    Code::NoSuchLaboratory,  Code::LaboratoryRevoked,
                                      Code::OverLicense,      Code::CurrencyDiffers, Code::OverValue,        Code::TppUnknown};
  EXPECT_EQ(codes, expected);
  EXPECT_TRUE(std::is_sorted(codes.begin(), codes.end()));
}

TEST(Publications, TakeTwoPersonsAndTheNextNumber) {
  Book book;
  EXPECT_EQ(book.code(publish(1, "ann", "ann")), Code::OneHand);
  EXPECT_EQ(book.code(publish(1, "", "bob")), Code::OneHand);
  EXPECT_EQ(book.code(publish(1, "ann", "")), Code::OneHand);
  EXPECT_EQ(book.code(publish(1, "ann", "bob")), Code::Done);
  EXPECT_EQ(book.code(publish(1, "ann", "bob")), Code::Exists);
  EXPECT_EQ(book.code(publish(1, "bob", "ann")), Code::AlreadyExists);
}

TEST(Publications, TheLastOfEachOverlayStands) {
  Book book;
  for (const auto& [number, overlay, text] : {std::tuple{1, "b", "one"}, {2, "a", "two"}, {3, "b", "three"}, {4, "c", "four"}, {5, "c", ""}}) {
    Publish command = publish(number, "ann", "bob");
    command.publication.overlay = overlay;
    command.publication.text = text;
    EXPECT_EQ(book.code(command), Code::Done);
  }
  std::vector<std::string> texts;
  for (const Publication& one : standing(publications(book.state()))) texts.push_back(one.overlay + " " + one.text);
  EXPECT_EQ(texts, (std::vector<std::string>{"a two", "b three"}));
}

TEST(Cases, NothingShipsOfAnOrderOnHold) {
  Book book;
  Seal seal;
  seal.sealed.id = "0123456789abcdef";
  seal.sealed.order = "S-1";
  seal.sealed.digest = sha256("");
  EXPECT_EQ(book.code(seal), Code::Done);
  EXPECT_EQ(book.code(license()), Code::Done);
  CaseStep decision;
  decision.id = "decision";
  decision.results = "granted=";
  EXPECT_EQ(book.code(OpenCase{{"C-1", CaseState::Open, seal.sealed.id, "L-1", day("2030-01-01"), ""}, {decision}}), Code::Done);
  EXPECT_EQ(book.code(PutStay{{"order", "S-2", "another order", day("2030-01-02")}}), Code::Done);
  EXPECT_EQ(book.code(ship("a", "1")), Code::Done);
  EXPECT_EQ(book.code(PutStay{{"order", "S-1", "the rule of January", day("2030-01-02")}}), Code::Done);
  EXPECT_EQ(book.code(ship("b", "1")), Code::OnStay);
  EXPECT_EQ(book.code(PutStay{{"order", "S-1", "", day("2030-01-03")}}), Code::Done);
  EXPECT_EQ(book.code(ship("b", "1")), Code::Done);
}

}  // namespace
}  // namespace lockgate::ledger
