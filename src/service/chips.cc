#include "base/text.h"
#include "desk/chip_json.h"
#include "desk/classify.h"
#include "service/problem.h"
#include "service/question.h"
#include "service/schema.h"
#include "service/service.h"
#include "service/sheet.h"

namespace lockgate::service {
namespace {

using Json = nlohmann::ordered_json;
using catalogue::Part;

Json chip_json(const desk::Desk& desk, const Part& part, Date day) {
  decide::Options options;
  options.as_of = day;
  return desk::to_json(part, desk::classify(desk, part, options), day);
}

// Any of its names, or its maker's, has these words.
bool is_called(const Part& part, const std::string& folded) {
  std::string all = part.id + " " + part.vendor + " " + part.name;
  for (const std::string& alias : part.aliases) all += " " + alias;
  return fold(all).find(folded) != std::string::npos;
}

Response list_chips(const Service& service, const Request& request) {
  const auto day = read_day(request.parameter("on"));
  if (!day) return problem(400, day.error());
  const std::string wanted = fold(request.parameter("q"));
  Json out{{"on", day->to_string()}, {"chips", Json::array()}};
  for (const Part& part : service.desk().catalogue().parts())
    if (wanted.empty() || is_called(part, wanted)) out["chips"].push_back(chip_json(service.desk(), part, *day));
  return sheet(request, std::move(out), "chips", "id");
}

Response show_chip(const Service& service, const Request& request) {
  const auto day = read_day(request.parameter("on"));
  if (!day) return problem(400, day.error());
  const auto part = service.desk().catalogue().look_up(request.captured.at("id"));
  if (!part) return problem(404, part.error());
  return json_response(chip_json(service.desk(), **part, *day));
}

}  // namespace

std::vector<Route> chip_routes(const Service& service) {
  const Parameter on{"on", "the day whose law classifies; today if absent", "2026-02-01"};
  const Schema chip = object_of({{"id", text()}, {"vendor", text()}, {"name", text()}, {"gates", {{"type", "object"}}}, {"figures", list_of({{"type", "object"}})}}, {"id", "figures"});
  Route all;
  all.method = "GET";
  all.path = "/v1/chips";
  all.name = "chips";
  all.says = "the catalogue: figures, ranges, sources, and what the law of a day makes of each part";
  const Parameter language{"lang", "`en` or `zh`; nothing of the answer depends on it yet", "en"};
  all.query = {on, language, {"q", "words of an id, name, maker or alias", "h200"}};
  for (Parameter& one : sheet_parameters()) all.query.push_back(std::move(one));
  all.gives = {{"application/json", object_of({{"on", text()}, {"chips", list_of(chip)}, {"next", {{"type", {"string", "null"}}}}}, {"on", "chips"})}};
  all.answer = [&service](const Request& request) { return list_chips(service, request); };
  Route one = all;
  one.path = "/v1/chips/{id}";
  one.name = "chip";
  one.says = "one part of the catalogue, by id or name";
  one.query = {on, language};
  one.gives = {{"application/json", chip}};
  one.problems = {404};
  one.answer = [&service](const Request& request) { return show_chip(service, request); };
  return {all, one};
}

}  // namespace lockgate::service
