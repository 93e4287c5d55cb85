#include <fmt/format.h>

#include "cli/command.h"
#include "cli/layout.h"
#include "cli/ledger_access.h"

namespace lockgate::cli {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const ledger::Audit& audit) {
  Json json{{"verifies", !audit.fault.has_value()}, {"entries", audit.entries}, {"hash", audit.hash}};
  if (audit.fault) json["broken"] = {{"entry", audit.fault->sequence}, {"because", audit.fault->what}};
  return json;
}

std::string text_of(const ledger::Audit& audit) {
  if (audit.fault) return fmt::format("broken after {} entries: {}\n", audit.entries, audit.fault->what);
  return fmt::format("{} entries, every link holds, and the tables are what they leave\n{}\n", grouped(std::to_string(audit.entries)), audit.hash);
}

void run(Session& session, const LedgerAccess& access) {
  auto store = access.open(session);
  if (!store) return;
  const auto audit = store->audit();
  if (!audit) return refuse_ledger(session, audit.error());
  if (audit->fault) session.worsen(Status::SomeDoNot);
  session.out().write(access.is_json() ? json_of(*audit).dump(2) + "\n" : printable(text_of(*audit)));
}

}  // namespace

Action declare_audit(CLI::App& app) {
  const auto access = std::make_shared<LedgerAccess>();
  access->declare(app, LedgerAccess::Kind::Reads);
  return [access](Session& session) { run(session, *access); };
}

}  // namespace lockgate::cli
