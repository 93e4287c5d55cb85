// What takes two persons, one proposal at a time.
#include "cli/proposal_desk.h"
#include "cli/routes.h"
#include "service/entity_tag.h"
#include "service/json_body.h"
#include "service/problem.h"
#include "service/schema.h"
#include "service/sheet.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;
using service::Proposal;
using service::Request;
using service::Response;

const std::vector<std::string> kSettings = {"kind", "about", "reason", "line", "quantity", "value", "until", "text"};

Response open(ProposalDesk& desk, const Request& request) {
  const auto body = service::read_json_body(request, kSettings, {});
  if (!body) return service::problem(400, body.error());
  Proposal one;
  Json content = Json::object();
  for (const auto& [name, value] : body->settings) {
    if (name == "kind") one.kind = value;
    else if (name == "about") one.about = value;
    else content[name] = value;
  }
  const auto made = desk.propose(request, std::move(one), content);
  if (!made) return made.error();
  Response out = service::tagged({}, service::json_response(proposal_json(*made)));
  out.status = 201;
  out.headers.emplace_back("Location", "/v1/proposals/" + made->id);
  return out;
}

// Without the texts of the law, which are long.
Response list(ProposalDesk& desk, const Request& request) {
  const auto all = desk.all();
  if (!all) return service::problem(503, all.error());
  Json out{{"proposals", Json::array()}};
  for (const Proposal& one : *all) {
    const auto fits = [&](const char* name, const std::string& is) { return request.parameter(name).empty() || request.parameter(name) == is; };
    if (!fits("state", one.state) || !fits("kind", one.kind) || !fits("about", one.about)) continue;
    out["proposals"].push_back(proposal_json(one));
    out["proposals"].back()["content"].erase("text");
  }
  return service::sheet(request, std::move(out), "proposals", "id");
}

Response show(ProposalDesk& desk, const Request& request) {
  const auto one = desk.find(request.captured.at("id"));
  return one ? service::tagged(request, service::json_response(proposal_json(*one))) : one.error();
}

// What approving a change of the law would do.
Response weigh(ProposalDesk& desk, const Request& request) {
  const auto one = desk.find(request.captured.at("id"));
  return one ? desk.effect(*one) : one.error();
}

Response decide(ProposalDesk& desk, const Request& request, const std::string& state) {
  const auto body = service::read_json_body(request, {"remark"}, {});
  if (!body) return service::problem(400, body.error());
  const auto one = desk.find(request.captured.at("id"));
  if (!one) return one.error();
  if (auto refused = service::refuse_version(request, service::tag_of(service::json_response(proposal_json(*one)).body))) return *std::move(refused);
  const auto remark = body->settings.find("remark");
  const auto decided = desk.decide(request, *one, state, remark == body->settings.end() ? "" : remark->second);
  return decided ? service::tagged({}, service::json_response(proposal_json(*decided))) : decided.error();
}

service::Schema proposal_schema() {
  using service::object_of, service::text;
  return object_of({{"id", text()}, {"kind", text()}, {"about", text()}, {"content", {{"type", "object"}}}, {"author", text()}, {"made_at", text()}, {"state", text("`open`, `approved`, `rejected` or `withdrawn`")}, {"decided_by", text()}, {"decided_at", text()}, {"remark", text()}, {"outcome", {{"type", "object"}}}},
                   {"id", "kind", "about", "author", "state"});
}

service::Route decision(std::shared_ptr<ProposalDesk> desk, const std::string& word, const std::string& state, std::vector<std::string> roles) {
  service::Route out;
  out.method = "POST";
  out.path = "/v1/proposals/{id}/" + word;
  out.name = word;
  out.says = word + "s a proposal" + (state == "withdrawn" ? "; only its author may" : "; its author may not");
  out.takes = {{"application/json", service::object_of({{"remark", service::text()}})}};
  out.gives = {{"application/json", proposal_schema()}};
  out.headers = {{"If-Match", "the `ETag` of the proposal as it was read", "", true}};
  out.roles = std::move(roles);
  out.problems = {404, 412, 428};
  out.answer = [desk = std::move(desk), state](const Request& request) { return decide(*desk, request, state); };
  return out;
}

}  // namespace

std::vector<service::Route> proposal_routes(const std::shared_ptr<ProposalDesk>& desk) {
  using service::list_of, service::object_of, service::text;
  service::Route propose;
  propose.method = "POST";
  propose.path = "/v1/proposals";
  propose.name = "propose";
  propose.says = "proposes what another person must approve: the release of a sealed hold or of an order that was put on hold, a change of a license (with `If-Match`, its `ETag`), or what an overlay of the firm says (`rule.publish` with `text`, `rule.retire`)";
  propose.takes = {{"application/json", object_of({{"kind", text()}, {"about", text()}, {"reason", text()}, {"line", text()}, {"quantity", text()}, {"value", text()}, {"until", text("YYYY-MM-DD")}, {"text", text("of the overlay as it will be: the Markdown of a rulebook")}}, {"kind", "about", "reason"})}};
  propose.gives = {{"application/json", proposal_schema()}};
  propose.headers = {{"If-Match", "of a license: the `ETag` that came with it", "", false}};
  propose.roles = {"analyst", "approver", "rule_author"};
  propose.gives_status = 201;
  propose.problems = {404, 412, 422, 428};
  propose.answer = [desk](const Request& request) { return open(*desk, request); };
  service::Route all = propose;
  all.method = "GET";
  all.name = "proposals";
  all.says = "what was proposed, and what became of it";
  all.takes.clear();
  all.headers.clear();
  all.roles.clear();
  all.gives_status = 200;
  all.query = service::sheet_parameters();
  for (const char* name : {"state", "kind", "about"}) all.query.push_back({name, "only those with this", ""});
  all.gives = {{"application/json", object_of({{"proposals", list_of(proposal_schema())}, {"next", {{"type", {"string", "null"}}}}}, {"proposals"})}};
  all.problems = {503};
  all.answer = [desk](const Request& request) { return list(*desk, request); };
  service::Route one = all;
  one.path = "/v1/proposals/{id}";
  one.name = "proposal";
  one.says = "a proposal, with the `ETag` that deciding it wants";
  one.query.clear();
  one.is_party_file = true;
  one.gives = {{"application/json", proposal_schema()}};
  one.problems = {404, 503};
  one.answer = [desk](const Request& request) { return show(*desk, request); };
  service::Route effect = one;
  effect.path = "/v1/proposals/{id}/effect";
  effect.name = "effect";
  effect.says = "what approving a change of the law would do: what it declares otherwise, and the last sealed answers that would be others; who approves it must have read this";
  effect.gives = {{"application/json", RuleProposals::effect_schema()}};
  effect.problems = {404, 422, 503};
  effect.answer = [desk](const Request& request) { return weigh(*desk, request); };
  std::vector<service::Route> out = {propose, all, one, effect};
  out.push_back(decision(desk, "approve", "approved", {"approver", "rule_approver"}));
  out.push_back(decision(desk, "reject", "rejected", {"approver", "rule_approver"}));
  out.push_back(decision(desk, "withdraw", "withdrawn", {"analyst", "approver", "rule_author"}));
  return out;
}

}  // namespace lockgate::cli
