// LicenseFile: a license as JSON (docs/contract.md, docs/ledger.md), made into the command that adds it.
#pragma once

#include <optional>
#include <string>

#include "catalogue/catalogue.h"
#include "ledger/command.h"
#include "wire/json_value.h"
#include "wire/problem.h"

namespace lockgate::desk {

// Numbers of the law that govern every license unless it says otherwise; each with its source. See ledger/policy.json.
struct LedgerPolicy {
  Decimal tolerance_percent;
  std::string tolerance_cite;
  std::int64_t retention_years = 0;
  std::string retention_cite;
};

// LG0710: it cannot be read.
Result<LedgerPolicy> read_policy(const std::string& path);

// Nothing when there is an error among the problems.
std::optional<ledger::AddLicense> read_license(const wire::JsonValue& value, const LedgerPolicy& policy, wire::Problems& problems);

// Lines that do not say what a piece has get it from the catalogue, where that is one number.
void add_tpp(ledger::AddLicense& license, const catalogue::Catalogue& catalogue);

}  // namespace lockgate::desk
