// Laboratories whose tests shipments rely on.
#include "cli/command.h"
#include "cli/ledger_access.h"
#include "cli/ledger_json.h"

namespace lockgate::cli {
namespace {

struct Arguments {
  std::string name;
  LedgerAccess access;
};

template <class Command>
Action act(CLI::App& app, ledger::IfMissing if_missing) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "name", given->name, "NAME", "the laboratory, as licenses name it")->required();
  given->access.declare(app, LedgerAccess::Kind::Acts);
  return [given, if_missing](Session& session) {
    if (const auto day = given->access.day(session)) given->access.perform(session, Command{given->name, *day}, kLaboratory, given->name, if_missing);
  };
}

}  // namespace

Action declare_laboratory_accredit(CLI::App& app) { return act<ledger::Accredit>(app, ledger::IfMissing::Create); }
Action declare_laboratory_revoke(CLI::App& app) { return act<ledger::RevokeLaboratory>(app, ledger::IfMissing::Refuse); }

}  // namespace lockgate::cli
