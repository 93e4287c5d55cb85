// Assistant: the service as tools for an assistant: the Model Context Protocol, JSON-RPC 2.0, a message a line. It only reads, and
// every answer says which law it rests on and what that law leaves out.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "service/service.h"

namespace lockgate::service {

class Assistant {
 public:
  explicit Assistant(const Service& service) : service_(service) {}

  // The answer to a message, in one line without its end; nothing to a notification.
  std::optional<std::string> answer(std::string_view message) const;

 private:
  nlohmann::ordered_json call(const nlohmann::ordered_json& parameters) const;
  nlohmann::ordered_json coverage() const;
  Response ask(const std::string& tool, const nlohmann::ordered_json& given) const;

  const Service& service_;
};

}  // namespace lockgate::service
