// A book that forgets says what a book says that remembers everything, and numbers what it was told alike.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <set>

#include "desk/book_check.h"
#include "desk/book_difference.h"
#include "desk/flat_table.h"

namespace lockgate::desk {
namespace {

constexpr int kRows = 300;

std::shared_ptr<const Desk> the_desk() {
  static const std::shared_ptr<const Desk> kDesk = [] {
    Diagnostics diagnostics;
    return std::shared_ptr<const Desk>(Desk::open({".", {"rulebook/vocabulary", "rulebook/fictional"}, {}}, diagnostics));
  }();
  return kDesk;
}

// Orders of the invented jurisdiction, some of which cannot be read. Few values, so that much is met again.
std::string random_book() {
  std::mt19937 random(7);
  const auto one_of = [&](std::initializer_list<const char*> words) { return std::string(words.begin()[random() % words.size()]); };
  std::string out = "id,date,movement,origin,destination,item_tpp,item_fr.heat,quantity,unit_price,currency,end_user_country\n";
  for (int row = 0; row < kRows; ++row) {
    out += std::to_string(row) + "," + one_of({"2019-03-01", "2024-06-01", "2025-03-01", "2026-09-01", "2027-02-03", "", "never"}) + ",export,";
    out += one_of({"XA", "XB"}) + "," + one_of({"XB", "XC", "XD", "XE", "Ruritania"}) + "," + one_of({"10", "800", "4000", "9000", ""}) + ",";
    out += one_of({"", "5", "700", "1..900"}) + "," + one_of({"1", "30", ""}) + ",20000,USD," + one_of({"XC", "XB", ""}) + "\n";
  }
  return out;
}

batch::ArrowStream table() {
  static const std::string kPath = [] {
    std::string path = (std::filesystem::temp_directory_path() / ("lockgate-book-" + std::to_string(::getpid()) + ".csv")).string();
    std::ofstream(path) << random_book();
    return path;
  }();
  return std::move(open_flat_table(kPath, *the_desk()).value());
}

// What is said of each row, in words.
template <class Answered>
std::vector<std::string> said(Answered& answered) {
  std::vector<std::string> out;
  while (answered.next().value())
    for (const batch::Answer answer : answered.rows()) {
      out.emplace_back();
      for (std::size_t c = 0; c < answered.answers().columns(); ++c) out.back() += answered.answers().cell(answer, c) + "|";
    }
  return out;
}

const BookLimits kForgetful = {7, 1, {0, 2}};

std::vector<std::string> checked(const BookQuestion& question, const BookLimits& limits) {
  auto check = BookCheck::open(the_desk(), table(), question, nullptr, limits);
  return said(*check.value());
}

TEST(Book, ForgettingChangesNoAnswer) {
  ASSERT_NE(the_desk(), nullptr);
  for (const BookQuestion& question : {BookQuestion{}, BookQuestion{Date::parse("2025-03-01").value(), false, Date::latest()}}) {
    const std::vector<std::string> remembered = checked(question, {});
    ASSERT_EQ(remembered.size(), kRows);
    EXPECT_GT(std::set<std::string>(remembered.begin(), remembered.end()).size(), 5U);
    EXPECT_EQ(remembered, checked(question, kForgetful));
    EXPECT_EQ(remembered, checked(question, {100, 1, {1, 1}}));
  }
}

TEST(Book, ForgettingChangesNoDifference) {
  const auto differences = [](const BookLimits& limits) {
    const BookSide before{the_desk(), {Date::parse("2020-06-01").value(), false, Date::latest()}}, after{the_desk(), {Date::parse("2025-03-01").value(), false, Date::latest()}};
    auto difference = BookDifference::open(before, after, table(), nullptr, limits);
    return said(*difference.value());
  };
  const std::vector<std::string> remembered = differences({});
  ASSERT_EQ(remembered.size(), kRows);
  EXPECT_TRUE(std::any_of(remembered.begin(), remembered.end(), [](const std::string& row) { return !row.starts_with("|"); }));
  EXPECT_EQ(remembered, differences(kForgetful));
}

}  // namespace
}  // namespace lockgate::desk
