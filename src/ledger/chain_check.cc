#include "ledger/chain_check.h"

#include <fmt/format.h>

namespace lockgate::ledger {
namespace {

std::string name_of(const Shape& shape, const Row& key) { return fmt::format("{} {}", shape.table, fmt::join(key, " ")); }

}  // namespace

std::optional<Fault> ChainCheck::add(const Entry& entry) {
  const std::int64_t expected = sequence_ + 1;
  if (entry.sequence != expected) return Fault{expected, fmt::format("entry {} is missing", expected)};
  if (entry.hash != hash_of(hash_, entry)) return Fault{expected, fmt::format("entry {} is not what its hash says", expected)};
  sequence_ = expected;
  hash_ = entry.hash;
  return take_changes(entry);
}

std::optional<Fault> ChainCheck::take_changes(const Entry& entry) {
  const auto changes = changes_of(entry);
  if (!changes) return Fault{entry.sequence, fmt::format("entry {} has changes that cannot be read", entry.sequence)};
  for (const auto& [shape, rows] : *changes)
    for (const auto& [key, row] : rows) {
      const Fingerprint name = Fingerprint::of(shape->table, key);
      if (is_mine(name)) rows_.insert_or_assign(name, Fingerprint::of("", row));
    }
  return std::nullopt;
}

std::optional<Fault> ChainCheck::see(const Shape& shape, const Row& row) {
  const Row key = key_of(shape, row);
  const Fingerprint name = Fingerprint::of(shape.table, key);
  if (!is_mine(name)) return std::nullopt;
  const auto found = rows_.find(name);
  if (found == rows_.end()) return Fault{0, fmt::format("{} stands in no entry", name_of(shape, key))};
  if (found->second != Fingerprint::of("", row)) return Fault{0, fmt::format("{} is not as the journal left it", name_of(shape, key))};
  rows_.erase(found);
  return std::nullopt;
}

std::optional<Fault> ChainCheck::name_missing(const Entry& entry) const {
  const auto changes = changes_of(entry);
  if (!changes) return std::nullopt;
  for (const Shape* shape : shapes()) {  // changes are by address, and what is named must not hang on that
    const auto rows = changes->find(shape);
    if (rows == changes->end()) continue;
    for (const auto& [key, row] : rows->second)
      if (rows_.contains(Fingerprint::of(shape->table, key))) return Fault{0, fmt::format("{} is gone", name_of(*shape, key))};
  }
  return std::nullopt;
}

}  // namespace lockgate::ledger
