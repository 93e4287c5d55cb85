// A ledger for a team, on a PostgreSQL server. Transactions are serializable, and a writer takes the journal's table before
// its snapshot, so writers queue instead of failing one another: https://www.postgresql.org/docs/15/explicit-locking.html
//
// The disk is waited for after the table is given back, so that those who queue share one flush: the commit itself is
// asynchronous, and a commit that is not follows it. The log is flushed in its order, so when the second is on the disk the
// first is, and so is everything that the first was built on: https://www.postgresql.org/docs/15/wal-async-commit.html
#include <unordered_map>

#include "ledger/database.h"
#include "ledger/postgres_library.h"

namespace lockgate::ledger {
namespace {

// https://www.postgresql.org/docs/15/errcodes-appendix.html: another transaction was in the way.
constexpr std::string_view kSerializationFailure = "40001";
constexpr std::string_view kDeadlock = "40P01";
// A number of our own, by which those that create the tables queue.
constexpr const char* kCreatingLock = "SELECT pg_advisory_xact_lock(5317)";
// A transaction that leaves nothing but its record in the log; its commit waits for the disk.
constexpr const char* kFlush = "SELECT pg_logical_emit_message(true, 'lockgate', '')";
// Whatever could be seen a moment ago is on the disk. A standby never sees more than that.
constexpr const char* kIsFlushed = "SELECT CASE WHEN pg_is_in_recovery() THEN true ELSE pg_current_wal_flush_lsn() >= pg_current_wal_insert_lsn() END";
// A server may be set up to answer before the disk does; a ledger is not to.
constexpr const char* kDurable = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

// A round trip ends with its mark; before it there may be a failure, and nothing.
constexpr int kMostEnds = 3;

using ResultPtr = std::unique_ptr<PGresult, decltype(&::PQclear)>;
using Connection = std::unique_ptr<PGconn, decltype(&::PQfinish)>;

class PostgresDatabase : public Database {
 public:
  PostgresDatabase(const PostgresLibrary& pq, Connection connection) : pq_(pq), connection_(std::move(connection)) {}

  Result<std::vector<Row>> run(const std::string& text, const Row& parameters) override {
    if (parameters.empty()) return rows_of(pq_.exec(connection_.get(), text.c_str()));
    const Result<std::string> name = prepared(text, parameters.size());
    if (!name) return tl::unexpected(name.error());
    const std::vector<const char*> values = pointers(parameters);
    return rows_of(pq_.exec_prepared(connection_.get(), name->c_str(), static_cast<int>(values.size()), values.data(), nullptr, nullptr, 0));
  }

  Result<std::vector<Row>> begin_writing(const Statement& first) override {
    return together({{"BEGIN ISOLATION LEVEL SERIALIZABLE", {}}, {R"(LOCK TABLE "journal" IN EXCLUSIVE MODE)", {}}, first});
  }

  Result<void> commit(const std::vector<Statement>& last) override {
    std::vector<Statement> all = last;
    for (const char* text : {"SET LOCAL synchronous_commit TO off", "COMMIT", kFlush}) all.push_back({text, {}});
    const auto done = together(all);
    return done ? Result<void>() : tl::unexpected(done.error());
  }

  Result<void> begin_reading() override { return execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); }

  Result<void> end_reading() override {
    const auto flushed = together({{"COMMIT", {}}, {kIsFlushed, {}}});
    if (!flushed) return tl::unexpected(flushed.error());
    return flushed->front().front() == "t" ? Result<void>() : execute(kFlush);
  }

  Result<void> begin_creating() override {
    const auto begun = execute("BEGIN");
    return begun ? execute(kCreatingLock) : begun;
  }

 private:
  static std::vector<const char*> pointers(const Row& parameters) {
    std::vector<const char*> values;
    for (const std::string& parameter : parameters) values.push_back(parameter.c_str());
    return values;
  }

  // In one round trip; what follows one that fails is not run. Gives the rows of the last.
  Result<std::vector<Row>> together(const std::vector<Statement>& statements) {
    std::vector<std::string> names;
    for (const Statement& each : statements) {
      auto name = prepared(each.text, each.parameters.size());
      if (!name) return tl::unexpected(name.error());
      names.push_back(std::move(*name));
    }
    pq_.enter_pipeline_mode(connection_.get());
    for (std::size_t i = 0; i < statements.size(); ++i) {
      const std::vector<const char*> values = pointers(statements[i].parameters);
      pq_.send_query_prepared(connection_.get(), names[i].c_str(), static_cast<int>(values.size()), values.data(), nullptr, nullptr, 0);
    }
    pq_.pipeline_sync(connection_.get());
    auto last = answers(statements.size());
    pq_.exit_pipeline_mode(connection_.get());
    return last;
  }

  // The rows of the last, or the first failure. Everything is read, so that the connection can be used again.
  Result<std::vector<Row>> answers(std::size_t count) {
    Result<std::vector<Row>> last;
    for (std::size_t i = 0; i < count; ++i) {
      PGresult* answer = pq_.get_result(connection_.get());
      auto rows = rows_of(answer);
      if (last) last = std::move(rows);
      while (answer != nullptr && (answer = pq_.get_result(connection_.get())) != nullptr) pq_.clear(answer);
    }
    // The end of the round trip commits what no COMMIT did, which may fail as well.
    for (int i = 0; i < kMostEnds; ++i) {
      const ResultPtr end(pq_.get_result(connection_.get()), pq_.clear);
      if (end != nullptr && pq_.result_status(end.get()) == PGRES_PIPELINE_SYNC) return last;
      if (last) last = failure(end.get());
    }
    return last;
  }

  Result<std::string> prepared(const std::string& text, std::size_t parameters) {
    const auto known = names_.find(text);
    if (known != names_.end()) return known->second;
    std::string name = "s" + std::to_string(names_.size());
    const auto done = rows_of(pq_.prepare(connection_.get(), name.c_str(), text.c_str(), static_cast<int>(parameters), nullptr));
    if (!done) return tl::unexpected(done.error());
    return names_.emplace(text, std::move(name)).first->second;
  }

  // Takes the result over.
  Result<std::vector<Row>> rows_of(PGresult* given) const {
    const ResultPtr result(given, pq_.clear);
    const ExecStatusType status = pq_.result_status(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) return failure(result.get());
    std::vector<Row> rows(static_cast<std::size_t>(pq_.ntuples(result.get())));
    for (int r = 0; r < pq_.ntuples(result.get()); ++r)
      for (int c = 0; c < pq_.nfields(result.get()); ++c)
        rows[static_cast<std::size_t>(r)].emplace_back(pq_.getvalue(result.get(), r, c), static_cast<std::size_t>(pq_.getlength(result.get(), r, c)));
    return rows;
  }

  Result<std::vector<Row>> failure(const PGresult* result) const {
    const char* state = pq_.result_error_field(result, PG_DIAG_SQLSTATE);
    const std::string_view code = state == nullptr ? "" : state;
    const bool is_conflict = code == kSerializationFailure || code == kDeadlock;
    return fail(is_conflict ? kConflict : "LG0702", std::string("the ledger's database says: ") + pq_.error_message(connection_.get()),
                is_conflict ? "another process keeps the ledger busy; try again" : "ask for the draw by its key before trying again");
  }

  const PostgresLibrary& pq_;
  Connection connection_;
  std::unordered_map<std::string, std::string> names_;
};

}  // namespace

Result<std::unique_ptr<Database>> open_postgres(const std::string& url) {
  const Result<const PostgresLibrary*> library = postgres_library();
  if (!library) return tl::unexpected(library.error());
  const PostgresLibrary& pq = **library;
  Connection connection(pq.connectdb(url.c_str()), pq.finish);
  if (pq.status(connection.get()) != CONNECTION_OK)
    return fail("LG0701", std::string("the ledger cannot be opened: ") + pq.error_message(connection.get()), "check the address and that the server runs");
  pq.set_notice_processor(connection.get(), [](void*, const char*) {}, nullptr);
  auto database = std::make_unique<PostgresDatabase>(pq, std::move(connection));
  if (const auto done = database->execute(kDurable); !done) return fail("LG0701", done.error().message, "check the server");
  return std::unique_ptr<Database>(std::move(database));
}

}  // namespace lockgate::ledger
