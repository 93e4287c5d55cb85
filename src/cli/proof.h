// Proof: a sealed determination with its place in the journal, as JSON that can be verified without the ledger.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "cli/sealed_entry.h"

namespace lockgate::cli {

// `translation`: the same determination in the other language, which is not sealed; empty: none.
nlohmann::ordered_json proof_of(const SealedEntry& sealed, const std::vector<std::string>& links, const std::string& language, const std::string& translation);

// What does not hold, in words; empty: all of it holds.
std::vector<std::string> faults_of(const nlohmann::ordered_json& proof);

}  // namespace lockgate::cli
