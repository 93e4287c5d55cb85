// Answers as bytes, which may come from all columns at once, are the answers that come from one column after the other.
#include "batch/evaluator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace lockgate::batch {
namespace {

constexpr std::size_t kLines = 4000;  // enough for every combination to be there
const std::vector<std::int64_t> kCuts = {0, 10, 500'000}, kDays = {19'000, 19'500};

// A book of a number, a flag, a place and a day, and what its lines are answered: something of its own for each combination of kinds.
class Book {
 public:
  explicit Book(std::int32_t least) {
    std::mt19937 random(7);
    for (auto& byte : valid_) byte = static_cast<std::uint8_t>(random());
    for (auto& byte : bits_) byte = static_cast<std::uint8_t>(random());
    for (std::size_t i = 0; i < kLines; ++i) {
      numbers_[i] = random() % 2 == 0 ? static_cast<std::int32_t>(random() % 20) : static_cast<std::int32_t>(499'999 + random() % 2);
      ids_[i] = static_cast<std::uint8_t>(random() % 3), days_[i] = static_cast<std::int32_t>(18'900 + random() % 700);
    }
    numbers_[kLines / 2] = least;
    for (const char* place : {"DE", "FR", "JP"}) place_.append(part_of(place));
    number_.look_at({numbers_.data(), valid_.data()}), flag_.look_at(bits_.data(), valid_.data()), place_.look_at({ids_.data(), nullptr}), day_.look_at({days_.data(), nullptr});
  }

  std::vector<Dimension*> dimensions() { return {&number_, &flag_, &place_, &day_}; }

  static Answer decide(const trade::Order& order) {
    const auto reached = [](const std::vector<std::int64_t>& cuts, std::int64_t value) { return static_cast<Answer>(std::count_if(cuts.begin(), cuts.end(), [&](std::int64_t cut) { return value >= cut; })); };
    Answer out = reached(kDays, order.date->days) + 3 * (order.destination == "FR" ? 1 : order.destination == "JP" ? 2 : 0);
    for (const trade::Given& fact : order.facts) {
      if (const bool* flag = std::get_if<bool>(&fact.value)) out += *flag ? 9 : 18;
      if (const auto* number = std::get_if<Range>(&fact.value)) out += 27 * (1 + reached(kCuts, static_cast<std::int64_t>(number->min.mantissa())));
    }
    return out;
  }

 private:
  static trade::Order part_of(const std::string& place) {
    trade::Order out;
    out.destination = place;
    return out;
  }
  static void write_number(std::int64_t number, trade::Order& order) { order.facts.push_back({"number", Range{Decimal::of(number), Decimal::of(number)}}); }

  std::vector<std::int32_t> numbers_ = std::vector<std::int32_t>(kLines), days_ = std::vector<std::int32_t>(kLines);
  std::vector<std::uint8_t> ids_ = std::vector<std::uint8_t>(kLines), bits_ = std::vector<std::uint8_t>(kLines / 8), valid_ = std::vector<std::uint8_t>(kLines / 8);
  NumberDimension<std::int32_t> number_{kCuts, write_number}, day_{kDays, [](std::int64_t day, trade::Order& order) { order.date = Date{static_cast<std::int32_t>(day)}; }};
  FlagDimension flag_{[](bool flag, trade::Order& order) { order.facts.push_back({"flag", flag}); }};
  EntryDimension<std::uint8_t> place_{[](const trade::Order& part) { return part.destination; }};
};

TEST(Evaluator, AnswersInBytesAsInNumbers) {
  for (const std::int32_t least : {0, -1})  // a number below 0 is a kind of its own, and none of those that are read at once
    for (const Kernels* kernels : kernels_here()) {
      Book book(least);
      Evaluator evaluator(book.dimensions(), Book::decide, *kernels);
      std::vector<std::uint8_t> first(kLines), again(kLines);
      std::vector<Answer> wanted(kLines);
      Evaluator(book.dimensions(), Book::decide, *kernels_here().front()).answer(kLines, wanted.data());
      evaluator.answer_bytes(kLines, first.data());
      const std::uint64_t decided = evaluator.decided();
      evaluator.answer_bytes(kLines, again.data());
      for (std::size_t i = 0; i < kLines; ++i) ASSERT_TRUE(first[i] == wanted[i] && again[i] == wanted[i]) << kernels->name << ", line " << i << ": " << int{first[i]} << ", " << int{again[i]} << ", not " << wanted[i];
      EXPECT_EQ(evaluator.decided(), decided);
    }
}

// The same once all cells are decided: of a book of 1,000 lines cells that only the others are in, and none twice.
TEST(Evaluator, DecidesAllCellsThereCanBe) {
  for (const std::int32_t least : {0, -1}) {
    Book book(least);
    Evaluator evaluator(book.dimensions(), Book::decide);
    std::vector<std::uint8_t> bytes(kLines);
    std::vector<Answer> wanted(kLines);
    Evaluator(book.dimensions(), Book::decide, *kernels_here().front()).answer(kLines, wanted.data());
    evaluator.answer_bytes(kLines / 4, bytes.data());
    EXPECT_EQ(evaluator.decide_all(), best_kernels().walk8 != nullptr);
    const std::uint64_t decided = evaluator.decided();
    evaluator.answer_bytes(kLines, bytes.data());
    for (std::size_t i = 0; i < kLines; ++i) ASSERT_EQ(bytes[i], wanted[i]) << "line " << i;
    if (best_kernels().walk8 != nullptr && least == 0) {
      EXPECT_EQ(evaluator.decided(), decided);
      EXPECT_EQ(decided, 4U * 3 * 3 * 3);  // numbers from 0 on and those missing, flags, places, days
    }
  }
}

// Cells that are alike are decided once, and what a caller calls alike is all that is shared.
TEST(Evaluator, DecidesOneOfThoseThatAreAlike) {
  Book book(0);
  const auto place_alone = [](const std::vector<std::uint32_t>& kinds) { return std::vector<std::uint32_t>{0, 0, kinds[2], 0}; };
  Evaluator evaluator(book.dimensions(), [](const trade::Order& order) { return static_cast<Answer>(order.destination[0]); }, best_kernels(), {}, place_alone);
  std::vector<Answer> found(kLines), wanted(kLines);
  evaluator.answer(kLines, found.data());
  Evaluator(book.dimensions(), [](const trade::Order& order) { return static_cast<Answer>(order.destination[0]); }).answer(kLines, wanted.data());
  EXPECT_EQ(found, wanted);
  EXPECT_EQ(evaluator.decided(), 3U);
}

}  // namespace
}  // namespace lockgate::batch
