#include "service/entity_tag.h"

#include <algorithm>

#include "base/digest.h"
#include "base/text.h"
#include "service/problem.h"

namespace lockgate::service {
namespace {

constexpr std::size_t kAfterPrefix = 7, kDigits = 24;

bool names(std::string_view header, const std::string& tag) {
  if (trim(header) == "*") return true;
  const auto all = split(header, ',');
  return std::any_of(all.begin(), all.end(), [&](std::string_view one) { return (one.starts_with("W/") ? one.substr(2) : one) == tag; });
}

}  // namespace

std::string tag_of(std::string_view body) { return "\"" + sha256(body).substr(kAfterPrefix, kDigits) + "\""; }

Response tagged(const Request& request, Response response) {
  if (response.status != 200) return response;
  const std::string tag = tag_of(response.body);
  response.headers = {{"Cache-Control", "private, no-cache"}, {"ETag", tag}};
  if (!names(request.header("if-none-match"), tag) || request.header("if-none-match").empty()) return response;
  response.status = 304;
  response.body.clear();
  return response;
}

std::optional<Response> refuse_version(const Request& request, const std::string& now) {
  const std::string_view meant = request.header("if-match");
  if (meant.empty()) return problem(428, {"LG0823", "the request does not say which version of the thing it is about", "", "send `If-Match` with the `ETag` that came with the thing"});
  if (names(meant, now)) return std::nullopt;
  return problem(412, {"LG0824", "the thing has changed since it was read", "", "read it again, and decide anew"});
}

}  // namespace lockgate::service
