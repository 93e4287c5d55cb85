// Webhook: a message to an endpoint, signed as Standard Webhooks has it (standardwebhooks.com): the receiver knows who sent it, that it is whole,
// and by its id and time that it is not one that was sent before.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "wire/json_value.h"

namespace lockgate::service {

struct Endpoint {
  std::string url;
  bool is_secure = false;
  std::string host;
  std::string port;
  std::string target;
  std::vector<std::string> secrets;  // as bytes; several while one takes over from another
  std::vector<std::string> events;   // empty: all
  bool wants(std::string_view type) const;
};

// `verdict.changed`, `rule.effective`, `license.low`, `duty.due`, `list.updated`.
const std::vector<std::string>& event_types();

// `{"endpoints": [{"url": "https://…", "secrets": ["whsec_…"], "events": ["license.low"]}]}`. LG0836: it is not that.
Result<std::vector<Endpoint>> read_endpoints(const wire::JsonValue& value);

// `v1,BASE64` for each secret, with a blank between.
std::string signature_of(const std::vector<std::string>& secrets, std::string_view id, std::int64_t timestamp, std::string_view body);

// Sends it and waits for an answer, fifteen seconds at most. The status; 0: none came.
unsigned post(const Endpoint& endpoint, const std::string& id, std::int64_t timestamp, const std::string& body);

}  // namespace lockgate::service
