// PublicationEffect: what another law would do: what it declares otherwise, and which of the last sealed answers would be others, today and on the
// later days on which the two begin to differ.
#pragma once

#include <vector>

#include "base/json.h"
#include "desk/desk.h"
#include "ledger/sealed.h"

namespace lockgate::cli {

nlohmann::ordered_json publication_effect(const desk::Desk& before, const desk::Desk& after, const std::vector<ledger::Sealed>& orders);

}  // namespace lockgate::cli
