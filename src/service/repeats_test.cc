#include "service/repeats.h"

#include <gtest/gtest.h>

namespace lockgate::service {
namespace {

struct RepeatsTest : testing::Test {
  std::unique_ptr<Records> records = Records::open("").value();
  Repeats repeats{*records};
  int made = 0;

  Response ask(const std::string& key, const std::string& body, unsigned status = 200, const std::string& caller = "ann") {
    Request request;
    request.method = "POST";
    request.target = "/v1/check";
    request.headers["idempotency-key"] = key;
    request.body = body;
    request.caller = caller;
    return repeats.answer(request, [&] {
      Response out;
      out.status = status;
      out.body = std::to_string(++made);
      return out;
    });
  }
};

TEST_F(RepeatsTest, TheSameAgainHasTheSameAnswer) {
  EXPECT_EQ(ask("k", "a").body, "1");
  EXPECT_EQ(ask("k", "a").body, "1");
  EXPECT_EQ(ask("l", "a").body, "2");
  EXPECT_EQ(ask("k", "a", 200, "bob").body, "3");
}

TEST_F(RepeatsTest, AnotherRequestUnderTheSameKeyIsRefused) {
  ask("k", "a");
  EXPECT_EQ(ask("k", "b").status, 422);
  EXPECT_EQ(ask("k", "a").body, "1");
}

TEST_F(RepeatsTest, AFailureOfOursIsTriedAgain) {
  EXPECT_EQ(ask("k", "a", 503).status, 503);
  EXPECT_EQ(ask("k", "a", 422).body, "2");
  EXPECT_EQ(ask("k", "a").status, 422);
}

TEST_F(RepeatsTest, KeysAreShortAndPrintable) {
  EXPECT_EQ(ask(std::string(256, 'k'), "a").status, 400);
  EXPECT_EQ(ask("a b", "a").status, 400);
  EXPECT_EQ(ask("\x7f", "a").status, 400);
}

TEST_F(RepeatsTest, PiecesAreGathered) {
  Request request;
  request.headers["idempotency-key"] = "k";
  const auto make = [] {
    Response out;
    out.next = [left = 3](std::string& piece) mutable { return piece = std::to_string(left), --left > 0; };
    return out;
  };
  EXPECT_EQ(repeats.answer(request, make).body, "321");
  EXPECT_EQ(repeats.answer(request, make).body, "321");
}

}  // namespace
}  // namespace lockgate::service
