// ProofMemo: a proof as one HTML file for people, with the proof inside. A function of the proof alone, so that what an auditor
// reads can be compared with what he verifies.
#pragma once

#include <optional>
#include <string>

#include "base/json.h"

namespace lockgate::cli {

std::string memo_of(const nlohmann::ordered_json& proof);
// The proof in a memo; nothing: there is none.
std::optional<nlohmann::ordered_json> proof_in(const std::string& memo);

}  // namespace lockgate::cli
