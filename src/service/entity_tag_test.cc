#include "service/entity_tag.h"

#include <gtest/gtest.h>

namespace lockgate::service {
namespace {

Request with(const std::string& header, const std::string& value) {
  Request out;
  out.headers[header] = value;
  return out;
}

Response body(const std::string& text) {
  Response out;
  out.body = text;
  return out;
}

TEST(EntityTag, WhatIsKnownIsNotSentAgain) {
  const std::string tag = tag_of("{}");
  EXPECT_EQ(tagged({}, body("{}")).status, 200);
  EXPECT_EQ(tagged(with("if-none-match", "\"other\", " + tag), body("{}")).status, 304);
  EXPECT_EQ(tagged(with("if-none-match", "W/" + tag), body("{}")).body, "");
  EXPECT_EQ(tagged(with("if-none-match", tag), body("{ }")).status, 200);
  EXPECT_EQ(tagged(with("if-none-match", "garbage"), body("{}")).status, 200);
}

TEST(EntityTag, OnlyWhatWasSeenIsChanged) {
  EXPECT_EQ(refuse_version({}, tag_of("a"))->status, 428);
  EXPECT_EQ(refuse_version(with("if-match", tag_of("b")), tag_of("a"))->status, 412);
  EXPECT_FALSE(refuse_version(with("if-match", tag_of("a")), tag_of("a")));
  EXPECT_FALSE(refuse_version(with("if-match", "*"), tag_of("a")));
}

}  // namespace
}  // namespace lockgate::service
