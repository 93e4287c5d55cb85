// Journal: every command with its outcome and the rows it changed, in order. Each entry's hash covers the one before it,
// so nothing can be altered, left out or put in between without breaking every hash after it.
#pragma once

#include <cstdint>
#include <map>
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

// Where a ledger and its journal part for the first time.
struct Fault {
  std::int64_t sequence = 0;  // 0: no entry, but a row of a table
  std::string what;
  friend bool operator==(const Fault&, const Fault&) = default;
};

// Follows a journal from its first entry.
class ChainCheck {
 public:
  std::optional<Fault> add(const Entry& entry);
  std::int64_t sequence() const { return sequence_; }
  const std::string& hash() const { return hash_; }

  // The rows that the journal leaves behind are those that are kept, and no others are.
  std::optional<Fault> compare(const State& state) const;

 private:
  std::optional<Fault> take_changes(const Entry& entry);
  std::optional<Fault> compare(const Shape& shape, const std::vector<Row>& rows) const;

  std::int64_t sequence_ = 0;
  std::string hash_ = kNoHash;
  std::map<std::string, std::map<Row, Row>> tables_;
};

}  // namespace lockgate::ledger
