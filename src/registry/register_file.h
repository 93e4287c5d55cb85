// RegisterFile: what one file of a register of companies says: parties, and who holds what of whom. Nothing is joined
// yet: parties are known by keys, and several keys may be one party.
//
// Formats: GLEIF level 1 and 2 (the concatenated CSV, XML, JSON and the answers of its API), Beneficial Ownership Data
// Standard 0.4 (a list or JSON Lines; older statements too), the snapshot of persons with significant control of
// Companies House, and Lockgate's own JSON Lines (wire/ownership_file).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "registry/stake.h"
#include "trade/holding.h"
#include "wire/list_file.h"

namespace lockgate::registry {

struct RegisteredParty {
  std::vector<std::string> keys;   // `LEI 5493…`, `GB-COH 01234567`, `record …`; whoever shares one is the same
  std::vector<std::string> names;  // the first is its own
  std::string mark;                // tells it from others of its name
  std::string headquarters;        // ISO 3166-1 alpha-2; empty: not said
};

struct RegisteredHolding {
  std::string owner;  // keys
  std::string owned;
  Stake stake;
};

struct RegisterFile {
  std::string path;
  std::vector<RegisteredParty> parties;
  std::vector<RegisteredHolding> holdings;
  trade::Ownership own;  // of Lockgate's own format, where parties are known by their names
  std::vector<wire::ListFinding> findings;

  void say(Severity severity, std::string code, const std::string& where, std::string message, std::string fix = {});
};

// LG0101 and LG0102 as for orders. What is wrong with single lines becomes findings; those that are errors were left
// out.
Result<RegisterFile> read_register(const std::string& path);
RegisterFile read_register_text(const std::string& bytes, const std::string& path);

}  // namespace lockgate::registry
