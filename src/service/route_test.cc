#include "service/route.h"

#include <gtest/gtest.h>

#include "service/openapi.h"
#include "service/target.h"

namespace lockgate::service {
namespace {

Routes table() {
  Route one;
  one.method = "GET";
  one.path = "/v1/things/{id}";
  one.name = "thing";
  one.query = {{"on", "", "2026-01-15"}};
  one.answer = [](const Request& request) {
    Response out;
    out.body = request.captured.at("id");
    return out;
  };
  Route post = one;
  post.method = "POST";
  post.path = "/v1/things";
  post.query = {};
  post.takes = {{"application/json", {{"type", "object"}}}};
  post.answer = [](const Request&) { return Response{}; };
  return Routes({one, post});
}

Response ask(const std::string& method, const std::string& target, const std::string& type = "") {
  Request request;
  request.method = method;
  const auto parsed = parse_target(target);
  request.path = parsed->path;
  request.query = parsed->query;
  if (!type.empty()) request.headers["content-type"] = type;
  std::string route;
  return table().answer(request, route);
}

std::string code_of(const Response& response) { return nlohmann::json::parse(response.body)["code"]; }

TEST(Route, FindsThePlacesOfItsPattern) {
  EXPECT_EQ(ask("GET", "/v1/things/h200%20sxm?on=2026-02-01").body, "h200 sxm");
  EXPECT_EQ(ask("HEAD", "/v1/things/x").status, 200U);
  EXPECT_EQ(ask("POST", "/v1/things", "application/JSON; charset=utf-8").status, 200U);
}

TEST(Route, RefusesWhatTheTableDoesNotHave) {
  EXPECT_EQ(code_of(ask("GET", "/v1/thing")), "LG0801");
  EXPECT_EQ(code_of(ask("GET", "/v1/things/a/b")), "LG0801");
  EXPECT_EQ(code_of(ask("GET", "/v1/things/")), "LG0801");
  EXPECT_EQ(code_of(ask("DELETE", "/v1/things/a")), "LG0802");
  EXPECT_EQ(code_of(ask("POST", "/v1/things", "text/plain")), "LG0803");
  EXPECT_EQ(code_of(ask("POST", "/v1/things")), "LG0803");
  EXPECT_EQ(code_of(ask("GET", "/v1/things/a?in=x")), "LG0811");
}

TEST(Target, DecodesOrRefuses) {
  const auto target = parse_target("/a%2Fb?q=h+200%E5%8D%8E&empty&x=%3D");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/a/b");
  EXPECT_EQ(target->query.at("q"), "h 200华");
  EXPECT_EQ(target->query.at("empty"), "");
  EXPECT_EQ(target->query.at("x"), "=");
  for (const char* bad : {"/%", "/%2", "/%zz", "/%ff", "/%00", "/?a=1&a=2", "/?a=%c3"}) {
    const auto refused = parse_target(bad);
    ASSERT_FALSE(refused) << bad;
    EXPECT_EQ(refused.error().code, "LG0811") << bad;
  }
}

TEST(OpenApi, DescribesEveryRouteOnce) {
  const auto described = openapi_of(table().all());
  EXPECT_EQ(described["paths"].size(), 2U);
  EXPECT_EQ(described["paths"]["/v1/things/{id}"]["get"]["parameters"][0]["in"], "path");
  EXPECT_TRUE(described["paths"]["/v1/things"]["post"]["requestBody"]["content"].contains("application/json"));
  EXPECT_TRUE(described["paths"]["/v1/things"]["post"]["responses"].contains("415"));
}

}  // namespace
}  // namespace lockgate::service
