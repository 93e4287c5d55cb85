// What becomes of a draw: settled, voided, expired; later events; and how it stands.
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/layout.h"
#include "cli/ledger_access.h"
#include "cli/ledger_json.h"
#include "cli/table.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Arguments {
  std::string key;
  std::string event;
  std::string license;
  LedgerAccess access;
};

std::shared_ptr<Arguments> declare(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "key", given->key, "KEY", "the draw")->required();
  given->access.declare(app, LedgerAccess::Kind::Acts);
  return given;
}

template <class Command>
Action act(CLI::App& app) {
  const auto given = declare(app);
  return [given](Session& session) {
    if (const auto day = given->access.day(session)) given->access.perform(session, Command{given->key, *day}, kDraw, given->key);
  };
}

void print(Session& session, const Json& draws) {
  Table table(session.out(), {{"key", 4, 30}, {"license", 6, 30}, {"line", 4, 6, true}, {"quantity", 4, 20, true}, {"state", 6, 10}, {"date", 10, 10}, {"if settled", 8, 24}});
  for (const Json& draw : draws)
    table.add({{draw["key"].get<std::string>()}, {draw["license"].get<std::string>()}, {draw["line"].dump()}, {grouped(draw["quantity"].dump())},
               {draw["state"].get<std::string>()}, {draw["date"].get<std::string>()}, {draw.value("settles_as", "")}});
}

void show_list(Session& session, const Arguments& given) {
  const auto on = given.access.day(session);
  auto store = on ? given.access.open(session) : std::nullopt;
  if (!store) return;
  Json draws = Json::array();
  const auto looked = store->look([&](const ledger::State& state) {
    const bool is_all = given.license.empty();
    for (const ledger::Draw& draw : ledger::list<ledger::Draw>(state, is_all ? "" : "license", given.license)) {
      draws.push_back(draw_json(state, draw.key));
      if (draw.state == ledger::DrawState::Reserved) draws.back()["settles_as"] = settles_as(state, draw, *on);
    }
  });
  if (!looked) return refuse_ledger(session, looked.error());
  given.access.is_json() ? session.out().write(draws.dump(2) + "\n") : print(session, draws);
}

}  // namespace

Action declare_draw_list(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "license", given->license, "NUMBER", "of this license only");
  given->access.declare(app, LedgerAccess::Kind::Reads);
  return [given](Session& session) { show_list(session, *given); };
}

Action declare_draw_settle(CLI::App& app) { return act<ledger::Settle>(app); }
Action declare_draw_void(CLI::App& app) { return act<ledger::Void>(app); }
Action declare_draw_expire(CLI::App& app) { return act<ledger::Expire>(app); }

Action declare_draw_note(CLI::App& app) {
  const auto given = declare(app);
  add_text(app, "event", given->event, "EVENT", "what happened: `reexport`, `diversion`, `end`")->required();
  return [given](Session& session) {
    if (const auto day = given->access.day(session)) given->access.perform(session, ledger::Note{given->key, given->event, *day}, kDraw, given->key);
  };
}

}  // namespace lockgate::cli
