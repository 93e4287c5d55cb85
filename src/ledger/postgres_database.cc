// A ledger for a team, on a PostgreSQL server. Transactions are serializable, and a writer takes the journal's table before
// its snapshot, so writers queue instead of failing one another: https://www.postgresql.org/docs/15/explicit-locking.html
#include <postgresql/libpq-fe.h>

#include <unordered_map>

#include "ledger/database.h"

namespace lockgate::ledger {
namespace {

// https://www.postgresql.org/docs/15/errcodes-appendix.html: another transaction was in the way.
constexpr std::string_view kSerializationFailure = "40001";
constexpr std::string_view kDeadlock = "40P01";
// A number of our own, by which those that create the tables queue.
constexpr const char* kCreatingLock = "SELECT pg_advisory_xact_lock(5317)";

struct Clear {
  void operator()(PGresult* result) const { PQclear(result); }
};
using ResultPtr = std::unique_ptr<PGresult, Clear>;

struct Finish {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};

class PostgresDatabase : public Database {
 public:
  explicit PostgresDatabase(PGconn* connection) : connection_(connection) {}

  Result<std::vector<Row>> run(const std::string& text, const Row& parameters) override {
    if (parameters.empty()) return rows_of(ResultPtr(PQexec(connection_.get(), text.c_str())));
    const Result<std::string> name = prepared(text, parameters.size());
    if (!name) return tl::unexpected(name.error());
    std::vector<const char*> values;
    for (const std::string& parameter : parameters) values.push_back(parameter.c_str());
    return rows_of(ResultPtr(PQexecPrepared(connection_.get(), name->c_str(), static_cast<int>(values.size()), values.data(),
                                            nullptr, nullptr, 0)));
  }

  Result<void> begin_writing() override {
    const auto begun = execute("BEGIN ISOLATION LEVEL SERIALIZABLE");
    const auto locked = begun ? execute(R"(LOCK TABLE "journal" IN EXCLUSIVE MODE)") : begun;
    if (begun && !locked) (void)execute("ROLLBACK");
    return locked;
  }

  Result<void> begin_reading() override { return execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); }

  Result<void> begin_creating() override {
    const auto begun = execute("BEGIN");
    return begun ? execute(kCreatingLock) : begun;
  }

 private:
  Result<std::string> prepared(const std::string& text, std::size_t parameters) {
    const auto known = names_.find(text);
    if (known != names_.end()) return known->second;
    std::string name = "s" + std::to_string(names_.size());
    const auto done = rows_of(
        ResultPtr(PQprepare(connection_.get(), name.c_str(), text.c_str(), static_cast<int>(parameters), nullptr)));
    if (!done) return tl::unexpected(done.error());
    return names_.emplace(text, std::move(name)).first->second;
  }

  Result<std::vector<Row>> rows_of(const ResultPtr& result) const {
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) return failure(result.get());
    std::vector<Row> rows(static_cast<std::size_t>(PQntuples(result.get())));
    for (int r = 0; r < PQntuples(result.get()); ++r)
      for (int c = 0; c < PQnfields(result.get()); ++c)
        rows[static_cast<std::size_t>(r)].emplace_back(PQgetvalue(result.get(), r, c), static_cast<std::size_t>(PQgetlength(result.get(), r, c)));
    return rows;
  }

  Result<std::vector<Row>> failure(const PGresult* result) const {
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string_view code = state == nullptr ? "" : state;
    const bool is_conflict = code == kSerializationFailure || code == kDeadlock;
    return fail(is_conflict ? kConflict : "LG0702", std::string("the ledger's database says: ") + PQerrorMessage(connection_.get()),
                is_conflict ? "another process keeps the ledger busy; try again" : "ask for the draw by its key before trying again");
  }

  std::unique_ptr<PGconn, Finish> connection_;
  std::unordered_map<std::string, std::string> names_;
};

}  // namespace

Result<std::unique_ptr<Database>> open_postgres(const std::string& url) {
  auto database = std::unique_ptr<PGconn, Finish>(PQconnectdb(url.c_str()));
  if (PQstatus(database.get()) != CONNECTION_OK)
    return fail("LG0701", std::string("the ledger cannot be opened: ") + PQerrorMessage(database.get()), "check the address and that the server runs");
  PQsetNoticeProcessor(database.get(), [](void*, const char*) {}, nullptr);
  return std::unique_ptr<Database>(std::make_unique<PostgresDatabase>(database.release()));
}

}  // namespace lockgate::ledger
