#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cli/routes.h"
#include "service/json_body.h"
#include "service/problem.h"
#include "service/schema.h"
#include "wire/screening_json.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostNames = 10'000;

Json warning(const char* code, std::string message) { return {{"code", code}, {"message", std::move(message)}}; }

// As `lockgate screen --format json` has it, but for the lists, which are said once.
Json name_json(const desk::Watch& watch, const std::string& text, Json& warnings) {
  const screen::Name name = watch.screener().read(text);
  Json out{{"query", text}, {"alert", false}, {"hits", Json::array()}};
  if (name.tokens.empty()) warnings.push_back(warning("LG0521", fmt::format("`{}` has no letter or digit that a name could be compared by", excerpt(text))));
  if (name.is_cut) warnings.push_back(warning("LG0522", fmt::format("`{}` has more than {} words; only the first were compared", excerpt(text), screen::kMostWords)));
  if (name.tokens.empty()) return out;
  for (const screen::Hit& hit : watch.screener().screen(name)) {
    if (hit.is_alert) out["alert"] = true;
    out["hits"].push_back(wire::to_json(watch.describe(hit, name)));
  }
  return out;
}

service::Response screen_names(const desk::Watch& watch, const service::Request& request) {
  const auto body = service::read_json_body(request, {}, {"names"});
  if (!body) return service::problem(400, body.error());
  const wire::JsonValue* names = body->value.member("names");
  const bool is_list = names != nullptr && names->is_array() && std::all_of(names->items.begin(), names->items.end(), [](const wire::JsonValue& one) { return one.is_text(); });
  if (!is_list || names->items.size() > kMostNames) return service::problem(400, {"LG0804", fmt::format("expected a list `names` of at most {} texts", kMostNames), "names", "send `{\"names\": [\"…\"]}`"});
  Json out{{"names", Json::array()}, {"lists", Json::array()}}, warnings = Json::array();
  for (const wire::JsonValue& name : names->items) out["names"].push_back(name_json(watch, name.text, warnings));
  for (const desk::WatchedList& list : watch.lists())
    out["lists"].push_back({{"name", list.path.substr(list.path.rfind('/') + 1)}, {"digest", list.digest}, {"published", list.published}, {"entries", list.parties}});
  out["warnings"] = std::move(warnings);
  return service::json_response(out);
}

}  // namespace

std::vector<service::Route> screen_routes(std::shared_ptr<const desk::Watch> watch) {
  using service::list_of, service::object_of, service::text;
  service::Route route;
  route.method = "POST";
  route.path = "/v1/screen";
  route.name = "screen";
  route.says = "who on the lists a name may be, with the evidence word by word";
  route.takes = {{"application/json", object_of({{"names", list_of(text())}}, {"names"})}};
  const service::Schema name = object_of({{"query", text()}, {"alert", {{"type", "boolean"}}}, {"hits", list_of({{"type", "object"}})}}, {"query", "alert", "hits"});
  route.gives = {{"application/json", object_of({{"names", list_of(name)}, {"lists", list_of({{"type", "object"}})}, {"warnings", list_of({{"type", "object"}})}}, {"names", "lists"})}};
  route.answer = [watch = std::move(watch)](const service::Request& request) { return screen_names(*watch, request); };
  return {route};
}

}  // namespace lockgate::cli
