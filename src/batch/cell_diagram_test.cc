// A diagram says of every cell what the table says that it was made from.
#include "batch/cell_diagram.h"

#include <gtest/gtest.h>

#include <random>

namespace lockgate::batch {
namespace {

constexpr std::uint32_t kUpperHalf = 2;

std::uint8_t answer_of(const CellDiagram& diagram, const std::vector<std::uint32_t>& digits) {
  std::size_t place = 0;
  for (const CellDiagram::Step& step : diagram.steps()) place = step.next[place + digits[step.column]];
  return static_cast<std::uint8_t>(place);
}

std::vector<std::uint32_t> digits_of(std::size_t code, const std::vector<std::uint32_t>& radices) {
  std::vector<std::uint32_t> out;
  for (const std::uint32_t radix : radices) out.push_back(static_cast<std::uint32_t>(code % radix)), code /= radix;
  return out;
}

void expect_same(const std::vector<std::uint32_t>& radices, const std::string& answers) {
  const auto diagram = CellDiagram::of(radices, answers);
  ASSERT_TRUE(diagram.has_value());
  EXPECT_EQ(diagram->steps().size(), radices.size());
  for (std::size_t code = 0; code < answers.size(); ++code) ASSERT_EQ(answer_of(*diagram, digits_of(code, radices)), static_cast<std::uint8_t>(answers[code])) << "code " << code;
}

TEST(CellDiagram, SaysWhatTheTableSays) {
  std::mt19937 random(3);
  for (const std::vector<std::uint32_t>& radices : {std::vector<std::uint32_t>{5}, {2, 3}, {3, 1, 4, 2}, {2, 2, 2, 2, 2, 2}}) {
    std::size_t codes = 1;
    for (const std::uint32_t radix : radices) codes *= radix;
    std::string answers(codes, 0);
    for (char& answer : answers) answer = static_cast<char>(random() % 256);
    expect_same(radices, answers);
  }
}

// Cells that come to one number by what their digits have in common: 100,000 of them stand at few places.
TEST(CellDiagram, KeepsWhatMattersOnly) {
  const std::vector<std::uint32_t> radices(5, 10);
  std::string answers(100'000, 0);
  for (std::size_t code = 0; code < answers.size(); ++code) {
    std::uint32_t high = 0;
    for (const std::uint32_t digit : digits_of(code, radices)) high += digit * kUpperHalf / 10;
    answers[code] = static_cast<char>(high);
  }
  expect_same(radices, answers);
  const auto diagram = CellDiagram::of(radices, answers);
  EXPECT_EQ(diagram->steps().back().places, 50U);
}

TEST(CellDiagram, RefusesMorePlacesThanAByteTellsApart) {
  std::mt19937 random(4);
  std::string answers(16 * 16 * 16 * 16, 0);
  for (char& answer : answers) answer = static_cast<char>(random() % 256);
  EXPECT_FALSE(CellDiagram::of({16, 16, 16, 16}, answers).has_value());
}

}  // namespace
}  // namespace lockgate::batch
