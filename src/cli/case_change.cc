// What happens in a case is recorded: it is opened, steps are taken, clocks are held and released, fields are filled in.
#include <fmt/format.h>

#include <filesystem>

#include "cli/case_json.h"
#include "cli/command.h"
#include "cli/sealed_entry.h"
#include "desk/review_file.h"
#include "desk/seal.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Arguments {
  std::string id;
  std::string determination;
  std::string license;
  std::string destination;
  std::vector<std::string> without_keys;
  ledger::CaseEvent event;
  std::vector<std::string> fields;
  LedgerAccess access;
};

std::shared_ptr<Arguments> declare(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "case", given->id, "CASE", "the case, by a name of your own")->required();
  given->access.declare(app, LedgerAccess::Kind::Acts);
  return given;
}

std::string say(const Json& shown) {
  std::string said = fmt::format("{}: {}", shown["case"].get<std::string>(), shown["state"].get<std::string>());
  if (!shown["stands_at"].is_null()) {
    const Json& at = shown["stands_at"];
    said += fmt::format("; at {}: {}", at["step"].get<std::string>(), at["who"].get<std::string>());
    if (at.contains("by") && at["by"].is_string()) said += fmt::format(" by {}", at["by"].get<std::string>());
  }
  return said;
}

// The day on which the case is shown after a command: of the last event, which is the command's.
Json show_as_recorded(const ledger::State& state, const std::string& id) {
  Date on = ledger::find<ledger::CaseFile>(state, id).value().opened;
  for (const ledger::CaseEvent& event : ledger::events_of(state, id)) on = std::max(on, event.date);
  return case_json(state, id, on);
}

const Subject kCase{show_as_recorded, say};

// Where the sealed order goes to.
std::optional<std::string> destination_of(Session& session, ledger::Store& store, const std::string& name, std::string& id) {
  const auto sealed = find_sealed(session, store, name);
  const auto desk = sealed ? session.open_desk() : nullptr;
  if (desk == nullptr) return std::nullopt;
  id = sealed->id;
  const auto order = desk::order_of(*desk, *sealed);
  if (order) return order->destination;
  session.refuse(order.error());
  return std::nullopt;
}

void open(Session& session, const Arguments& given) {
  const auto day = given.access.day(session);
  const std::filesystem::path data = session.data();
  if (!day || data.empty()) return;
  const auto review = desk::read_review((data / "ledger" / "review.json").string());
  if (!review) return refuse_ledger(session, review.error());
  ledger::OpenCase command;
  command.file.id = given.id;
  command.file.opened = *day;
  command.file.license = given.license;
  std::optional<std::string> destination = given.destination;
  if (!given.determination.empty()) {
    auto store = given.access.open(session);
    destination = store ? destination_of(session, *store, given.determination, command.file.determination) : std::nullopt;
  }
  if (!destination) return;
  if (destination->empty())
    return session.refuse({"LG0726", "where the goods go is not known, and which approvals a sale needs depends on it", "", "`--determination ID` of a sealed one, or `--destination` with its code"});
  command.steps = desk::steps_for(*review, *destination, given.without_keys);
  given.access.perform(session, std::move(command), kCase, given.id, ledger::IfMissing::Create);
}

void record(Session& session, const Arguments& given) {
  const auto day = given.access.day(session);
  if (!day) return;
  ledger::CaseEvent event = given.event;
  event.owner = given.id;
  event.date = *day;
  given.access.perform(session, ledger::RecordEvent{std::move(event)}, kCase, given.id);
}

// `bis748p.1=Jane Doe`: several are several commands in one transaction.
void fill(Session& session, const Arguments& given) {
  std::vector<ledger::Request> requests;
  for (const std::string& field : given.fields) {
    const std::size_t sign = field.find('=');
    if (sign == std::string::npos || sign == 0) return session.refuse({"LG0727", fmt::format("expected FIELD=VALUE, found `{}`", field), "", "`lockgate case pack CASE` names the fields"});
    requests.push_back(given.access.request(ledger::FillField{{given.id, field.substr(0, sign), field.substr(sign + 1), "entered"}}));
  }
  auto store = given.access.open(session);
  if (!store) return;
  const auto outcomes = store->perform(requests);
  if (!outcomes) return refuse_ledger(session, outcomes.error());
  for (const ledger::Outcome& outcome : *outcomes) {
    if (outcome.is_accepted()) continue;
    session.worsen(Status::SomeDoNot);
    return session.out().write(given.access.is_json() ? refusal_json(outcome).dump(2) + "\n" : refusal_text(outcome));
  }
  session.out().write(given.access.is_json() ? Json{{"result", "done"}, {"filled", given.fields.size()}}.dump(2) + "\n" : fmt::format("{} filled in\n", given.fields.size()));
}

}  // namespace

Action declare_case_open(CLI::App& app) {
  const auto given = declare(app);
  add_text(app, "--determination", given->determination, "ID", "the sealed determination it rests on (`lockgate check --seal`)");
  add_text(app, "--license", given->license, "NUMBER", "a license that is in the ledger already");
  add_text(app, "--destination", given->destination, "COUNTRY", "where the goods go, when no determination says it");
  add_list(app, "--without-key", given->without_keys, "KEY", "an approval of ledger/review.json that this sale does not need; repeat for more");
  return [given](Session& session) { open(session, *given); };
}

Action declare_case_record(CLI::App& app) {
  const auto given = declare(app);
  add_text(app, "step", given->event.step, "STEP", "the step that was taken, or `hold`, `release`")->required();
  add_text(app, "result", given->event.result, "RESULT", "how it went, as the step names it; nothing for `hold` and `release`");
  add_text(app, "--by", given->event.by, "NAME", "who did it: a department, a committee, a person");
  add_text(app, "--reference", given->event.reference, "TEXT", "the application's number, the license, the sealed determination");
  add_text(app, "--note", given->event.note, "TEXT", "what was asked, what was said");
  return [given](Session& session) { record(session, *given); };
}

Action declare_case_fill(CLI::App& app) {
  const auto given = declare(app);
  add_list(app, "fields", given->fields, "FIELD=VALUE", "a field of a form, as `lockgate case pack` names it")->required();
  return [given](Session& session) { fill(session, *given); };
}

}  // namespace lockgate::cli
