#include "service/answer_cache.h"

#include <gtest/gtest.h>

namespace lockgate::service {
namespace {

std::shared_ptr<const KnownAnswer> answer(std::size_t bytes) {
  auto out = std::make_shared<KnownAnswer>();
  out->line = std::string(bytes, 'x');
  return out;
}

TEST(AnswerCache, KnowsWhatItWasTold) {
  AnswerCache cache(10'000);
  EXPECT_EQ(cache.find("a"), nullptr);
  const auto one = answer(10);
  cache.put("a", one);
  EXPECT_EQ(cache.find("a"), one);
  cache.put("a", answer(10));
  EXPECT_EQ(cache.find("a"), one);
}

TEST(AnswerCache, ForgetsWhatWasNotAskedForLongest) {
  AnswerCache cache(4'000);
  cache.put("a", answer(1'000));
  cache.put("b", answer(1'000));
  EXPECT_NE(cache.find("a"), nullptr);
  cache.put("c", answer(1'000));
  EXPECT_EQ(cache.find("b"), nullptr);
  EXPECT_NE(cache.find("a"), nullptr);
  EXPECT_NE(cache.find("c"), nullptr);
}

TEST(AnswerCache, KeepsNothingThatIsTooLarge) {
  AnswerCache small(600), none(0);
  small.put("a", answer(1'000));
  none.put("a", answer(1));
  EXPECT_EQ(small.find("a"), nullptr);
  EXPECT_EQ(none.find("a"), nullptr);
}

}  // namespace
}  // namespace lockgate::service
