// Orders that somebody has put on hold: many in one request, each line for itself. One person holds; releasing takes two.
#include <fmt/format.h>

#include <map>
#include <set>

#include "base/text.h"
#include "cli/ledger_json.h"
#include "cli/options.h"
#include "cli/proposal_desk.h"
#include "cli/routes.h"
#include "desk/seal.h"
#include "ledger/store.h"
#include "service/clock.h"
#include "service/json_body.h"
#include "service/problem.h"
#include "service/question.h"
#include "service/schema.h"
#include "service/sheet.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;
using service::Proposal;
using service::Request;
using service::Response;

constexpr std::size_t kMostOrders = 1000;

// The orders of a request, and the sentence that goes with them.
struct Asked {
  std::vector<std::string> orders;
  std::string words;
};

Result<Asked> read(const Request& request, const std::string& words, bool is_needed) {
  const auto body = service::read_json_body(request, {words}, {"orders"});
  if (!body) return tl::unexpected(body.error());
  Asked out;
  if (const auto given = body->settings.find(words); given != body->settings.end()) out.words = trim(given->second);
  if (is_needed && out.words.empty()) return fail("LG0804", fmt::format("the request gives no {}", words), "say why, for whoever decides and for the record", words);
  const wire::JsonValue* orders = body->value.member("orders");
  const bool is_list = orders != nullptr && orders->is_array() && !orders->items.empty() && orders->items.size() <= kMostOrders;
  for (std::size_t i = 0; is_list && i < orders->items.size(); ++i)
    if (orders->items[i].is_text()) out.orders.push_back(orders->items[i].text);
  if (!is_list || out.orders.size() != orders->items.size() || std::set<std::string>(out.orders.begin(), out.orders.end()).size() != out.orders.size())
    return fail("LG0804", fmt::format("expected a list `orders` of 1 to {} different texts", kMostOrders), "send `{\"orders\": [\"…\"]}`", "orders");
  return out;
}

// What came of each line.
class Lines {
 public:
  void done(const std::string& order, const char* result, const std::string& proposal = {}) {
    lines_.push_back({{"order", order}, {"result", result}});
    if (!proposal.empty()) lines_.back()["proposal"] = proposal;
    ++done_;
  }
  void refuse(const std::string& order, const Error& error) {
    Json problem{{"code", error.code}, {"detail", error.message}};
    if (!error.fix.empty()) problem["fix"] = error.fix;
    lines_.push_back({{"order", order}, {"problem", std::move(problem)}});
  }
  // An answer that says why not.
  void refuse(const std::string& order, const Response& answer) {
    const Json told = Json::parse(answer.body);
    refuse(order, Error{told.value("code", ""), told.value("detail", ""), "", told.value("fix", "")});
  }
  Response response() const { return service::json_response({{"done", done_}, {"failed", lines_.size() - done_}, {"lines", lines_}}); }

 private:
  Json lines_ = Json::array();
  std::size_t done_ = 0;
};

bool is_held(const ledger::State& state, const std::string& order) {
  const auto stay = ledger::find<ledger::Stay>(state, ProposalDesk::kOrder, order);
  return stay && !stay->because.empty();
}

Error not_sealed(const std::string& order) { return {"LG0833", fmt::format("no determination of the order `{}` is sealed in the ledger", excerpt(order)), "", "check it with a service that was started with --seal"}; }

class Holds {
 public:
  explicit Holds(std::shared_ptr<ProposalDesk> desk) : desk_(std::move(desk)) {}

  Response list(const Request& request) {
    Json out{{"holds", Json::array()}};
    const auto waiting = open_proposals();
    if (!waiting) return service::problem(503, waiting.error());
    auto looked = look([&](const ledger::State& state) {
      for (const ledger::Stay& stay : ledger::list<ledger::Stay>(state, "kind", ProposalDesk::kOrder)) {
        if (stay.because.empty()) continue;
        Json one{{"order", stay.subject}, {"because", stay.because}, {"since", stay.since.to_string()}, {"release", nullptr}};
        for (const Proposal& proposal : *waiting)
          if (proposal.kind == ProposalDesk::kOrderRelease && proposal.about == stay.subject) one["release"] = {{"proposal", proposal.id}, {"author", proposal.author}, {"made_at", proposal.made_at}};
        out["holds"].push_back(std::move(one));
      }
    });
    return looked ? *std::move(looked) : service::sheet(request, std::move(out), "holds", "order");
  }

  Response hold(const Request& request) {
    const auto asked = read(request, "reason", true);
    if (!asked) return service::problem(400, asked.error());
    Lines lines;
    std::vector<std::string> fresh;
    if (auto refused = look([&](const ledger::State& state) { fresh = sort_out(state, asked->orders, lines); })) return *std::move(refused);
    std::vector<ledger::Request> requests;
    for (const std::string& order : fresh) requests.push_back({ledger::PutStay{{ProposalDesk::kOrder, order, asked->words, service::read_day("today").value()}}, request.caller, service::time_text(service::milliseconds_now())});
    auto store = ledger::Store::open(desk_->ledger());
    const auto done = store && !requests.empty() ? store->perform(requests) : Result<std::vector<ledger::Outcome>>(std::vector<ledger::Outcome>());
    if (!store || !done) return service::problem(503, store ? done.error() : store.error());
    for (const std::string& order : fresh) lines.done(order, "held");
    return lines.response();
  }

  // A proposal for each line: of the hold that somebody put, or of the sealed answer where that is a hold.
  Response ask_release(const Request& request) {
    const auto asked = read(request, "reason", true);
    if (!asked) return service::problem(400, asked.error());
    Lines lines;
    std::set<std::string> held;
    if (auto refused = look([&](const ledger::State& state) {
          for (const std::string& order : asked->orders)
            if (is_held(state, order)) held.insert(order);
        })) return *std::move(refused);
    auto store = ledger::Store::open(desk_->ledger());
    if (!store) return service::problem(503, store.error());
    const auto waiting = open_proposals();
    if (!waiting) return service::problem(503, waiting.error());
    for (const std::string& order : asked->orders) {
      auto wanted = release_of(*store, order, held.contains(order));
      if (!wanted) return service::problem(503, wanted.error());
      propose(request, order, *std::move(wanted), asked->words, *waiting, lines);
    }
    return lines.response();
  }

  Response approve(const Request& request) {
    const auto asked = read(request, "remark", false);
    if (!asked) return service::problem(400, asked.error());
    const auto waiting = open_proposals();
    if (!waiting) return service::problem(503, waiting.error());
    std::map<std::string, Proposal> open;  // by order
    if (auto refused = look([&](const ledger::State& state) { open = by_order(state, *waiting); })) return *std::move(refused);
    Lines lines;
    for (const std::string& order : asked->orders) {
      const auto known = open.find(order);
      if (known == open.end()) {
        lines.refuse(order, {"LG0830", "nobody has asked for the release of this order", "", "ask for it first; another person then approves it"});
        continue;
      }
      const auto decided = desk_->decide(request, known->second, "approved", asked->words);
      if (!decided) lines.refuse(order, decided.error());
      else if (is_failed(*decided)) lines.refuse(order, {"LG0702", "the release was approved, and could not be entered in the ledger", "", "see the outcome of the proposal " + decided->id});
      else lines.done(order, "released", decided->id);
    }
    return lines.response();
  }

 private:
  // Why the ledger cannot be looked at; nothing: it was.
  template <class See>
  std::optional<Response> look(See see) {
    if (desk_->ledger().empty()) return service::problem(503, {"LG0017", "the service was started without a ledger", "", "start it with `--ledger sqlite:PATH`, or the variable LOCKGATE_LEDGER"});
    auto store = ledger::Store::open(desk_->ledger());
    if (!store) return service::problem(503, store.error());
    const auto looked = store->look(see);
    return looked ? std::nullopt : std::optional(service::problem(503, looked.error()));
  }

  Result<std::vector<Proposal>> open_proposals() {
    auto all = desk_->all();
    if (all) std::erase_if(*all, [](const Proposal& one) { return one.state != "open"; });
    return all;
  }

  static std::vector<std::string> sort_out(const ledger::State& state, const std::vector<std::string>& orders, Lines& lines) {
    const auto is_sealed = [&](const std::string& order) { return !ledger::list<ledger::Sealed>(state, "order", order).empty(); };
    std::vector<std::string> out;
    for (const std::string& order : orders) {
      if (is_held(state, order)) lines.refuse(order, {"LG0854", "the order is on hold already", "", "/v1/holds says since when, and why"});
      else if (!is_sealed(order)) lines.refuse(order, not_sealed(order));
      else out.push_back(order);
    }
    return out;
  }

  // What would have to be proposed; without a kind: nothing of the order is on hold.
  static Result<Proposal> release_of(ledger::Store& store, const std::string& order, bool is_held) {
    Proposal out;
    if (is_held) return out.kind = ProposalDesk::kOrderRelease, out.about = order, out;
    const auto sealed = desk::newest_of_each_order(store, order);
    if (!sealed) return tl::unexpected(sealed.error());
    if (!sealed->empty() && sealed->front().verdict == trade::to_string(trade::Verdict::Hold)) out.kind = ProposalDesk::kRelease, out.about = sealed->front().id;
    return out;
  }

  void propose(const Request& request, const std::string& order, Proposal one, const std::string& reason, const std::vector<Proposal>& waiting, Lines& lines) {
    if (one.kind.empty()) return lines.refuse(order, {"LG0833", "nothing of this order is on hold", "", "only what is on hold is released"});
    for (const Proposal& known : waiting)
      if (known.kind == one.kind && known.about == one.about) return lines.refuse(order, {"LG0855", fmt::format("`{}` has asked for this release already", known.author), "", "another person approves it"});
    const auto made = desk_->propose(request, std::move(one), {{"reason", reason}});
    made ? lines.done(order, "proposed", made->id) : lines.refuse(order, made.error());
  }

  static std::map<std::string, Proposal> by_order(const ledger::State& state, const std::vector<Proposal>& waiting) {
    std::map<std::string, Proposal> out;
    for (const Proposal& one : waiting) {
      if (one.kind == ProposalDesk::kOrderRelease) out[one.about] = one;
      const auto sealed = one.kind == ProposalDesk::kRelease ? ledger::find<ledger::Sealed>(state, one.about) : std::nullopt;
      if (sealed) out.emplace(sealed->order, one);
    }
    return out;
  }

  static bool is_failed(const Proposal& decided) { return !decided.outcome.empty() && Json::parse(decided.outcome).value("result", "") != "done" && Json::parse(decided.outcome).value("result", "") != "exists"; }

  std::shared_ptr<ProposalDesk> desk_;
};

service::Route bulk(const char* path, const char* name, const char* says, const char* words, std::vector<std::string> roles) {
  using service::list_of, service::object_of, service::text;
  service::Route out;
  out.method = "POST";
  out.path = path;
  out.name = name;
  out.says = says;
  out.roles = std::move(roles);
  out.takes = {{"application/json", object_of({{"orders", list_of(text())}, {words, text()}}, {"orders"})}};
  const service::Schema line = object_of({{"order", text()}, {"result", text("`held`, `proposed` or `released`")}, {"proposal", text()}, {"problem", {{"type", "object"}}}}, {"order"});
  out.gives = {{"application/json", object_of({{"done", {{"type", "integer"}}}, {"failed", {{"type", "integer"}}}, {"lines", list_of(line)}}, {"done", "failed", "lines"})}};
  out.problems = {400, 503};
  return out;
}

}  // namespace

std::vector<service::Route> hold_routes(const std::shared_ptr<ProposalDesk>& desk) {
  using service::list_of, service::object_of, service::text;
  const auto holds = std::make_shared<Holds>(desk);
  service::Route all;
  all.method = "GET";
  all.path = "/v1/holds";
  all.name = "holds";
  all.says = "the orders that somebody has put on hold, and whose release was asked for";
  all.query = service::sheet_parameters();
  const service::Schema hold = object_of({{"order", text()}, {"because", text()}, {"since", text()}, {"release", {{"type", {"object", "null"}}}}});
  all.gives = {{"application/json", object_of({{"holds", list_of(hold)}, {"next", {{"type", {"string", "null"}}}}}, {"holds"})}};
  all.problems = {503};
  all.answer = [holds](const Request& request) { return holds->list(request); };
  service::Route put = bulk("/v1/holds", "hold", "puts orders on hold, of which something is sealed; nothing ships under a case of theirs until they are released", "reason", {"analyst", "approver"});
  put.answer = [holds](const Request& request) { return holds->hold(request); };
  service::Route ask = bulk("/v1/holds/release", "ask_release", "proposes the release of orders: of the hold that somebody put, or of a sealed answer that is a hold", "reason", {"analyst", "approver"});
  ask.answer = [holds](const Request& request) { return holds->ask_release(request); };
  service::Route approve = bulk("/v1/holds/approve", "approve_release", "approves the releases of these orders that others proposed", "remark", {"approver"});
  approve.answer = [holds](const Request& request) { return holds->approve(request); };
  return {all, put, ask, approve};
}

}  // namespace lockgate::cli
