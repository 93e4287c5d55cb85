// A ledger for a team, on a PostgreSQL server. Transactions are serializable, and a writer takes the journal's table before
// its snapshot, so writers queue instead of failing one another: https://www.postgresql.org/docs/15/explicit-locking.html
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

using ResultPtr = std::unique_ptr<PGresult, decltype(&::PQclear)>;
using Connection = std::unique_ptr<PGconn, decltype(&::PQfinish)>;

class PostgresDatabase : public Database {
 public:
  PostgresDatabase(const PostgresLibrary& pq, Connection connection) : pq_(pq), connection_(std::move(connection)) {}

  Result<std::vector<Row>> run(const std::string& text, const Row& parameters) override {
    if (parameters.empty()) return rows_of(pq_.exec(connection_.get(), text.c_str()));
    const Result<std::string> name = prepared(text, parameters.size());
    if (!name) return tl::unexpected(name.error());
    std::vector<const char*> values;
    for (const std::string& parameter : parameters) values.push_back(parameter.c_str());
    return rows_of(pq_.exec_prepared(connection_.get(), name->c_str(), static_cast<int>(values.size()), values.data(), nullptr, nullptr, 0));
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
  return std::unique_ptr<Database>(std::make_unique<PostgresDatabase>(pq, std::move(connection)));
}

}  // namespace lockgate::ledger
