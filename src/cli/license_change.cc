// What befalls a license after it was granted: it is amended, revoked, held.
#include "cli/command.h"
#include "cli/ledger_access.h"
#include "cli/ledger_json.h"

namespace lockgate::cli {
namespace {

struct Arguments {
  std::string number;
  std::int64_t line = 1;
  std::string quantity;
  std::string value;
  std::string until;
  bool is_released = false;
  LedgerAccess access;
};

std::shared_ptr<Arguments> declare(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "number", given->number, "NUMBER", "the license")->required();
  given->access.declare(app, LedgerAccess::Kind::Acts);
  return given;
}

// An empty option changes nothing; one that cannot be read has been refused.
template <class T, class Read>
bool take(Session& session, const std::string& text, std::optional<T>& value, Read read) {
  if (!text.empty()) value = read(session, text);
  return text.empty() || value.has_value();
}

void amend(Session& session, const Arguments& given) {
  ledger::Amend command;
  command.license = given.number;
  command.line = given.line;
  const bool is_read = take(session, given.quantity, command.granted, number_of) && take(session, given.value, command.value, number_of) &&
                       take(session, given.until, command.valid_until, date_of);
  if (is_read) given.access.perform(session, command, kLicense, given.number);
}

}  // namespace

Action declare_license_amend(CLI::App& app) {
  const auto given = declare(app);
  add_number(app, "--line", given->line, "N", "the line that changes");
  add_text(app, "--quantity", given->quantity, "N", "the new quantity of the line");
  add_text(app, "--value", given->value, "AMOUNT", "the new value of the line, in its currency");
  add_text(app, "--until", given->until, "DATE", "the new last day of the license");
  return [given](Session& session) { amend(session, *given); };
}

Action declare_license_revoke(CLI::App& app) {
  const auto given = declare(app);
  return [given](Session& session) { given->access.perform(session, ledger::Revoke{given->number}, kLicense, given->number); };
}

Action declare_license_hold(CLI::App& app) {
  const auto given = declare(app);
  add_flag(app, "--release", given->is_released, "end the hold");
  return [given](Session& session) { given->access.perform(session, ledger::Hold{given->number, !given->is_released}, kLicense, given->number); };
}

}  // namespace lockgate::cli
