// Determinations that were sealed, and which holds among them a second person released.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cli/routes.h"
#include "ledger/store.h"
#include "service/entity_tag.h"
#include "service/problem.h"
#include "service/proposals.h"
#include "service/question.h"
#include "service/schema.h"
#include "service/sheet.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;
using service::Request;
using service::Response;

Json sealed_json(const ledger::Sealed& one) {
  return {{"id", one.id}, {"order", one.order}, {"as_of", one.as_of.to_string()}, {"posture", one.posture}, {"verdict", one.verdict}, {"rulebook", one.rulebook}, {"sealed_on", one.sealed_on.to_string()}};
}

// The approved releases, and those that wait for a decision.
Json releases_of(service::Records& records, const std::string& id) {
  Json out = Json::array();
  const auto all = service::Proposals(records).all();
  if (!all) return out;
  for (const service::Proposal& one : *all)
    if (one.kind == "hold.release" && one.about == id && (one.state == "open" || one.state == "approved")) out.push_back({{"proposal", one.id}, {"state", one.state}, {"author", one.author}, {"decided_by", one.decided_by}, {"decided_at", one.decided_at}});
  return out;
}

Response list(const ledger::State& state, const Request& request) {
  const auto known = request.parameter("known_at").empty() ? Result<Date>(Date::latest()) : service::read_day(request.parameter("known_at"));
  if (!known) return service::problem(400, {known.error().code, known.error().message, "known_at", known.error().fix});
  Json out{{"determinations", Json::array()}};
  const std::string order(request.parameter("order")), verdict(request.parameter("verdict"));
  for (const ledger::Sealed& one : order.empty() ? ledger::list<ledger::Sealed>(state) : ledger::list<ledger::Sealed>(state, "order", order))
    if (one.sealed_on <= *known && (verdict.empty() || verdict == one.verdict)) out["determinations"].push_back(sealed_json(one));
  return service::sheet(request, std::move(out), "determinations", "id");
}

Response show(const ledger::State& state, service::Records& records, const Request& request) {
  const std::string& id = request.captured.at("id");
  const auto one = ledger::find<ledger::Sealed>(state, id);
  if (!one) return service::problem(404, {"LG0833", fmt::format("no determination `{}` is sealed in the ledger", excerpt(id)), "", "/v1/determinations lists them"});
  Json json = sealed_json(*one);
  json["given"] = one->given;
  json["format"] = one->format;
  json["releases"] = releases_of(records, id);
  Response out = service::json_response(json);
  out.body.insert(out.body.size() - 1, ",\"determination\":" + one->bytes);
  return service::tagged(request, std::move(out));
}

template <class See>
Response look(const std::string& url, See see) {
  if (url.empty()) return service::problem(503, {"LG0017", "the service was started without a ledger", "", "start it with `--ledger sqlite:PATH`, or the variable LOCKGATE_LEDGER"});
  auto store = ledger::Store::open(url);
  if (!store) return service::problem(503, store.error());
  Response out;
  const auto looked = store->look([&](const ledger::State& state) { out = see(state); });
  return looked ? out : service::problem(503, looked.error());
}

}  // namespace

std::vector<service::Route> determination_routes(const service::Service& service, const std::string& ledger) {
  using service::list_of, service::object_of, service::text;
  if (service.records() == nullptr) return {};
  service::Records& records = *service.records();
  std::vector<std::pair<std::string, service::Schema>> members = {{"id", text()}, {"order", text()}, {"as_of", text()}, {"posture", text()}, {"verdict", text()}, {"rulebook", text()}, {"sealed_on", text()}};
  service::Route all;
  all.method = "GET";
  all.path = "/v1/determinations";
  all.name = "determinations";
  all.says = "the determinations that are sealed in the ledger";
  all.query = service::sheet_parameters();
  all.query.push_back({"order", "only those of this order", ""});
  all.query.push_back({"verdict", "only those with this verdict", "hold"});
  all.query.push_back({"known_at", "only those sealed by this day", "2026-02-01"});
  all.gives = {{"application/json", object_of({{"determinations", list_of(object_of(members))}, {"next", {{"type", {"string", "null"}}}}}, {"determinations"})}};
  all.problems = {503};
  all.answer = [ledger](const Request& request) { return look(ledger, [&](const ledger::State& state) { return list(state, request); }); };
  service::Route one = all;
  one.path = "/v1/determinations/{id}";
  one.name = "determination";
  one.says = "a sealed determination with the order it was made from, and who released it if it was a hold";
  one.query.clear();
  members.insert(members.end(), {{"given", text("the order's own text")}, {"format", text()}, {"releases", list_of({{"type", "object"}})}, {"determination", service::schema_of("Determination")}});
  one.gives = {{"application/json", object_of(members, {"id", "determination"})}};
  one.problems = {404, 503};
  one.is_party_file = true;
  one.answer = [ledger, &records](const Request& request) { return look(ledger, [&](const ledger::State& state) { return show(state, records, request); }); };
  return {all, one};
}

}  // namespace lockgate::cli
