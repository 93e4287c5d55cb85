#include "service/webhook.h"

#include <gtest/gtest.h>

namespace lockgate::service {
namespace {

std::string refused(const std::string& endpoint) {
  const auto value = wire::parse_json("{\"endpoints\": [" + endpoint + "]}");
  EXPECT_TRUE(value);
  const auto read = read_endpoints(*value);
  return read ? "" : read.error().code;
}

const std::string kSecrets = R"("secrets": ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])";

// The example of the specification's own libraries.
TEST(Webhook, SignsAsTheStandardSays) {
  const auto value = wire::parse_json(R"({"endpoints": [{"url": "http://localhost:9/x?y=1", )" + kSecrets + "}]}");
  const auto read = read_endpoints(*value);
  ASSERT_TRUE(read);
  const Endpoint& one = read->front();
  EXPECT_EQ(one.host + " " + one.port + " " + one.target, "localhost 9 /x?y=1");
  EXPECT_EQ(signature_of(one.secrets, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, R"({"test": 2432232314})"), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  EXPECT_TRUE(one.wants("duty.due"));
}

TEST(Webhook, RefusesWhatIsNoEndpoint) {
  EXPECT_EQ(refused(R"({"url": "https://example.org/hook", )" + kSecrets + R"(, "events": ["duty.due"]})"), "");
  for (const char* url : {"ftp://x", "http://", "http://x:y/", "http://a b/", "http://user@x/", "https://x/#y", "x"}) EXPECT_EQ(refused(R"({"url": ")" + std::string(url) + "\", " + kSecrets + "}"), "LG0836") << url;
  for (const char* rest : {"", R"(, "secrets": [])", R"(, "secrets": ["whsec_c2hvcnQ="])", R"(, "secrets": ["MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])"}) EXPECT_EQ(refused(R"({"url": "http://x/")" + std::string(rest) + "}"), "LG0836") << rest;
  EXPECT_EQ(refused(R"({"url": "http://x/", )" + kSecrets + R"(, "events": ["rain"]})"), "LG0836");
  EXPECT_EQ(refused(R"({"url": "http://x/", "secret": "x", )" + kSecrets + "}"), "LG0836");
  EXPECT_EQ(refused("7"), "LG0836");
}

}  // namespace
}  // namespace lockgate::service
