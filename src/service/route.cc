#include "service/route.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "service/problem.h"

namespace lockgate::service {
namespace {

bool has_place(std::string_view part) { return part.starts_with('{') && part.ends_with('}'); }

Response refuse_method(const std::string& method, const std::string& allowed) {
  Response out = problem(405, {"LG0802", fmt::format("this path takes {}, not {}", allowed, excerpt(method)), "", "see /openapi.json"});
  out.headers.emplace_back("Allow", allowed);
  return out;
}

std::string names_of(const std::vector<Parameter>& parameters) {
  std::string out;
  for (const Parameter& parameter : parameters) out += (out.empty() ? "`" : ", `") + parameter.name + "`";
  return out.empty() ? "none" : out;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "`" : ", `") + word + "`";
  return out;
}

// The first thing that is wrong with the request, judged by the table.
std::optional<Response> complaint(const Route& route, const Request& request) {
  if (!route.roles.empty())
    if (auto refused = refuse_roles(request, route.roles)) return refused;
  for (const auto& parameter : request.query) {
    const std::string& name = parameter.first;
    const bool is_known = std::any_of(route.query.begin(), route.query.end(), [&](const Parameter& known) { return known.name == name; });
    if (!is_known) return problem(400, {"LG0811", fmt::format("`{}` is not a parameter of {}", excerpt(name), route.path), "", "its parameters: " + names_of(route.query)});
  }
  for (const Parameter& known : route.query)
    if (known.is_required && request.parameter(known.name).empty())
      return problem(400, {"LG0811", fmt::format("the parameter `{}` is missing", known.name), "", fmt::format("for example `{}={}`", known.name, known.example)});
  if (route.takes.empty()) return std::nullopt;
  const std::string type = request.media_type();
  if (std::any_of(route.takes.begin(), route.takes.end(), [&](const Body& body) { return body.type == type; })) return std::nullopt;
  std::string known;
  for (const Body& body : route.takes) known += (known.empty() ? "" : ", ") + body.type;
  return problem(415, {"LG0803", type.empty() ? std::string("the request does not say of what type its body is") : fmt::format("`{}` is not a type that is read here", excerpt(type)), "", "send `Content-Type`: " + known});
}

}  // namespace

std::optional<Response> refuse_roles(const Request& request, const std::vector<std::string>& roles) {
  const bool may = std::any_of(request.roles.begin(), request.roles.end(), [&](const std::string& role) { return role == "*" || std::find(roles.begin(), roles.end(), role) != roles.end(); });
  if (may) return std::nullopt;
  return problem(403, {"LG0825", fmt::format("`{}` has no role that may do this", excerpt(request.caller)), "", "one of these is needed: " + joined(roles)});
}

bool meets(std::string_view pattern, std::string_view path, Texts& captured) {
  captured.clear();
  while (!pattern.empty() && !path.empty()) {
    const std::string_view wanted = pattern.substr(0, pattern.find('/', 1)), given = path.substr(0, path.find('/', 1));
    pattern.remove_prefix(wanted.size());
    path.remove_prefix(given.size());
    if (has_place(wanted.substr(1)) && given.size() > 1) captured.emplace(wanted.substr(2, wanted.size() - 3), given.substr(1));
    else if (wanted != given) return false;
  }
  return pattern.empty() && path.empty();
}

const Route* Routes::route_of(const Request& request) const {
  Texts captured;
  const auto at = std::find_if(routes_.begin(), routes_.end(), [&](const Route& one) { return one.method == request.method && meets(one.path, request.path, captured); });
  return at == routes_.end() ? nullptr : &*at;
}

bool Routes::is_secret(const Request& request) const {
  const Route* route = route_of(request);
  return route != nullptr && route->is_secret;
}

bool Routes::is_brief(const Request& request) const {
  constexpr std::size_t kSmall = 8 * 1024;
  if (request.body.size() > kSmall) return false;
  const Route* route = route_of(request);
  return route != nullptr && route->is_brief;
}

Response Routes::answer(Request& request, std::string& route) const {
  std::string allowed;
  for (const Route& one : routes_) {
    if (!meets(one.path, request.path, request.captured)) continue;
    route = one.path;
    const bool is_head = request.method == "HEAD" && one.method == "GET";
    if (one.method != request.method && !is_head) {
      allowed += (allowed.empty() ? "" : ", ") + one.method;
      continue;
    }
    if (auto refused = complaint(one, request)) return *std::move(refused);
    return one.answer(request);
  }
  if (!allowed.empty()) return refuse_method(request.method, allowed);
  return problem(404, {"LG0801", fmt::format("there is nothing at `{}`", excerpt(request.path)), "", "/openapi.json lists the paths"});
}

}  // namespace lockgate::service
