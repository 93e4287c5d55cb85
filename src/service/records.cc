#include "service/records.h"

namespace lockgate::service {
namespace {

// A second pair of eyes is the database's business: no row can say that an author approved what is his.
constexpr const char* kTables[] = {
    "CREATE TABLE IF NOT EXISTS desk_account (name TEXT PRIMARY KEY, roles TEXT NOT NULL, password TEXT NOT NULL, token TEXT NOT NULL, state TEXT NOT NULL, made_at TEXT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS desk_account_token ON desk_account (token)",
    "CREATE TABLE IF NOT EXISTS desk_answer (key TEXT PRIMARY KEY, digest TEXT NOT NULL, at TEXT NOT NULL, status TEXT NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS desk_proposal (id TEXT PRIMARY KEY, kind TEXT NOT NULL, about TEXT NOT NULL, content TEXT NOT NULL, tag TEXT NOT NULL, author TEXT NOT NULL, made_at TEXT NOT NULL,"
    " state TEXT NOT NULL, decided_by TEXT NOT NULL, decided_at TEXT NOT NULL, remark TEXT NOT NULL, outcome TEXT NOT NULL,"
    " CHECK (author <> ''), CHECK (state IN ('open', 'approved', 'rejected', 'withdrawn')),"
    " CHECK ((state = 'open') = (decided_by = '')), CHECK (state NOT IN ('approved', 'rejected') OR decided_by <> author), CHECK (state <> 'withdrawn' OR decided_by = author))",
    "CREATE TABLE IF NOT EXISTS desk_reading (sequence TEXT PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, what TEXT NOT NULL, hash TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS desk_event (id TEXT PRIMARY KEY, type TEXT NOT NULL, at TEXT NOT NULL, body TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS desk_delivery (event TEXT NOT NULL, endpoint TEXT NOT NULL, attempts TEXT NOT NULL, next_at TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (event, endpoint))",
    "CREATE TABLE IF NOT EXISTS desk_seen (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
};

}  // namespace

Result<std::unique_ptr<Records>> Records::open(const std::string& url) {
  auto database = ledger::open_database(url.empty() ? "sqlite::memory:" : url, ledger::IfMissing::Create);
  if (!database) return tl::unexpected(database.error());
  std::unique_ptr<Records> out(new Records(std::move(*database), !url.empty()));
  if (auto made = out->make_tables(); !made) return tl::unexpected(made.error());
  return out;
}

Result<void> Records::make_tables() {
  // Where they are there already nothing is written, so that services may start side by side.
  if (database_->run("SELECT name FROM desk_seen LIMIT 1", {})) return {};
  return together([](ledger::Database& database) -> Result<void> {
    for (const char* table : kTables)
      if (auto made = database.execute(table); !made) return made;
    return {};
  });
}

Result<std::vector<ledger::Row>> Records::run(const std::string& statement, const ledger::Row& parameters) {
  const std::lock_guard lock(mutex_);
  return database_->run(statement, parameters);
}

Result<void> Records::together(const std::function<Result<void>(ledger::Database&)>& work) {
  const std::lock_guard lock(mutex_);
  if (auto begun = database_->begin_creating(); !begun) return begun;
  auto done = work(*database_);
  if (done) done = database_->execute("COMMIT");
  if (!done) static_cast<void>(database_->execute("ROLLBACK"));
  return done;
}

}  // namespace lockgate::service
