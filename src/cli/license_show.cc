#include <fmt/format.h>

#include "cli/command.h"
#include "cli/layout.h"
#include "cli/ledger_access.h"
#include "cli/ledger_json.h"
#include "cli/page.h"
#include "cli/table.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;
using namespace ledger;

struct Arguments {
  std::string number;
  LedgerAccess access;
};

// Draws with what would become of the open ones on this day.
Json draws_json(const State& state, const std::string& number, Date on) {
  Json json = Json::array();
  std::vector<Draw> draws = list<Draw>(state, "license", number);
  std::stable_sort(draws.begin(), draws.end(), [](const Draw& a, const Draw& b) { return a.counted_on < b.counted_on; });
  for (const Draw& draw : draws) {
    Json each{{"key", draw.key}, {"line", draw.line}, {"quantity", draw.quantity.to_string()}, {"state", text_of(draw.state)}};
    each["date"] = draw.counted_on.to_string();
    if (draw.state == DrawState::Reserved) each["settles_as"] = settles_as(state, draw, on);
    json.push_back(std::move(each));
  }
  return json;
}

Json shown(const State& state, const std::string& number, Date on) {
  Json json = license_json(state, number);
  json["duties"] = Json::array();
  for (const Duty& duty : list<Duty>(state, "license", number)) json["duties"].push_back(duty_json(duty, on));
  json["draws"] = draws_json(state, number, on);
  return json;
}

std::string cap_text(const Json& cap) {
  const std::string measure = cap["measure"] == "tpp" ? "TPP" : "pieces";
  const auto places = [](const Json& list) { return fmt::format("{}", fmt::join(list.get<std::vector<std::string>>(), " and ")); };
  if (cap["kind"] == "ratio")
    return fmt::format("{} to {} at most {} % of that to {}", measure, places(cap["of"]), cap["percent"].get<std::string>(), places(cap["to"]));
  return fmt::format("at most {} {}{} to one {}{}", grouped(cap["limit"].get<std::string>()), measure, cap["of"] == "item" ? " of a product" : "",
                     cap["per"].get<std::string>(), cap["in"] == "calendar_year" ? " in a calendar year" : "");
}

void add_lines(Page& page, const Json& license) {
  for (const Json& line : license["lines"])
    page.item(fmt::format("{}.", line["line"].dump()),
              fmt::format("{}: {} granted, {} reserved, {} shipped, {} left", line["item"].get<std::string>(), grouped(line["granted"].dump()),
                          grouped(line["reserved"].dump()), grouped(line["shipped"].dump()), grouped(line["left"].dump())));
}

void add_conditions(Page& page, const Json& license) {
  for (const Json& cap : license["caps"]) page.item("≤", fmt::format("{}: {}", cap["id"].get<std::string>(), cap_text(cap)));
  for (const Json& charge : license["charges"])
    page.item("%", fmt::format("{}: {} percent of the value shipped", charge["id"].get<std::string>(), charge["percent"].get<std::string>()));
  for (const Json& duty : license["duties"]) {
    const bool is_blocking = duty["state"] == "overdue" || duty["state"] == "revoked";
    const std::string due = duty["due"].is_null() ? "" : fmt::format(", due {}", duty["due"].get<std::string>());
    page.item(is_blocking ? "✗" : "·", fmt::format("{}: {}{} ({})", duty["id"].get<std::string>(), duty["state"].get<std::string>(), due,
                                                   duty["owner"].get<std::string>()));
  }
}

void add_draws(Page& page, const Json& license) {
  for (const Json& draw : license["draws"]) {
    const std::string fate = draw.contains("settles_as") && draw["settles_as"] != "done" ? fmt::format(", frozen: {}", draw["settles_as"].get<std::string>()) : "";
    page.item(fate.empty() ? "·" : "✗", fmt::format("{}: {} of line {}, {}{}", draw["key"].get<std::string>(), grouped(draw["quantity"].get<std::string>()),
                                                    draw["line"].dump(), draw["state"].get<std::string>(), fate));
  }
}

void print(Session& session, const Json& license) {
  Page page;
  page.title(fmt::format("{}  {}", license["number"].get<std::string>(), license["state"].get<std::string>()));
  page.pair("valid", fmt::format("{} to {}", license["valid_from"].get<std::string>(), license["valid_until"].get<std::string>()));
  for (const Json& party : license["parties"])
    page.pair(session.say(party["role"].get<std::string>()), fmt::format("{} {}", party["name"].get<std::string>(), party["country"].get<std::string>()));
  page.heading("lines");
  add_lines(page, license);
  page.heading("conditions");
  add_conditions(page, license);
  page.heading("draws");
  add_draws(page, license);
  page.write_text(session.out());
}

void show(Session& session, const Arguments& given) {
  const auto on = given.access.day(session);
  auto store = on ? given.access.open(session) : std::nullopt;
  if (!store) return;
  std::optional<Json> license;
  const auto looked = store->look([&](const State& state) {
    if (find<License>(state, given.number)) license = shown(state, given.number, *on);
  });
  if (!looked) return refuse_ledger(session, looked.error());
  if (!license) return session.refuse({"LG0720", fmt::format("there is no license `{}`", given.number), "", "`lockgate license list` shows them"});
  given.access.is_json() ? session.out().write(license->dump(2) + "\n") : print(session, *license);
}

void print_list(Session& session, const Json& licenses) {
  Table table(session.out(), {{"license", 6, 40}, {"state", 6, 10}, {"valid until", 10, 10}, {"granted", 7, 20, true}, {"left", 4, 20, true}});
  for (const Json& license : licenses) {
    std::int64_t granted = 0, left = 0;
    for (const Json& line : license["lines"]) {
      granted += line["granted"].get<std::int64_t>();
      left += line["left"].get<std::int64_t>();
    }
    table.add({{license["number"].get<std::string>()}, {license["state"].get<std::string>()}, {license["valid_until"].get<std::string>()},
               {grouped(std::to_string(granted))}, {grouped(std::to_string(left))}});
  }
}

void show_list(Session& session, const Arguments& given) {
  auto store = given.access.open(session);
  if (!store) return;
  Json licenses = Json::array();
  const auto looked = store->look([&](const State& state) {
    for (const License& license : list<License>(state)) licenses.push_back(license_json(state, license.number));
  });
  if (!looked) return refuse_ledger(session, looked.error());
  given.access.is_json() ? session.out().write(licenses.dump(2) + "\n") : print_list(session, licenses);
}

}  // namespace

Action declare_license_show(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "number", given->number, "NUMBER", "the license")->required();
  given->access.declare(app, LedgerAccess::Kind::Reads);
  return [given](Session& session) { show(session, *given); };
}

Action declare_license_list(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  given->access.declare(app, LedgerAccess::Kind::Reads);
  return [given](Session& session) { show_list(session, *given); };
}

}  // namespace lockgate::cli
