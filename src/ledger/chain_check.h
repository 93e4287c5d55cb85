// ChainCheck: follows a journal from its first entry and says where it and the tables part for the first time. Of what the
// journal leaves behind it keeps fingerprints, some 60 bytes a row.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "ledger/fingerprint.h"
#include "ledger/journal.h"

namespace lockgate::ledger {

// `sequence` 0: no entry, but a row of a table.
struct Fault {
  std::int64_t sequence = 0;
  std::string what;
  friend bool operator==(const Fault&, const Fault&) = default;
};

class ChainCheck {
 public:
  // Of several checks, each follows the whole chain and keeps its portion of the rows.
  explicit ChainCheck(std::size_t portion = 0, std::size_t portions = 1) : portion_(portion), portions_(portions) {}

  // First every entry in its order,
  std::optional<Fault> add(const Entry& entry);
  std::int64_t sequence() const { return sequence_; }
  const std::string& hash() const { return hash_; }

  // then every row that is kept, once,
  std::optional<Fault> see(const Shape& shape, const Row& row);

  // then, where rows were not seen, the entries again, which know their names.
  bool is_complete() const { return rows_.empty(); }
  std::optional<Fault> name_missing(const Entry& entry) const;

 private:
  std::optional<Fault> take_changes(const Entry& entry);
  bool is_mine(const Fingerprint& key) const { return key.bits[1] % portions_ == portion_; }

  std::size_t portion_;
  std::size_t portions_;
  std::int64_t sequence_ = 0;
  std::string hash_ = kNoHash;
  std::unordered_map<Fingerprint, Fingerprint, FingerprintHash> rows_;  // key → row
};

}  // namespace lockgate::ledger
