// What takes two persons: the release of a hold, and changes of a license.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "cli/ledger_json.h"
#include "cli/options.h"
#include "cli/routes.h"
#include "ledger/store.h"
#include "service/clock.h"
#include "service/entity_tag.h"
#include "service/json_body.h"
#include "service/problem.h"
#include "service/proposals.h"
#include "service/schema.h"
#include "service/sheet.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;
using service::Proposal;
using service::Request;
using service::Response;

constexpr const char* kRelease = "hold.release";
const std::vector<std::string> kKinds = {kRelease, "license.amend", "license.hold", "license.revoke"};
const std::vector<std::string> kSettings = {"kind", "about", "reason", "line", "quantity", "value", "until"};

unsigned status_of(const Error& error) {
  if (error.code == "LG0830") return 404;
  if (error.code == "LG0831") return 409;
  return error.code == "LG0832" ? 403 : 503;
}

Json proposal_json(const Proposal& one) {
  Json out{{"id", one.id}, {"kind", one.kind}, {"about", one.about}, {"content", Json::parse(one.content)}, {"author", one.author}, {"made_at", one.made_at}, {"state", one.state}};
  if (one.state != "open") out.update({{"decided_by", one.decided_by}, {"decided_at", one.decided_at}, {"remark", one.remark}});
  if (!one.outcome.empty()) out["outcome"] = Json::parse(one.outcome);
  return out;
}

class Desk {
 public:
  Desk(service::Records& records, std::string ledger) : proposals_(records), ledger_(std::move(ledger)) {}

  Response propose(const Request& request) {
    const auto body = service::read_json_body(request, kSettings, {});
    if (!body) return service::problem(400, body.error());
    Proposal one;
    one.author = request.caller;
    Json content = Json::object();
    for (const auto& [name, value] : body->settings) {
      if (name == "kind") one.kind = value;
      else if (name == "about") one.about = value;
      else content[name] = value;
    }
    if (const auto wrong = complaint(one, content)) return service::problem(400, *wrong);
    one.content = content.dump();
    if (auto refused = refuse_subject(request, one)) return *std::move(refused);
    const auto made = proposals_.open(std::move(one));
    if (!made) return service::problem(503, made.error());
    Response out = service::tagged({}, service::json_response(proposal_json(*made)));
    out.status = 201;
    out.headers.emplace_back("Location", "/v1/proposals/" + made->id);
    return out;
  }

  Response list(const Request& request) {
    const auto all = proposals_.all();
    if (!all) return service::problem(503, all.error());
    Json out{{"proposals", Json::array()}};
    for (const Proposal& one : *all) {
      const auto fits = [&](const char* name, const std::string& is) { return request.parameter(name).empty() || request.parameter(name) == is; };
      if (fits("state", one.state) && fits("kind", one.kind) && fits("about", one.about)) out["proposals"].push_back(proposal_json(one));
    }
    return service::sheet(request, std::move(out), "proposals", "id");
  }

  Response show(const Request& request) {
    const auto one = find(request);
    return one ? service::tagged(request, service::json_response(proposal_json(*one))) : one.error();
  }

  Response decide(const Request& request, const std::string& state) {
    const auto body = service::read_json_body(request, {"remark"}, {});
    if (!body) return service::problem(400, body.error());
    const auto one = find(request);
    if (!one) return one.error();
    if (auto refused = service::refuse_version(request, service::tag_of(service::json_response(proposal_json(*one)).body))) return *std::move(refused);
    if (state == "approved" && one->author != request.caller)
      if (auto changed = refuse_changed(*one)) return *std::move(changed);
    const auto remark = body->settings.find("remark");
    auto decided = proposals_.decide(one->id, state, request.caller, remark == body->settings.end() ? "" : remark->second);
    if (!decided) return service::problem(status_of(decided.error()), decided.error());
    if (state == "approved" && decided->kind != kRelease) carry_out(*decided);
    return service::tagged({}, service::json_response(proposal_json(*decided)));
  }

 private:
  // A proposal, or the answer that there is none.
  tl::expected<Proposal, Response> find(const Request& request) {
    const std::string& id = request.captured.at("id");
    auto one = proposals_.find(id);
    if (!one) return tl::unexpected(service::problem(503, one.error()));
    if (!*one) return tl::unexpected(service::problem(404, {"LG0830", fmt::format("there is no proposal `{}`", excerpt(id)), "", "/v1/proposals lists them"}));
    return **std::move(one);
  }

  static std::optional<Error> complaint(const Proposal& one, const Json& content) {
    if (std::find(kKinds.begin(), kKinds.end(), one.kind) == kKinds.end()) return Error{"LG0804", fmt::format("`{}` is nothing that can be proposed", excerpt(one.kind)), "kind", "`hold.release`, `license.amend`, `license.hold` or `license.revoke`"};
    if (one.about.empty()) return Error{"LG0804", "the proposal does not say what it is about", "about", "the id of a sealed determination, or the number of a license"};
    if (!content.contains("reason") || trim(content["reason"].get_ref<const std::string&>()).empty()) return Error{"LG0804", "the proposal gives no reason", "reason", "say why, for the person who decides and for the record"};
    const auto command = command_of(one, content);
    return command ? std::nullopt : std::optional(command.error());
  }

  // What an approval does in the ledger. The numbers are texts, so that none is rounded.
  static Result<ledger::Command> command_of(const Proposal& one, const Json& content) {
    if (one.kind == "license.hold") return ledger::Command(ledger::Hold{one.about, true});
    if (one.kind == "license.revoke") return ledger::Command(ledger::Revoke{one.about});
    ledger::Amend amend;
    amend.license = one.about;
    amend.line = 1;
    for (const auto& [name, value] : content.items()) {
      const auto& text = value.get_ref<const std::string&>();
      if (name == "line") {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amend.line);
        if (error != std::errc() || end != text.data() + text.size()) return fail("LG0804", fmt::format("`{}` is no number of a line", excerpt(text)), "1, 2, 3, …", "line");
      }
      const auto number = name == "quantity" || name == "value" ? Decimal::parse(text) : Result<Decimal>(Decimal());
      const auto day = name == "until" ? Date::parse(text) : Result<Date>(Date());
      if (!number) return fail(number.error().code, number.error().message, number.error().fix, name);
      if (!day) return fail(day.error().code, day.error().message, day.error().fix, name);
      if (name == "quantity") amend.granted = *number;
      if (name == "value") amend.value = *number;
      if (name == "until") amend.valid_until = *day;
    }
    return ledger::Command(std::move(amend));
  }

  // Is it there, and is it what the author saw? The version that he saw is kept.
  std::optional<Response> refuse_subject(const Request& request, Proposal& one) {
    if (ledger_.empty()) return service::problem(503, {"LG0017", "the service was started without a ledger", "", "start it with `--ledger sqlite:PATH`, or the variable LOCKGATE_LEDGER"});
    auto store = ledger::Store::open(ledger_);
    if (!store) return service::problem(503, store.error());
    std::optional<Response> out;
    const auto looked = store->look([&](const ledger::State& state) {
      if (one.kind == kRelease) {
        const auto sealed = ledger::find<ledger::Sealed>(state, one.about);
        if (!sealed) out = service::problem(404, {"LG0833", fmt::format("no determination `{}` is sealed in the ledger", excerpt(one.about)), "about", "`lockgate audit` lists what is sealed"});
        else if (sealed->verdict != trade::to_string(trade::Verdict::Hold)) out = service::problem(422, {"LG0833", fmt::format("this determination is no hold but `{}`", sealed->verdict), "about", "only a hold is released"});
        return;
      }
      one.tag = tag_of_license(state, one.about);
      if (one.tag.empty()) out = service::problem(404, {"LG0720", fmt::format("there is no license `{}`", excerpt(one.about)), "about", "/v1/licenses lists them"});
      else out = service::refuse_version(request, one.tag);
    });
    return looked ? out : service::problem(503, looked.error());
  }

  static std::string tag_of_license(const ledger::State& state, const std::string& number) {
    return ledger::find<ledger::License>(state, number) ? service::tag_of(license_page(state, number)) : "";
  }

  // What the author saw must still be so when it is approved.
  std::optional<Response> refuse_changed(const Proposal& one) {
    if (one.tag.empty()) return std::nullopt;
    auto store = ledger::Store::open(ledger_);
    if (!store) return service::problem(503, store.error());
    std::string now;
    const auto looked = store->look([&](const ledger::State& state) { now = tag_of_license(state, one.about); });
    if (!looked) return service::problem(503, looked.error());
    if (now == one.tag) return std::nullopt;
    return service::problem(412, {"LG0824", "the license has changed since this was proposed", "", "reject the proposal, and have it made anew"});
  }

  void carry_out(Proposal& one) {
    const auto command = command_of(one, Json::parse(one.content));
    auto store = ledger::Store::open(ledger_);
    Json outcome{{"result", "failed"}};
    if (command && store) {
      const auto done = store->perform({*command, fmt::format("{}, approved by {}", one.author, one.decided_by), service::time_text(service::milliseconds_now())});
      if (done) outcome = done->is_accepted() ? Json{{"result", to_string(done->code)}} : refusal_json(*done);
      else outcome["because"] = done.error().message;
    }
    one.outcome = outcome.dump();
    static_cast<void>(proposals_.note_outcome(one.id, one.outcome));
  }

  service::Proposals proposals_;
  std::string ledger_;
};

service::Schema proposal_schema() {
  using service::object_of, service::text;
  return object_of({{"id", text()}, {"kind", text()}, {"about", text()}, {"content", {{"type", "object"}}}, {"author", text()}, {"made_at", text()}, {"state", text("`open`, `approved`, `rejected` or `withdrawn`")}, {"decided_by", text()}, {"decided_at", text()}, {"remark", text()}, {"outcome", {{"type", "object"}}}},
                   {"id", "kind", "about", "author", "state"});
}

service::Route decision(std::shared_ptr<Desk> desk, const std::string& word, const std::string& state, std::vector<std::string> roles) {
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
  out.answer = [desk = std::move(desk), state](const Request& request) { return desk->decide(request, state); };
  return out;
}

}  // namespace

std::vector<service::Route> proposal_routes(const service::Service& service, const std::string& ledger) {
  using service::list_of, service::object_of, service::text;
  if (service.records() == nullptr) return {};
  const auto desk = std::make_shared<Desk>(*service.records(), ledger);
  service::Route propose;
  propose.method = "POST";
  propose.path = "/v1/proposals";
  propose.name = "propose";
  propose.says = "proposes what another person must approve: the release of a sealed hold, or a change of a license (with `If-Match`, its `ETag`)";
  propose.takes = {{"application/json", object_of({{"kind", text()}, {"about", text()}, {"reason", text()}, {"line", text()}, {"quantity", text()}, {"value", text()}, {"until", text("YYYY-MM-DD")}}, {"kind", "about", "reason"})}};
  propose.gives = {{"application/json", proposal_schema()}};
  propose.headers = {{"If-Match", "of a license: the `ETag` that came with it", "", false}};
  propose.roles = {"analyst", "approver"};
  propose.gives_status = 201;
  propose.problems = {404, 412, 428};
  propose.answer = [desk](const Request& request) { return desk->propose(request); };
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
  all.answer = [desk](const Request& request) { return desk->list(request); };
  service::Route one = all;
  one.path = "/v1/proposals/{id}";
  one.name = "proposal";
  one.says = "a proposal, with the `ETag` that deciding it wants";
  one.query.clear();
  one.is_party_file = true;
  one.gives = {{"application/json", proposal_schema()}};
  one.problems = {404, 503};
  one.answer = [desk](const Request& request) { return desk->show(request); };
  return {propose, all, one, decision(desk, "approve", "approved", {"approver"}), decision(desk, "reject", "rejected", {"approver"}), decision(desk, "withdraw", "withdrawn", {"analyst", "approver"})};
}

}  // namespace lockgate::cli
