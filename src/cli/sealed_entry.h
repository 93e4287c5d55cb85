// SealedEntry: the sealed determinations of a ledger with the journal entries that brought them.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "cli/session.h"
#include "ledger/store.h"

namespace lockgate::cli {

struct SealedEntry {
  ledger::Sealed sealed;
  ledger::Entry entry;
  std::string previous;  // the hash before it
};

// In the order in which they were sealed; the visitor says whether to go on.
Result<void> each_sealed(ledger::Store& store, const std::function<bool(const SealedEntry&)>& visit);

// By its id, or by the order's when only one is sealed of it. Nothing: it has been said why.
std::optional<ledger::Sealed> find_sealed(Session& session, ledger::Store& store, const std::string& name);

}  // namespace lockgate::cli
