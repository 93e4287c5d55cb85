#include "analysis/claim.h"

#include <gtest/gtest.h>

namespace lockgate::analysis {
namespace {

using Reading = Claim::Reading;

struct Sample {
  const char* text;
  const char* subject;
  const char* object;
  Reading reading;
  double factor;
};

TEST(Claim, ReadsTheFormsOfBothLanguages) {
  const std::vector<Sample> samples = {
      {"H200 = 6 x H20", "H200", "H20", Reading::Times, 6},
      {"H20 is 70% of H100", "H20", "H100", Reading::Times, 0.7},
      {"H200 is almost six times as powerful as the H20", "H200", "H20", Reading::Times, 6},
      {"H200 is 5.7 times more powerful than H20", "H200", "H20", Reading::More, 5.7},
      {"The B30A is half the performance of B300", "The B30A", "B300", Reading::Times, 0.5},
      {"H20 is 30% slower than H100", "H20", "H100", Reading::Less, 0.3},
      {"H200 是 H20 的 6 倍", "H200", "H20", Reading::Times, 6},
      {"H20 是 H100 的 70%", "H20", "H100", Reading::Times, 0.7},
      {"H200的性能是H20的近六倍", "H200", "H20", Reading::Times, 6},
      {"H200 比 H20 高 5.69 倍", "H200", "H20", Reading::More, 5.69},
      {"H20 比 H100 低 30％", "H20", "H100", Reading::Less, 0.3},
  };
  for (const Sample& sample : samples) {
    const auto claim = parse_claim(sample.text);
    ASSERT_TRUE(claim) << sample.text;
    EXPECT_EQ(claim->subject, sample.subject) << sample.text;
    EXPECT_EQ(claim->object, sample.object) << sample.text;
    EXPECT_EQ(claim->reading, sample.reading) << sample.text;
    EXPECT_DOUBLE_EQ(claim->factor, sample.factor) << sample.text;
  }
}

TEST(Claim, RefusesWhatItCannotRead) {
  for (const char* text : {"", "H200", "H200 is better than H20", "= 6 x", "H200 = H20", "6 x 7"}) {
    const auto claim = parse_claim(text);
    ASSERT_FALSE(claim) << text;
    EXPECT_EQ(claim.error().code, "LG0902");
  }
  EXPECT_FALSE(parse_claim(std::string(5000, 'a')));
}

TEST(Claim, AnExcessIsNotAMultiple) {
  const Claim six{"a", "b", 6, Reading::Times, ""};
  EXPECT_EQ(judge(six, {6.69, 6.69, 6.69}), Standing::AsExcess);
  EXPECT_EQ(judge(six, {6.1, 6.1, 6.1}), Standing::Supported);
  EXPECT_EQ(judge(six, {1.2, 1.2, 1.2}), Standing::NotSupported);
  EXPECT_EQ(judge(six, {2, 4, 8}), Standing::WithinInterval);
  const Claim more{"a", "b", 5.69, Reading::More, ""};
  EXPECT_EQ(judge(more, {6.69, 6.69, 6.69}), Standing::Supported);
  const Claim less{"a", "b", 0.3, Reading::Less, ""};
  EXPECT_EQ(judge(less, {0.72, 0.72, 0.72}), Standing::Supported);
}

}  // namespace
}  // namespace lockgate::analysis
