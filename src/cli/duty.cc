// Duties: what is owed under a license, by whom and until when.
#include <fmt/format.h>

#include <array>

#include "base/digest.h"
#include "cli/command.h"
#include "cli/ledger_access.h"
#include "cli/ledger_json.h"
#include "cli/table.h"
#include "wire/byte_source.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Arguments {
  ledger::Duty duty;
  std::string due;
  std::string evidence;
  std::string expires;
  LedgerAccess access;
};

std::shared_ptr<Arguments> declare(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "number", given->duty.license, "NUMBER", "the license")->required();
  add_text(app, "id", given->duty.id, "ID", "the duty")->required();
  given->access.declare(app, LedgerAccess::Kind::Acts);
  return given;
}

std::optional<std::string> digest_of_file(Session& session, const std::string& path) {
  auto source = wire::ByteSource::open(path);
  if (!source) {
    session.refuse(source.error());
    return std::nullopt;
  }
  std::string bytes;
  std::array<char, 65536> piece;
  for (std::size_t size; (size = source->read(piece)) > 0;) bytes.append(piece.data(), size);
  return sha256(bytes);
}

// An option that may be left out. False: it cannot be read, and that has been said.
bool take_date(Session& session, const std::string& text, std::optional<Date>& date) {
  if (!text.empty()) date = date_of(session, text);
  return text.empty() || date.has_value();
}

void add(Session& session, const Arguments& given) {
  ledger::Duty duty = given.duty;
  if (take_date(session, given.due, duty.due)) given.access.perform(session, ledger::AddDuty{duty}, kDuties, duty.license);
}

void meet(Session& session, const Arguments& given) {
  ledger::MeetDuty command{given.duty.license, given.duty.id, "", std::nullopt, {}};
  const auto day = given.access.day(session);
  const auto digest = digest_of_file(session, given.evidence);
  if (!day || !digest || !take_date(session, given.expires, command.expires)) return;
  command.evidence = *digest;
  command.date = *day;
  given.access.perform(session, command, kDuties, given.duty.license);
}

void print(Session& session, const Json& duties) {
  Table table(session.out(), {{"license", 6, 30}, {"duty", 6, 36}, {"state", 6, 10}, {"owner", 6, 20}, {"due", 10, 10}, {"expires", 10, 10}});
  const auto text = [](const Json& value) { return value.is_null() ? std::string() : value.get<std::string>(); };
  for (const Json& duty : duties)
    table.add({{text(duty["license"])}, {text(duty["id"])}, {text(duty["state"])}, {text(duty["owner"])}, {text(duty["due"])}, {text(duty["expires"])}});
}

void show_list(Session& session, const Arguments& given) {
  const auto on = given.access.day(session);
  auto store = on ? given.access.open(session) : std::nullopt;
  if (!store) return;
  Json duties = Json::array();
  const auto looked = store->look([&](const ledger::State& state) {
    const bool is_all = given.duty.license.empty();
    for (const ledger::Duty& duty : ledger::list<ledger::Duty>(state, is_all ? "" : "license", given.duty.license)) duties.push_back(duty_json(duty, *on));
  });
  if (!looked) return refuse_ledger(session, looked.error());
  given.access.is_json() ? session.out().write(duties.dump(2) + "\n") : print(session, duties);
}

}  // namespace

Action declare_duty_list(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "number", given->duty.license, "NUMBER", "of this license only");
  given->access.declare(app, LedgerAccess::Kind::Reads);
  return [given](Session& session) { show_list(session, *given); };
}

Action declare_duty_add(CLI::App& app) {
  const auto given = declare(app);
  add_text(app, "--owner", given->duty.owner, "NAME", "who has to see to it")->required();
  add_text(app, "--due", given->due, "DATE", "the last day; after it nothing ships until the duty is met");
  add_text(app, "--cite", given->duty.cite, "TEXT", "where it is written");
  return [given](Session& session) { add(session, *given); };
}

Action declare_duty_meet(CLI::App& app) {
  const auto given = declare(app);
  add_text(app, "--evidence", given->evidence, "FILE", "what shows it; its digest is kept")->required();
  add_text(app, "--expires", given->expires, "DATE", "the last day on which the evidence counts");
  return [given](Session& session) { meet(session, *given); };
}

Action declare_duty_revoke(CLI::App& app) {
  const auto given = declare(app);
  return [given](Session& session) {
    given->access.perform(session, ledger::RevokeDuty{given->duty.license, given->duty.id}, kDuties, given->duty.license);
  };
}

}  // namespace lockgate::cli
