// What a change does to what is still open: the sealed orders of open cases are decided again on two dates, every open
// reservation and every open line is put to the machine as of the second. `--apply` puts what is touched on hold.
#include <fmt/format.h>

#include <map>

#include "cli/command.h"
#include "cli/layout.h"
#include "cli/ledger_json.h"
#include "cli/page.h"
#include "desk/seal.h"
#include "ledger/balance.h"
#include "ledger/case_course.h"
#include "ledger/sum.h"
#include "wire/determination_json.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;
using namespace ledger;

constexpr std::size_t kAtOnce = 500;

struct Arguments {
  std::string before;
  std::string after;
  bool is_applied = false;
  std::string kind = "line";
  std::string subject;
  LedgerAccess access;
};

struct Touched {
  std::string kind;  // `line`, `draw`, `case`
  std::string subject;
  std::string license;
  std::string because;
  std::optional<Decimal> amount;
  std::string currency;
};

// A case that is open, with the order it rests on.
struct OpenCaseFile {
  CaseFile file;
  std::optional<Sealed> sealed;
};

// What the ledger has open, taken out of it in one look.
struct Open {
  std::vector<OpenCaseFile> cases;
  std::vector<Line> lines;  // of active licenses, with something left
  std::vector<Draw> draws;  // reservations
  std::vector<Touched> frozen;
  std::vector<std::string> without_case;
};

// A refusal that only says that the question was not precise enough is none.
bool is_about_the_line(Code code) {
  return code != Code::Done && code != Code::PartyNotStated && code != Code::LaboratoryNotStated && code != Code::OnStay && code != Code::KeyNotGiven;
}

std::optional<Decimal> money_left(const Line& line) { return line.value ? exact_share(*line.value, left_of(line), line.granted) : std::nullopt; }

// Whether anything of the line could still ship on this day.
Outcome try_line(const State& state, const Line& line, Date on) {
  Reserve wish;
  wish.key = "?" + line.license;
  wish.license = line.license;
  wish.line = line.line;
  wish.quantity = std::min(left_of(line), Decimal::of(1));
  wish.date = on;
  return ledger::apply(state, wish).outcome;
}

void add_draws(Open& open, const State& state, const std::string& license, Date on) {
  for (const Draw& draw : list<Draw>(state, "license", license)) {
    if (draw.state != DrawState::Reserved) continue;
    open.draws.push_back(draw);
    const Outcome outcome = ledger::apply(state, Settle{draw.key, on}).outcome;
    if (is_about_the_line(outcome.code)) open.frozen.push_back({"draw", draw.key, license, fmt::format("{} {}", to_string(outcome.code), outcome.about), draw.value, draw.currency});
  }
}

void add_license(Open& open, const State& state, const License& license, Date on) {
  for (const Line& line : list<Line>(state, "license", license.number)) {
    if (left_of(line).sign() <= 0) continue;
    open.lines.push_back(line);
    const Outcome outcome = try_line(state, line, on);
    if (is_about_the_line(outcome.code))
      open.frozen.push_back({"line", fmt::format("{}/{}", line.license, line.line), license.number, fmt::format("{} {}", to_string(outcome.code), outcome.about), money_left(line), line.currency});
  }
  add_draws(open, state, license.number, on);
  if (list<CaseFile>(state, "license", license.number).empty()) open.without_case.push_back(license.number);
}

Open open_in(const State& state, Date on) {
  Open open;
  for (const License& license : list<License>(state)) add_license(open, state, license, on);
  for (const CaseFile& file : list<CaseFile>(state))
    if (file.state == CaseState::Open) open.cases.push_back({file, find<Sealed>(state, file.determination)});
  return open;
}

// What a determination comes to, gate by gate, without its wording.
std::map<std::string, Json> gates_of(const trade::Determination& determination) {
  std::map<std::string, Json> gates;
  Json json = wire::to_json(determination);
  for (Json& gate : json["gates"]) {
    for (const char* key : {"reasons", "notes", "contested", "duties"}) gate.erase(key);
    const std::string name = gate["gate"].get<std::string>();
    gates[name] = std::move(gate);
  }
  return gates;
}

std::string difference_of(const Json& before, const Json& after) {
  std::string out;
  for (const auto& [key, value] : after.items()) {
    const Json was = before.contains(key) ? before[key] : Json(nullptr);
    if (was != value) out += fmt::format("{}{} {} → {}", out.empty() ? "" : ", ", key, was.is_string() ? was.get<std::string>() : was.dump(), value.is_string() ? value.get<std::string>() : value.dump());
  }
  return out;
}

// How the law treats an order on two days; empty: the same.
std::string flip_of(const desk::Desk& desk, const trade::Order& order, decide::Options options, Date before, Date after) {
  options.as_of = before;
  const trade::Determination then = desk.decide(order, options);
  options.as_of = after;
  const trade::Determination now = desk.decide(order, options);
  auto were = gates_of(then);
  std::string out;
  for (const auto& [gate, is] : gates_of(now))
    if (const std::string each = difference_of(were[gate].is_null() ? Json::object() : were[gate], is); !each.empty()) out += fmt::format("{}{}: {}", out.empty() ? "" : "; ", gate, each);
  if (!out.empty()) out += fmt::format(" ({} → {})", trade::to_string(then.verdict), trade::to_string(now.verdict));
  return out;
}

void add_flip(std::vector<Touched>& touched, const Open& open, const OpenCaseFile& each, const std::string& because, const trade::Order& order) {
  const std::string& license = each.file.license;
  std::optional<Decimal> amount;
  const bool is_counted = license.empty() && order.quantity && order.quantity->is_point() && order.unit_price;
  if (is_counted) amount = multiply(order.quantity->min, order.unit_price->amount);
  touched.push_back({"case", each.file.id, license, because, amount, is_counted ? order.unit_price->currency : ""});
  if (license.empty()) return;
  for (const Line& line : open.lines)
    if (line.license == license) touched.push_back({"line", fmt::format("{}/{}", license, line.line), license, because, money_left(line), line.currency});
  for (const Draw& draw : open.draws)
    if (draw.license == license) touched.push_back({"draw", draw.key, license, because, draw.value, draw.currency});
}

// One subject, one entry: reasons are put together, money counts once.
std::vector<Touched> merged(const std::vector<Touched>& touched) {
  std::map<std::pair<std::string, std::string>, Touched> by_subject;
  for (const Touched& each : touched) {
    const auto [place, is_new] = by_subject.try_emplace({each.kind, each.subject}, each);
    if (!is_new) place->second.because += "; " + each.because;
  }
  std::vector<Touched> out;
  for (auto& [key, each] : by_subject) out.push_back(std::move(each));
  return out;
}

std::map<std::string, Decimal> totals_of(const std::vector<Touched>& touched) {
  std::map<std::string, Decimal> totals;
  for (const Touched& each : touched)
    if (each.amount)
      if (const auto sum = add(totals[each.currency], *each.amount)) totals[each.currency] = *sum;
  return totals;
}

Json json_of(const std::vector<Touched>& touched, const std::vector<std::string>& not_judged, const Arguments& given) {
  Json json{{"before", given.before}, {"after", given.after}, {"touched", Json::array()}};
  for (const Touched& each : touched) {
    Json one{{"kind", each.kind}, {"subject", each.subject}, {"because", each.because}};
    if (!each.license.empty()) one["license"] = each.license;
    one["money"] = each.amount ? Json{{"amount", each.amount->to_string()}, {"currency", each.currency}} : Json(nullptr);
    json["touched"].push_back(std::move(one));
  }
  json["money"] = Json::object();
  for (const auto& [currency, sum] : totals_of(touched)) json["money"][currency] = sum.to_string();
  json["not_judged"] = not_judged;
  return json;
}

std::string text_of(const std::vector<Touched>& touched, const std::vector<std::string>& not_judged) {
  std::string said = fmt::format("{} touched\n", touched.size());
  for (const Touched& each : touched)
    said += fmt::format("  {:4} {}{}: {}\n", each.kind, each.subject, each.amount ? fmt::format("  {} {}", each.currency, grouped(each.amount->to_string())) : "", each.because);
  for (const auto& [currency, sum] : totals_of(touched)) said += fmt::format("money: {} {}\n", currency, grouped(sum.to_string()));
  for (const std::string& each : not_judged) said += fmt::format("not judged by the law: {}\n", each);
  return said;
}

// A transaction for each chunk; what has been put on hold stays so if a later chunk fails.
bool apply_all(Session& session, const Arguments& given, Store& store, const std::vector<Touched>& touched, Date on) {
  for (std::size_t begin = 0; begin < touched.size(); begin += kAtOnce) {
    std::vector<Request> chunk;
    for (std::size_t i = begin; i < std::min(begin + kAtOnce, touched.size()); ++i)
      chunk.push_back(given.access.request(PutStay{{touched[i].kind, touched[i].subject, touched[i].because, on}}));
    if (const auto outcomes = store.perform(chunk); !outcomes) {
      refuse_ledger(session, outcomes.error());
      return false;
    }
  }
  return true;
}

void judge_cases(Session& session, const desk::Desk& desk, const Open& open, Date before, Date after, std::vector<Touched>& touched, std::vector<std::string>& not_judged) {
  for (const OpenCaseFile& each : open.cases) {
    if (!each.sealed) {
      not_judged.push_back(fmt::format("case {}: it rests on no sealed determination", each.file.id));
      continue;
    }
    const auto order = desk::order_of(desk, *each.sealed);
    if (!order) {
      session.refuse(order.error());
      continue;
    }
    if (const std::string flip = flip_of(desk, *order, desk::options_of(*each.sealed), before, after); !flip.empty()) add_flip(touched, open, each, flip, *order);
  }
  for (const std::string& license : open.without_case) not_judged.push_back(fmt::format("license {}: no case names it", license));
}

void changed(Session& session, const Arguments& given) {
  const auto before = date_of(session, given.before);
  const auto after = before ? date_of(session, given.after) : std::nullopt;
  auto store = after ? given.access.open(session) : std::nullopt;
  const auto desk = store ? session.open_desk() : nullptr;
  if (desk == nullptr) return;
  Open open;
  const auto looked = store->look([&](const State& state) { open = open_in(state, *after); });
  if (!looked) return refuse_ledger(session, looked.error());
  std::vector<Touched> touched = open.frozen;
  std::vector<std::string> not_judged;
  judge_cases(session, *desk, open, *before, *after, touched, not_judged);
  touched = merged(touched);
  if (!touched.empty()) session.worsen(Status::SomeDoNot);
  if (given.is_applied && !apply_all(session, given, *store, touched, *after)) return;
  Json json = json_of(touched, not_judged, given);
  json["applied"] = given.is_applied;
  const std::string held = given.is_applied ? fmt::format("{} put on hold; `lockgate license lift` ends it\n", touched.size()) : "";
  session.out().write(given.access.is_json() ? json.dump(2) + "\n" : printable(text_of(touched, not_judged) + held));
}

Json show_stay(const State& state, const std::string& key) {
  const std::size_t blank = key.find(' ');
  const auto stay = find<Stay>(state, key.substr(0, blank), key.substr(blank + 1));
  return {{"kind", key.substr(0, blank)}, {"subject", key.substr(blank + 1)}, {"because", stay ? stay->because : ""}};
}

std::string say_stay(const Json& stay) { return fmt::format("{} {}: {}", stay["kind"].get<std::string>(), stay["subject"].get<std::string>(), stay["because"] == "" ? "no hold" : stay["because"].get<std::string>()); }

const Subject kStay{show_stay, say_stay};

}  // namespace

Action declare_license_changed(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "before", given->before, "BEFORE", "the day before the change")->required();
  add_text(app, "after", given->after, "AFTER", "the day after it; reservations and lines are judged on it as the ledger stands")->required();
  add_flag(app, "--apply", given->is_applied, "put what is touched on hold");
  given->access.declare(app, LedgerAccess::Kind::Acts);
  return [given](Session& session) { changed(session, *given); };
}

Action declare_license_lift(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_choice(app, "kind", given->kind, {"line", "draw", "case"}, "what is on hold")->required();
  add_text(app, "subject", given->subject, "NAME", "`D-1/1` for line 1 of license D-1, a draw's key, a case")->required();
  given->access.declare(app, LedgerAccess::Kind::Acts);
  return [given](Session& session) {
    if (const auto day = given->access.day(session)) given->access.perform(session, PutStay{{given->kind, given->subject, "", *day}}, kStay, given->kind + " " + given->subject);
  };
}

}  // namespace lockgate::cli
