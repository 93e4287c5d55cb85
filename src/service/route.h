// Route: what the service answers under which path. One table serves the requests and the description at /openapi.json, so neither
// can have what the other lacks.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "service/message.h"

namespace lockgate::service {

struct Parameter {
  std::string name;
  std::string says;
  std::string example;
  bool is_required = false;
};

struct Body {
  std::string type;  // `application/json`
  nlohmann::ordered_json schema;
};

struct Route {
  std::string method;
  std::string path;  // `/v1/chips/{id}`
  std::string name;  // operationId
  std::string says;
  std::vector<Parameter> query;
  std::vector<Parameter> headers;  // those that the route knows beside what any may have
  std::vector<std::string> roles;  // one of which who asks must have; none: whoever may ask at all
  std::vector<Body> takes;
  std::vector<Body> gives;
  unsigned gives_status = 200;
  std::vector<unsigned> problems;  // statuses, beside those that any route can have
  bool is_party_file = false;  // says who the parties of something are: who reads it is written down
  bool is_secret = false;  // its answers are not kept to be given again
  bool is_brief = false;  // with a small body it is answered without waiting for anything, and with no more worlds than the request allows
  std::function<Response(const Request&)> answer;
};

// LG0825: who asks has none of these roles; there are some.
std::optional<Response> refuse_roles(const Request& request, const std::vector<std::string>& roles);

class Routes {
 public:
  explicit Routes(std::vector<Route> routes) : routes_(std::move(routes)) {}

  // Answers with the route's own answer, or with LG0801 (no such path), LG0802 (another method), LG0803 (a body of another type),
  // LG0811 (a parameter that the route does not have, or lacks), LG0825 (who asks has none of its roles). `route` is set to the pattern that was met.
  Response answer(Request& request, std::string& route) const;
  const std::vector<Route>& all() const { return routes_; }
  // May the answer to this request be kept, to be given again?
  bool is_secret(const Request& request) const;
  bool is_brief(const Request& request) const;

 private:
  const Route* route_of(const Request& request) const;

  std::vector<Route> routes_;
};

// Do the parts of the path meet those of the pattern? Then `captured` has what stands in its places.
bool meets(std::string_view pattern, std::string_view path, Texts& captured);

}  // namespace lockgate::service
