// What people are told about the files in examples/ that hold every mistake we know. To accept a change of words, run
// with LOCKGATE_UPDATE=1 and read the diff of tests/wire/.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "wire/order_reader.h"

namespace lockgate::wire {
namespace {

Vocabulary vocabulary() {
  Vocabulary words = Vocabulary::contract();
  words.facts =
      Shapes{{"dd.recipient_kyc", Shape::YesNo}, {"dd.laboratory_test", Shape::YesNo}, {"hs_code", Shape::Text}};
  return words;
}

std::string told_about(const std::string& path) {
  auto reader = OrderReader::open(path, vocabulary());
  EXPECT_TRUE(reader) << path;
  std::string text;
  while (const auto line = reader->next()) {
    if (line->order) text += "order " + line->order->id + "\n";
    for (const Problem& problem : line->problems) text += render(problem, path, line->line);
    text += "\n";
  }
  return text;
}

class BadOrders : public testing::TestWithParam<const char*> {};

TEST_P(BadOrders, AreExplained) {
  const std::string expected_path = std::string("tests/wire/") + GetParam() + ".expected";
  const std::string told = told_about(std::string("examples/") + GetParam());
  if (std::getenv("LOCKGATE_UPDATE") != nullptr) std::ofstream(expected_path) << told;
  std::ifstream file(expected_path);
  EXPECT_EQ(told, std::string(std::istreambuf_iterator<char>(file), {}))
      << "LOCKGATE_UPDATE=1 rewrites " << expected_path;
}

INSTANTIATE_TEST_SUITE_P(Examples, BadOrders,
                         testing::Values("bad-orders.jsonl", "bad-orders.csv", "bad-heading.csv", "bad-list.json"));

}  // namespace
}  // namespace lockgate::wire
