// Journal: every command with its outcome and the rows it changed, in order. Each entry's hash covers the one before it,
// so nothing can be altered, left out or put in between without breaking every hash after it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ledger/outcome.h"
#include "ledger/state.h"

namespace lockgate::ledger {

struct Entry {
  std::int64_t sequence = 0;  // 1, 2, 3, …
  std::string at;             // as the caller's clock had it; nothing is decided on it
  std::string actor;
  std::string command;
  std::string outcome;
  std::string changes;
  std::string hash;
};

// What the first entry follows.
inline constexpr const char* kNoHash = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

// Of everything in an entry but its hash. A chain can be shown by these digests alone, without what the entries say.
std::string digest_of(const Entry& entry);
// What follows a hash when an entry of this digest comes after it.
std::string link(const std::string& previous, const std::string& digest);
inline std::string hash_of(const std::string& previous, const Entry& entry) { return link(previous, digest_of(entry)); }

// `{"code": "over_license", "about": "1", "left": "3"}`
std::string to_json(const Outcome& outcome);
// `{"line": [["L-1", "1", …]], …}`, tables and rows in a fixed order.
std::string to_json(const Draft::Changes& changes);

// The rows that an entry says it changed. Nothing: it was not written by us.
std::optional<Draft::Changes> changes_of(const Entry& entry);

}  // namespace lockgate::ledger
