#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cli/ledger_json.h"
#include "cli/routes.h"
#include "ledger/store.h"
#include "service/entity_tag.h"
#include "service/problem.h"
#include "service/question.h"
#include "service/schema.h"
#include "service/sheet.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;
using service::Request;
using service::Response;

// What is seen in the ledger at one moment. Each request opens it for itself, so that none waits for another.
template <class See>
Response look(const std::string& url, See see) {
  if (url.empty()) return service::problem(503, {"LG0017", "the service was started without a ledger", "", "start it with `--ledger sqlite:PATH`, or the variable LOCKGATE_LEDGER"});
  auto store = ledger::Store::open(url);
  if (!store) return service::problem(503, store.error());
  Response out;
  const auto looked = store->look([&](const ledger::State& state) { out = see(state); });
  return looked ? out : service::problem(503, looked.error());
}

Response list_licenses(const ledger::State& state, const Request& request) {
  Json out{{"licenses", Json::array()}};
  for (const ledger::License& license : ledger::list<ledger::License>(state)) out["licenses"].push_back(license_json(state, license.number));
  return service::sheet(request, std::move(out), "licenses", "number");
}

Json whole_license(const ledger::State& state, const std::string& number) {
  Json out = license_json(state, number);
  auto draws = ledger::list<ledger::Draw>(state, "license", number);
  std::stable_sort(draws.begin(), draws.end(), [](const ledger::Draw& a, const ledger::Draw& b) { return a.counted_on < b.counted_on; });
  out["draws"] = Json::array();
  for (const ledger::Draw& draw : draws) out["draws"].push_back(draw_json(state, draw.key));
  return out;
}

// `as_of`: what was drawn by that day, and how its duties stand then.
Response show_license(const ledger::State& state, const Request& request) {
  const std::string& number = request.captured.at("number");
  if (!ledger::find<ledger::License>(state, number)) return service::problem(404, {"LG0720", fmt::format("there is no license `{}`", excerpt(number)), "", "/v1/licenses lists them"});
  Json out = whole_license(state, number);
  if (request.parameter("as_of").empty()) return service::tagged(request, service::json_response(out));
  const auto day = service::read_day(request.parameter("as_of"));
  if (!day) return service::problem(400, {day.error().code, day.error().message, "as_of", day.error().fix});
  const std::string last = day->to_string();
  Json draws = Json::array();
  for (const Json& draw : out["draws"])
    if (draw["date"].get_ref<const std::string&>() <= last) draws.push_back(draw);
  out["draws"] = std::move(draws);
  out["duties"] = Json::array();
  for (const ledger::Duty& duty : ledger::list<ledger::Duty>(state, "license", number)) out["duties"].push_back(duty_json(duty, *day));
  return service::tagged(request, service::json_response(out));
}

}  // namespace

std::string license_page(const ledger::State& state, const std::string& number) { return service::json_response(whole_license(state, number)).body; }

std::vector<service::Route> license_routes(const std::string& url) {
  const service::Schema license = service::object_of({{"number", service::text()}, {"state", service::text()}, {"lines", service::list_of({{"type", "object"}})}}, {"number", "lines"});
  service::Route all;
  all.method = "GET";
  all.path = "/v1/licenses";
  all.name = "licenses";
  all.says = "the ledger: what was granted, and what is left of it";
  all.gives = {{"application/json", service::object_of({{"licenses", service::list_of(license)}, {"next", {{"type", {"string", "null"}}}}}, {"licenses"})}};
  all.problems = {503};
  all.is_party_file = true;
  all.query = service::sheet_parameters();
  all.answer = [url](const Request& request) { return look(url, [&](const ledger::State& state) { return list_licenses(state, request); }); };
  service::Route one = all;
  one.path = "/v1/licenses/{number}";
  one.query = {{"as_of", "what was drawn by this day, and how duties stand then", "2026-02-01"}};
  one.name = "license";
  one.says = "a license with its lines, conditions, duties and draws, and the `ETag` that proposing a change of it wants";
  one.gives = {{"application/json", license}};
  one.problems = {404, 503};
  one.answer = [url](const Request& request) { return look(url, [&](const ledger::State& state) { return show_license(state, request); }); };
  return {all, one};
}

}  // namespace lockgate::cli
