// Tables: the ledger's rows in a database: the SQL for every shape, which is the same for all databases.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "ledger/database.h"
#include "ledger/journal.h"
#include "ledger/state.h"

namespace lockgate::ledger {

// The rows as they stand in a transaction. A failure to read is kept, since a state has no way to say so: what was decided
// since is worth nothing.
class StoredState : public State {
 public:
  explicit StoredState(Database& database) : database_(database) {}
  std::optional<Row> find(const Shape& shape, const Row& key) const override;
  std::vector<Row> list(const Shape& shape, const std::string& column, const std::string& value) const override;

  const std::optional<Error>& failure() const { return failure_; }
  void forget_failure() { failure_.reset(); }

 private:
  std::vector<Row> rows(const std::string& statement, const Row& parameters) const;
  Database& database_;
  mutable std::optional<Error> failure_;
};

Result<void> create_tables(Database& database);
Result<void> write(Database& database, const Draft::Changes& changes);
Result<void> append(Database& database, const std::vector<Entry>& entries);
// Of the last entry; the first of all follows `{0, kNoHash}`.
Result<Entry> last_entry(Database& database);
// Up to `count` entries after one.
Result<std::vector<Entry>> entries_after(Database& database, std::int64_t sequence, int count);

}  // namespace lockgate::ledger
