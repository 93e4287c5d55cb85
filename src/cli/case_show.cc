// Where cases stand.
#include <fmt/format.h>

#include "cli/case_json.h"
#include "cli/command.h"
#include "cli/page.h"
#include "cli/table.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;
using namespace ledger;

struct Arguments {
  std::string id;
  LedgerAccess access;
};

std::string text(const Json& json, const char* key) { return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : std::string(); }

std::string clock_text(const Json& json) {
  if (!json.contains("days_left")) return "";
  const auto left = json["days_left"].get<std::int64_t>();
  if (json.contains("clock")) return fmt::format("; {} days left, {}", left, text(json, "clock"));
  return left < 0 ? fmt::format("; was due {}, {} days ago", text(json, "by"), -left) : fmt::format("; by {}, {} days left", text(json, "by"), left);
}

void add_blocks(Page& page, const Json& shown) {
  page.heading("what blocks it");
  for (const Json& each : shown["blocked_by"]) {
    page.item("✗", fmt::format("{}: {}", text(each, "what"), text(each, "says")));
    page.line(fmt::format("who: {}{}", text(each, "who"), clock_text(each)), Style::Plain, 2);
    page.line(fmt::format("otherwise: {}", text(each, "otherwise")), Style::Plain, 2);
  }
  if (shown["blocked_by"].empty()) page.line("nothing");
}

void add_stances(Page& page, const Json& standing) {
  if (!standing.contains("stances")) return;
  for (const Json& stance : standing["stances"]) {
    const std::string said = stance["stance"].is_null() ? "awaited" : text(stance, "stance");
    const std::string how = stance.contains("late") ? " (too late: it counts as silence)" : stance.contains("deemed") ? " (deemed)" : "";
    page.line(fmt::format("{}: {}{}{}", text(stance, "who"), said, stance["on"].is_null() ? "" : " on " + text(stance, "on"), how), Style::Plain, 2);
  }
}

void add_steps(Page& page, const Json& shown) {
  page.heading("steps");
  for (const Json& step : shown["past"]) {
    page.item("✓", fmt::format("{}  {}: {}{}", text(step, "on"), text(step, "step"), text(step, "result"), step.contains("deemed") ? " (deemed)" : ""));
    add_stances(page, step);
  }
  if (shown["stands_at"].is_null()) return;
  const Json& now = shown["stands_at"];
  page.item("→", fmt::format("{}: {}", text(now, "step"), text(now, "says")));
  add_stances(page, now);
}

void add_keys(Page& page, const Json& shown) {
  if (!shown["keys"].empty()) page.heading("keys");
  for (const Json& key : shown["keys"]) {
    const bool is_given = text(key, "result") == kGiven;
    page.item(is_given ? "✓" : "✗", fmt::format("{}: {}{}", text(key, "step"), key.contains("result") ? text(key, "result") : "not asked for", key.contains("on") ? " on " + text(key, "on") : ""));
  }
  for (const Json& limit : shown["limits"]) page.item("·", fmt::format("{}: {}{}", text(limit, "step"), text(limit, "says"), clock_text(limit)));
}

void print(Session& session, const Json& shown) {
  Page page;
  page.title(fmt::format("{}  {}  on {}", text(shown, "case"), text(shown, "state"), text(shown, "on")));
  if (shown["determination"].is_string()) page.pair("determination", text(shown, "determination"));
  if (shown["license"].is_string()) page.pair("license", text(shown, "license"));
  add_blocks(page, shown);
  add_keys(page, shown);
  add_steps(page, shown);
  page.write_text(session.out());
}

// One case or all, on the day asked for. Nothing: it has been said why.
std::optional<Json> cases(Session& session, const Arguments& given) {
  const auto on = given.access.day(session);
  auto store = on ? given.access.open(session) : std::nullopt;
  if (!store) return std::nullopt;
  Json found = Json::array();
  const auto looked = store->look([&](const State& state) {
    for (const CaseFile& file : list<CaseFile>(state))
      if (given.id.empty() || file.id == given.id) found.push_back(case_json(state, file.id, *on));
  });
  if (looked) return found;
  refuse_ledger(session, looked.error());
  return std::nullopt;
}

void show(Session& session, const Arguments& given) {
  const auto found = cases(session, given);
  if (!found) return;
  if (found->empty()) return session.refuse({"LG0728", fmt::format("there is no case `{}`", given.id), "", "`lockgate case list` shows them"});
  const Json& shown = found->front();
  given.access.is_json() ? session.out().write(shown.dump(2) + "\n") : print(session, shown);
}

void show_list(Session& session, const Arguments& given) {
  const auto found = cases(session, given);
  if (!found) return;
  if (given.access.is_json()) return session.out().write(found->dump(2) + "\n");
  Table table(session.out(), {{"case", 6, 30}, {"state", 6, 8}, {"at", 6, 20}, {"who must act", 10, 40}, {"by", 10, 10}});
  for (const Json& each : *found) {
    const Json& at = each["stands_at"];
    table.add({{text(each, "case")}, {text(each, "state")}, {text(at, "step")}, {text(at, "who")}, {text(at, "by")}});
  }
}

}  // namespace

Action declare_case_show(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "case", given->id, "CASE", "the case")->required();
  given->access.declare(app, LedgerAccess::Kind::Reads);
  return [given](Session& session) { show(session, *given); };
}

Action declare_case_list(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  given->access.declare(app, LedgerAccess::Kind::Reads);
  return [given](Session& session) { show_list(session, *given); };
}

}  // namespace lockgate::cli
