// Assistant: the service as tools for an assistant: the Model Context Protocol, JSON-RPC 2.0. It only reads, and every answer says
// which law it rests on and what that law leaves out.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "service/service.h"

namespace lockgate::service {

class Assistant {
 public:
  struct Reply {
    std::string text;           // in one line without its end
    bool is_understood = true;  // false: the message was no request
  };

  explicit Assistant(const Service& service) : service_(service) {}

  // Nothing to a notification, nor to an answer. `asker`: who asks and in which roles, where that is known.
  std::optional<Reply> answer(std::string_view message, const Request& asker = {}) const;

 private:
  nlohmann::ordered_json call(const nlohmann::ordered_json& parameters, const Request& asker) const;
  nlohmann::ordered_json coverage() const;
  Response ask(const std::string& tool, const nlohmann::ordered_json& given, const Request& asker) const;

  const Service& service_;
};

// The assistant over HTTP, at /mcp. The service outlives what is made.
std::vector<Route> assistant_routes(const Service& service);

// The version of the protocol that is spoken.
extern const char* const kProtocolVersion;

}  // namespace lockgate::service
