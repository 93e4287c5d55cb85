#include "cli/proposal_desk.h"

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
#include "service/problem.h"
#include "service/question.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;
using service::Proposal;
using service::Request;
using service::Response;

const std::vector<std::string> kKinds = {ProposalDesk::kRelease, ProposalDesk::kOrderRelease, "license.amend", "license.hold", "license.revoke", RuleProposals::kPublish, RuleProposals::kRetire};

unsigned status_of(const Error& error) {
  if (error.code == "LG0830") return 404;
  if (error.code == "LG0831") return 409;
  return error.code == "LG0832" ? 403 : 503;
}

// Which roles propose what is of this kind, and which decide on it.
std::vector<std::string> roles_of(const Proposal& one, bool is_deciding) {
  if (RuleProposals::is_rule(one)) return {is_deciding ? "rule_approver" : "rule_author"};
  return is_deciding ? std::vector<std::string>{"approver"} : std::vector<std::string>{"analyst", "approver"};
}

// What an approval does in the ledger. The numbers are texts, so that none is rounded.
Result<ledger::Command> command_of(const Proposal& one, const Json& content) {
  if (one.kind == ProposalDesk::kOrderRelease) return ledger::Command(ledger::PutStay{{ProposalDesk::kOrder, one.about, "", service::read_day("today").value()}});
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

std::optional<Error> complaint(const Proposal& one, const Json& content) {
  if (std::find(kKinds.begin(), kKinds.end(), one.kind) == kKinds.end()) return Error{"LG0804", fmt::format("`{}` is nothing that can be proposed", excerpt(one.kind)), "kind", "`hold.release`, `order.release`, `license.amend`, `license.hold`, `license.revoke`, `rule.publish` or `rule.retire`"};
  if (one.about.empty()) return Error{"LG0804", "the proposal does not say what it is about", "about", "the id of a sealed determination, an order, the number of a license, or the name of an overlay"};
  if (!content.contains("reason") || trim(content["reason"].get_ref<const std::string&>()).empty()) return Error{"LG0804", "the proposal gives no reason", "reason", "say why, for the person who decides and for the record"};
  if (RuleProposals::is_rule(one)) return std::nullopt;
  const auto command = command_of(one, content);
  return command ? std::nullopt : std::optional(command.error());
}

std::string tag_of_license(const ledger::State& state, const std::string& number) { return ledger::find<ledger::License>(state, number) ? service::tag_of(license_page(state, number)) : ""; }

// Of the hold that stands; empty: there is none.
std::string tag_of_order(const ledger::State& state, const std::string& order) {
  const auto stay = ledger::find<ledger::Stay>(state, ProposalDesk::kOrder, order);
  return stay && !stay->because.empty() ? service::tag_of(stay->since.to_string() + " " + stay->because) : "";
}

std::string tag_of(const ledger::State& state, const Proposal& one) { return one.kind == ProposalDesk::kOrderRelease ? tag_of_order(state, one.about) : tag_of_license(state, one.about); }

Response none_of(const Proposal& one) {
  if (one.kind == ProposalDesk::kOrderRelease) return service::problem(404, {"LG0833", fmt::format("nobody has put the order `{}` on hold", excerpt(one.about)), "about", "/v1/holds lists those that are"});
  return service::problem(404, {"LG0720", fmt::format("there is no license `{}`", excerpt(one.about)), "about", "/v1/licenses lists them"});
}

std::optional<Response> refuse_sealed(const ledger::State& state, const std::string& id) {
  const auto sealed = ledger::find<ledger::Sealed>(state, id);
  if (!sealed) return service::problem(404, {"LG0833", fmt::format("no determination `{}` is sealed in the ledger", excerpt(id)), "about", "`lockgate audit` lists what is sealed"});
  if (sealed->verdict == trade::to_string(trade::Verdict::Hold)) return std::nullopt;
  return service::problem(422, {"LG0833", fmt::format("this determination is no hold but `{}`", sealed->verdict), "about", "only a hold is released"});
}

}  // namespace

Json proposal_json(const Proposal& one) {
  Json out{{"id", one.id}, {"kind", one.kind}, {"about", one.about}, {"content", Json::parse(one.content)}, {"author", one.author}, {"made_at", one.made_at}, {"state", one.state}};
  if (one.state != "open") out.update({{"decided_by", one.decided_by}, {"decided_at", one.decided_at}, {"remark", one.remark}});
  if (!one.outcome.empty()) out["outcome"] = Json::parse(one.outcome);
  return out;
}

ProposalDesk::Or<Proposal> ProposalDesk::propose(const Request& request, Proposal one, const Json& content) {
  one.author = request.caller;
  if (const auto wrong = complaint(one, content)) return tl::unexpected(service::problem(400, *wrong));
  if (auto refused = service::refuse_roles(request, roles_of(one, false))) return tl::unexpected(*std::move(refused));
  one.content = content.dump();
  if (auto refused = RuleProposals::is_rule(one) ? rules_.refuse_text(one) : refuse_subject(request, one)) return tl::unexpected(*std::move(refused));
  auto made = proposals_.open(std::move(one));
  return made ? Or<Proposal>(std::move(*made)) : tl::unexpected(service::problem(503, made.error()));
}

ProposalDesk::Or<Proposal> ProposalDesk::decide(const Request& request, const Proposal& one, const std::string& state, const std::string& remark) {
  if (auto refused = service::refuse_roles(request, roles_of(one, state != "withdrawn"))) return tl::unexpected(*std::move(refused));
  if (state == "approved" && one.author != request.caller)
    if (auto refused = RuleProposals::is_rule(one) ? rules_.refuse_approval(one, request.caller) : refuse_changed(one)) return tl::unexpected(*std::move(refused));
  auto decided = proposals_.decide(one.id, state, request.caller, remark);
  if (!decided) return tl::unexpected(service::problem(status_of(decided.error()), decided.error()));
  if (state == "approved" && decided->kind != kRelease) carry_out(*decided);
  return *std::move(decided);
}

ProposalDesk::Or<Proposal> ProposalDesk::find(const std::string& id) {
  auto one = proposals_.find(id);
  if (!one) return tl::unexpected(service::problem(503, one.error()));
  if (!*one) return tl::unexpected(service::problem(404, {"LG0830", fmt::format("there is no proposal `{}`", excerpt(id)), "", "/v1/proposals lists them"}));
  return **std::move(one);
}

// Is it there, and is it what the author saw? The version that he saw is kept.
std::optional<Response> ProposalDesk::refuse_subject(const Request& request, Proposal& one) {
  if (ledger_.empty()) return service::problem(503, {"LG0017", "the service was started without a ledger", "", "start it with `--ledger sqlite:PATH`, or the variable LOCKGATE_LEDGER"});
  auto store = ledger::Store::open(ledger_);
  if (!store) return service::problem(503, store.error());
  std::optional<Response> out;
  const auto looked = store->look([&](const ledger::State& state) {
    if (one.kind == kRelease) return void(out = refuse_sealed(state, one.about));
    one.tag = tag_of(state, one);
    if (one.tag.empty()) out = none_of(one);
    else if (one.kind != kOrderRelease) out = service::refuse_version(request, one.tag);
  });
  return looked ? out : service::problem(503, looked.error());
}

// What the author saw must still be so when it is approved.
std::optional<Response> ProposalDesk::refuse_changed(const Proposal& one) {
  if (one.tag.empty()) return std::nullopt;
  auto store = ledger::Store::open(ledger_);
  if (!store) return service::problem(503, store.error());
  std::string now;
  const auto looked = store->look([&](const ledger::State& state) { now = tag_of(state, one); });
  if (!looked) return service::problem(503, looked.error());
  if (now == one.tag) return std::nullopt;
  return service::problem(412, {"LG0824", one.kind == kOrderRelease ? "the hold is another one than when this was proposed" : "the license has changed since this was proposed", "", "reject the proposal, and have it made anew"});
}

void ProposalDesk::carry_out(Proposal& one) {
  if (RuleProposals::is_rule(one)) return note(one, rules_.publish(one));
  const auto command = command_of(one, Json::parse(one.content));
  auto store = ledger::Store::open(ledger_);
  Json outcome{{"result", "failed"}};
  if (command && store) {
    const auto done = store->perform({*command, fmt::format("{}, approved by {}", one.author, one.decided_by), service::time_text(service::milliseconds_now())});
    if (done) outcome = done->is_accepted() ? Json{{"result", to_string(done->code)}} : refusal_json(*done);
    else outcome["because"] = done.error().message;
  }
  note(one, outcome);
}

void ProposalDesk::note(Proposal& one, const Json& outcome) {
  one.outcome = outcome.dump();
  static_cast<void>(proposals_.note_outcome(one.id, one.outcome));
}

}  // namespace lockgate::cli
