#include "service/guard.h"

#include <gtest/gtest.h>

#include "base/json.h"

namespace lockgate::service {
namespace {

std::string refused(const Guard& guard, const std::string& method, const std::string& path, Texts headers) {
  Request request;
  request.method = method;
  request.path = path;
  request.headers = std::move(headers);
  const auto response = guard.refuse(request);
  return response ? nlohmann::json::parse(response->body)["code"].get<std::string>() : "";
}

TEST(Guard, KnowsTheNamesOfItsHost) {
  const Guard guard({"localhost", "127.0.0.1", "[::1]"}, "");
  for (const char* host : {"localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]:8080", "[::1]"}) EXPECT_EQ(refused(guard, "GET", "/", {{"host", host}}), "") << host;
  for (const char* host : {"", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "[::2]"}) EXPECT_EQ(refused(guard, "GET", "/", {{"host", host}}), "LG0808") << host;
  EXPECT_EQ(refused(guard, "GET", "/", {}), "LG0808");
}

TEST(Guard, LetsNoOtherSitePost) {
  const Guard guard({"localhost"}, "");
  const auto post = [&](Texts headers) {
    headers.emplace("host", "localhost:8080");
    return refused(guard, "POST", "/v1/check", std::move(headers));
  };
  EXPECT_EQ(post({}), "");
  EXPECT_EQ(post({{"origin", "http://localhost:8080"}}), "");
  EXPECT_EQ(post({{"origin", "http://localhost:8081"}}), "LG0809");
  EXPECT_EQ(post({{"origin", "null"}}), "LG0809");
  EXPECT_EQ(post({{"sec-fetch-site", "cross-site"}}), "LG0809");
  EXPECT_EQ(post({{"sec-fetch-site", "same-site"}}), "LG0809");
}

TEST(Guard, AsksForTheWholeToken) {
  const Guard guard({"localhost"}, "0123456789abcdef");
  const auto get = [&](const char* path, const char* authorization) { return refused(guard, "GET", path, {{"host", "localhost"}, {"authorization", authorization}}); };
  EXPECT_EQ(get("/v1/chips", "Bearer 0123456789abcdef"), "");
  for (const char* wrong : {"", "0123456789abcdef", "Bearer", "Bearer 0123456789abcde", "Bearer 0123456789abcdef0", "Basic 0123456789abcdef"}) EXPECT_EQ(get("/v1/chips", wrong), "LG0810") << wrong;
  EXPECT_EQ(get("/metrics", ""), "LG0810");
  EXPECT_EQ(get("/mcp", ""), "LG0810");
  EXPECT_EQ(get("/", ""), "");
  EXPECT_EQ(get("/healthz", ""), "");
}

// Without accounts a token stays a token.
TEST(Guard, AsksWhoeverKnowsTheCallers) {
  Guard guard({"localhost"}, "0123456789abcdef");
  std::string caller;
  guard.ask([&](Request& request) -> std::optional<Response> {
    request.caller = caller;
    if (caller == "bad") return Response{401, "application/json", R"({"code":"LG0810"})", {}, {}};
    return std::nullopt;
  });
  const auto get = [&](const char* authorization) { return refused(guard, "GET", "/v1/chips", {{"host", "localhost"}, {"authorization", authorization}}); };
  EXPECT_EQ(get(""), "LG0810");
  EXPECT_EQ(get("Bearer 0123456789abcdef"), "");
  caller = "ann";
  EXPECT_EQ(get(""), "");
  caller = "bad";
  EXPECT_EQ(get(""), "LG0810");
  EXPECT_EQ(get("Bearer 0123456789abcdef"), "");
}

}  // namespace
}  // namespace lockgate::service
