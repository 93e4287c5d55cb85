#include "service/response_head.h"

#include <gtest/gtest.h>

namespace lockgate::service {
namespace {

bool has(const std::string& head, std::string_view line) { return head.find("\r\n" + std::string(line) + "\r\n") != std::string::npos; }

TEST(ResponseHead, IsWholeAndEndsWithAnEmptyLine) {
  Response response;
  response.headers = {{"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2"}};
  const std::string head = response_head(response, {"one-1", true, 12, false});
  EXPECT_TRUE(head.starts_with("HTTP/1.1 200 OK\r\n")) << head;
  EXPECT_TRUE(head.ends_with("\r\n\r\n"));
  for (const char* line : {"X-Request-Id: one-1", "Content-Type: application/json", "Content-Length: 12", "Set-Cookie: a=1", "Set-Cookie: b=2", "X-Frame-Options: DENY"}) EXPECT_TRUE(has(head, line)) << line;
  for (const char* line : {"Connection: close", "Transfer-Encoding: chunked", "Cache-Control: no-store"}) EXPECT_FALSE(has(head, line)) << line;
}

TEST(ResponseHead, SaysHowTheBodyEnds) {
  EXPECT_TRUE(has(response_head({}, {"", false, std::nullopt, true}), "Transfer-Encoding: chunked"));
  EXPECT_TRUE(has(response_head({}, {"", false, 0, false}), "Connection: close"));
  Response unchanged;
  unchanged.status = 304;
  const std::string head = response_head(unchanged, {"", true, 0, false});
  for (const char* name : {"\r\nContent-Length:", "\r\nContent-Type:"}) EXPECT_EQ(head.find(name), std::string::npos) << head;
}

TEST(ResponseHead, AValueCannotBeginAnotherLine) {
  Response response;
  response.headers = {{"Location", "/v1/cases/a\r\nSet-Cookie: stolen=1"}};
  EXPECT_FALSE(has(response_head(response, {"", true, 0, false}), "Set-Cookie: stolen=1"));
}

}  // namespace
}  // namespace lockgate::service
