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
// One that a ledger of an earlier release has not; outside of a transaction.
bool has_table(Database& database, const Shape& shape);
Result<void> create_table(Database& database, const Shape& shape);
// What writes these, in few statements.
void write(const Draft::Changes& changes, std::vector<Statement>& statements);
void append(const std::vector<Entry>& entries, std::vector<Statement>& statements);

// Selects the last entry, or up to `count` from one on.
Statement select_last();
Statement select_from(std::int64_t sequence, int count);
std::vector<Entry> entries_of(const std::vector<Row>& rows);
// Up to `count` entries after one.
Result<std::vector<Entry>> entries_after(Database& database, std::int64_t sequence, int count);
// The number of the entry that sealed each determination.
Result<std::map<std::string, std::int64_t>> numbers_of_seals(Database& database);
// The entry that sealed a determination; several: somebody tampered with it.
Result<std::vector<Entry>> entries_that_sealed(Database& database, const std::string& id);

// Up to `count` rows of a table whose key comes after one, in the order of the database; empty: from the first on.
Result<std::vector<Row>> rows_after(Database& database, const Shape& shape, const Row& key, int count);

}  // namespace lockgate::ledger
