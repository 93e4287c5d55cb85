#include "service/service.h"

#include <iterator>

#include "desk/vocabulary.h"
#include "service/asset.h"
#include "service/assistant.h"
#include "service/openapi.h"
#include "service/problem.h"

namespace lockgate::service {

using Json = nlohmann::ordered_json;

Response json_response(const Json& json) {
  Response out;
  out.body = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  out.headers.emplace_back("Cache-Control", "no-store");
  return out;
}

namespace {

// What cannot be written down is not read either.
std::function<Response(const Request&)> journaled(ReadingLog& readings, std::function<Response(const Request&)> answer) {
  return [&readings, answer = std::move(answer)](const Request& request) {
    Response out = answer(request);
    if (out.status != 200 && out.status != 304) return out;
    const auto written = readings.add(request.caller, request.method + " " + request.path);
    return written ? out : problem(503, written.error());
  };
}

Service::Keeping completed(Service::Keeping keeping) {
  if (!keeping.metrics) keeping.metrics = std::make_shared<Metrics>();
  if (!keeping.records) return keeping;
  if (!keeping.access) keeping.access = std::make_shared<Access>(*keeping.records, keeping.is_secure, keeping.provider);
  if (!keeping.repeats) keeping.repeats = std::make_shared<Repeats>(*keeping.records);
  return keeping;
}

}  // namespace

std::vector<Route> asset_routes() {
  std::vector<Route> out;
  for (const Asset& asset : assets()) {
    Route route;
    route.method = "GET";
    route.path = asset.path;
    route.gives = {{std::string(asset.type), nullptr}};
    route.answer = [&asset](const Request& request) { return answer_asset(asset, request); };
    out.push_back(std::move(route));
  }
  return out;
}

Service::Service(std::shared_ptr<const desk::Desk> desk, wire::JsonValue plane, const More& more, Keeping keeping)
    : desk_(std::move(desk)),
      builder_(desk::vocabulary_of(desk_->law(), desk_->decider().binder())),
      plane_(std::move(plane)),
      answers_(keeping.cache_bytes),
      keeping_(completed(std::move(keeping))),
      readings_(keeping_.records ? std::make_unique<ReadingLog>(*keeping_.records) : nullptr),
      routes_(make_routes(more)) {}

Response Service::answer(Request& request, std::string& route) const {
  const bool is_change = request.method != "GET" && request.method != "HEAD";
  if (!keeping_.repeats || !is_change || request.header("idempotency-key").empty() || routes_.is_secret(request)) return routes_.answer(request, route);
  return keeping_.repeats->answer(request, [&] { return routes_.answer(request, route); });
}

std::optional<Response> Service::answer_at_once(Request& request, std::string& route) const {
  // Five milliseconds. Of 400 different orders one in a hundred needs more the first time; one of which almost nothing is known needs a second.
  constexpr int kWorlds = 1000;
  if (!request.header("idempotency-key").empty() || !routes_.is_brief(request)) return std::nullopt;
  decide::Allowance allowance(kWorlds);
  request.allowance = &allowance;
  std::optional<Response> out;
  try {
    out = routes_.answer(request, route);
  } catch (const decide::Allowance::Spent&) {
  }
  request.allowance = nullptr;
  return out;
}

std::vector<Route> Service::make_routes(const More& more) const {
  std::vector<Route> out;
  const auto add = [&](std::vector<Route> routes) { std::move(routes.begin(), routes.end(), std::back_inserter(out)); };
  add(check_routes(*this));
  add(chip_routes(*this));
  add(region_routes(*this));
  add(assistant_routes(*this));
  if (access() != nullptr) add(access()->routes());
  if (readings_) add(readings_->routes());
  if (more) add(more(*this));
  add({health(), readiness(), metrics_page(), description()});
  add(asset_routes());
  if (readings_)
    for (Route& route : out)
      if (route.is_party_file) route.answer = journaled(*readings_, std::move(route.answer));
  return out;
}

Route Service::description() const {
  Route route;
  route.method = "GET";
  route.path = "/openapi.json";
  route.name = "openapi";
  route.says = "this description";
  route.gives = {{"application/json", {{"type", "object"}}}};
  route.answer = [this](const Request&) { return json_response(openapi_of(routes_.all())); };
  return route;
}

Route Service::health() const {
  Route route;
  route.method = "GET";
  route.path = "/healthz";
  route.name = "health";
  route.says = "the process is alive";
  route.is_brief = true;
  route.gives = {{"application/json", {{"type", "object"}}}};
  route.answer = [](const Request&) { return json_response({{"status", "ok"}}); };
  return route;
}

// The law is loaded before the first connection is taken, so who gets an answer gets this one.
Route Service::readiness() const {
  Route route = health();
  route.path = "/readyz";
  route.name = "readiness";
  route.says = "the law is loaded: its digest, and the last day it was verified for";
  route.answer = [this](const Request&) {
    const auto verified = desk_->law().verified_through();
    return json_response({{"status", "ready"}, {"rulebook", {{"digest", desk_->law().digest}, {"verified_through", verified ? Json(verified->to_string()) : Json(nullptr)}}}});
  };
  return route;
}

Route Service::metrics_page() const {
  Route route;
  route.method = "GET";
  route.path = "/metrics";
  route.name = "metrics";
  route.says = "counters for Prometheus";
  route.gives = {{"text/plain", {{"type", "string"}}}};
  route.answer = [this](const Request&) {
    Response out;
    out.type = "text/plain; version=0.0.4; charset=utf-8";
    out.body = metrics().text();
    return out;
  };
  return route;
}

}  // namespace lockgate::service
