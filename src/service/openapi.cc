#include "service/openapi.h"

#include <algorithm>
#include <set>

#include "service/guard.h"
#include "service/problem.h"
#include "service/schema.h"

namespace lockgate::service {
namespace {

Schema content_of(const std::vector<Body>& bodies) {
  Schema out = Schema::object();
  for (const Body& body : bodies) out[body.type] = {{"schema", body.schema.is_null() ? Schema::object() : body.schema}};
  return out;
}

Schema parameter_of(const Parameter& parameter, const char* in) {
  Schema out{{"name", parameter.name}, {"in", in}, {"required", parameter.is_required}, {"schema", {{"type", "string"}}}};
  if (!parameter.says.empty()) out["description"] = parameter.says;
  if (!parameter.example.empty()) out["example"] = parameter.example;
  return out;
}

// The places of a path are parameters too.
Schema parameters_of(const Route& route) {
  Schema out = Schema::array();
  for (std::size_t at = route.path.find('{'); at != std::string::npos; at = route.path.find('{', at + 1))
    out.push_back(parameter_of({route.path.substr(at + 1, route.path.find('}', at) - at - 1), "", "", true}, "path"));
  for (const Parameter& parameter : route.query) out.push_back(parameter_of(parameter, "query"));
  for (const Parameter& parameter : route.headers) out.push_back(parameter_of(parameter, "header"));
  const bool is_change = route.method != "GET";
  if (is_change && !route.is_secret) out.push_back(parameter_of({"Idempotency-Key", "the same request sent again under the same key has the same answer, for a day; another request under it is refused", "", false}, "header"));
  if (is_change && !route.is_secret) out.push_back(parameter_of({"X-CSRF-Token", "the `csrf` of the session, for people who signed in", "", false}, "header"));
  return out;
}

Schema responses_of(const Route& route) {
  Schema out{{std::to_string(route.gives_status), {{"description", "the answer"}, {"content", content_of(route.gives)}}}};
  std::set<unsigned> statuses = {400, 401, 403, 431, 503};
  if (!route.takes.empty()) statuses.insert({408, 413, 415});
  if (route.method != "GET") statuses.insert({409, 422});
  statuses.insert(route.problems.begin(), route.problems.end());
  for (const unsigned status : statuses)
    out[std::to_string(status)] = {{"description", reason_of(status)}, {"content", {{"application/problem+json", {{"schema", schema_of("Problem")}}}}}};
  if (route.path != "/mcp") return out;
  // JSON-RPC has words of its own for what is no message, and none for a notification.
  out["202"] = {{"description", reason_of(202)}};
  out["400"]["content"].update(content_of(route.gives));
  return out;
}

Schema operation_of(const Route& route) {
  Schema out{{"operationId", route.name}, {"summary", route.says}};
  if (const Schema parameters = parameters_of(route); !parameters.empty()) out["parameters"] = parameters;
  if (!route.takes.empty()) out["requestBody"] = {{"required", true}, {"content", content_of(route.takes)}};
  out["responses"] = responses_of(route);
  if (!is_open_to_all(route.path)) out["security"] = {{{"token", Schema::array()}}, {{"session", Schema::array()}}, Schema::object()};
  if (!route.roles.empty()) out["x-roles"] = route.roles;
  return out;
}

}  // namespace

Schema openapi_of(const std::vector<Route>& routes) {
  Schema out{{"openapi", "3.1.0"}, {"info", {{"title", "Lockgate"}, {"version", "1"}, {"description", "Decides whether a shipment of AI chips may go, under which authority, with which duties, and says why."}}}};
  out["servers"] = {{{"url", "/"}, {"description", "this process"}}};
  out["paths"] = Schema::object();
  for (const Route& route : routes) {
    if (route.name.empty()) continue;  // a file of the page
    std::string method = route.method;
    std::transform(method.begin(), method.end(), method.begin(), [](char c) { return static_cast<char>(c - 'A' + 'a'); });
    out["paths"][route.path][method] = operation_of(route);
  }
  out["components"]["schemas"] = component_schemas();
  out["components"]["securitySchemes"] = {{"token", {{"type", "http"}, {"scheme", "bearer"}, {"description", "the token of the service (`--token-file`), or of an account of a program"}}},
                                          {"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "lockgate_session"}, {"description", "a person who signed in; asked for once there are accounts"}}}};
  return out;
}

}  // namespace lockgate::service
