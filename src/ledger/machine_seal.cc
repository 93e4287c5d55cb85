// The command that enters a determination.
#include "base/digest.h"
#include "ledger/machine.h"

namespace lockgate::ledger {

// The id says what was asked. The same question with another answer is not the same and is refused.
Outcome run(Draft& draft, const Seal& command) {
  LG_CHECK(command.sealed.digest == sha256(command.sealed.bytes));
  if (const auto known = find<Sealed>(draft, command.sealed.id))
    return {known->digest == command.sealed.digest && known->given == command.sealed.given ? Code::Exists : Code::AlreadyExists, command.sealed.id, ""};
  draft.put(command.sealed);
  return {};
}

}  // namespace lockgate::ledger
