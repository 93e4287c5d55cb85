// A ledger in one file. The write-ahead log is flushed at every commit (synchronous=FULL), so a commit that was answered
// survives the process and the power: https://www.sqlite.org/pragma.html#pragma_synchronous
#include <sqlite3.h>

#include <unordered_map>

#include "ledger/database.h"

namespace lockgate::ledger {
namespace {

// How long one process waits for another's commit. A commit takes milliseconds; this is for a disk that hangs.
constexpr int kPatienceMs = 30'000;
// Pages of the log, 4 KB each, after which they are carried over into the file: seldom enough that a commit is one flush.
constexpr const char* kCheckpoint = "PRAGMA wal_autocheckpoint = 8000";

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
struct Close {
  void operator()(sqlite3* connection) const { sqlite3_close(connection); }
};

class SqliteDatabase : public Database {
 public:
  explicit SqliteDatabase(sqlite3* connection) : connection_(connection) {}

  Result<std::vector<Row>> run(const std::string& text, const Row& parameters) override {
    sqlite3_stmt* statement = prepared(text);
    if (statement == nullptr) return failure();
    for (std::size_t i = 0; i < parameters.size(); ++i)
      if (sqlite3_bind_text(statement, static_cast<int>(i) + 1, parameters[i].data(), static_cast<int>(parameters[i].size()),
                            SQLITE_STATIC) != SQLITE_OK)
        return failure();
    std::vector<Row> rows;
    int status = SQLITE_ROW;
    while ((status = sqlite3_step(statement)) == SQLITE_ROW) rows.push_back(row_of(statement));
    auto result = status == SQLITE_DONE ? Result<std::vector<Row>>(std::move(rows)) : failure();
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return result;
  }

  Result<std::vector<Row>> begin_writing(const Statement& first) override {
    if (auto begun = begin_creating(); !begun) return tl::unexpected(begun.error());
    return run(first.text, first.parameters);
  }

  Result<void> commit(const std::vector<Statement>& last) override {
    for (const Statement& each : last)
      if (const auto done = run(each.text, each.parameters); !done) return tl::unexpected(done.error());
    return execute("COMMIT");
  }

  Result<void> begin_reading() override { return execute("BEGIN"); }
  Result<void> end_reading() override { return execute("COMMIT"); }
  Result<void> begin_creating() override { return execute("BEGIN IMMEDIATE"); }

 private:
  sqlite3_stmt* prepared(const std::string& text) {
    const auto known = statements_.find(text);
    if (known != statements_.end()) return known->second.get();
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(connection_.get(), text.c_str(), -1, &statement, nullptr) != SQLITE_OK) return nullptr;
    statements_.emplace(text, statement);
    return statement;
  }

  static Row row_of(sqlite3_stmt* statement) {
    Row row;
    for (int column = 0; column < sqlite3_column_count(statement); ++column) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      row.emplace_back(text == nullptr ? "" : text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
    }
    return row;
  }

  Result<std::vector<Row>> failure() const {
    const int code = sqlite3_errcode(connection_.get());
    const bool is_conflict = code == SQLITE_BUSY || code == SQLITE_LOCKED;
    return fail(is_conflict ? kConflict : "LG0702", std::string("the ledger's database says: ") + sqlite3_errmsg(connection_.get()),
                is_conflict ? "another process keeps the ledger busy; try again" : "nothing was changed by this command");
  }

  std::unique_ptr<sqlite3, Close> connection_;
  std::unordered_map<std::string, std::unique_ptr<sqlite3_stmt, Finalize>> statements_;  // closed before the connection
};

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const std::string& path, IfMissing if_missing) {
  sqlite3* connection = nullptr;
  // One connection is used by one thread at a time, so SQLite need not lock it.
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (if_missing == IfMissing::Create ? SQLITE_OPEN_CREATE : 0);
  const int status = sqlite3_open_v2(path.c_str(), &connection, flags, nullptr);
  auto database = std::make_unique<SqliteDatabase>(connection);
  if (status != SQLITE_OK)
    return fail("LG0701", std::string("the ledger cannot be opened: ") + sqlite3_errmsg(connection), "check the path", path);
  sqlite3_busy_timeout(connection, kPatienceMs);
  for (const char* setting : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", kCheckpoint})
    if (const auto done = database->execute(setting); !done)
      return fail("LG0701", done.error().message, "is this file a ledger?", path);
  return std::unique_ptr<Database>(std::move(database));
}

}  // namespace lockgate::ledger
