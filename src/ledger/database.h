// Database: the narrow waist below the store. Statements and texts go in, rows of texts come out; parameters are `$1`, `$2`,
// … in this order. One connection, one thread at a time.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "ledger/shape.h"

namespace lockgate::ledger {

// Another process was faster: nothing has happened, and trying again helps.
inline constexpr const char* kConflict = "LG0703";

struct Statement {
  std::string text;
  Row parameters;
};

class Database {
 public:
  virtual ~Database() = default;
  virtual Result<std::vector<Row>> run(const std::string& statement, const Row& parameters) = 0;

  // From here to `commit` or `ROLLBACK` no other connection writes. Gives what `first` selects, as of then.
  virtual Result<std::vector<Row>> begin_writing(const Statement& first) = 0;
  // Runs these for their effect and ends the transaction. What was written is durable when it returns.
  virtual Result<void> commit(const std::vector<Statement>& last) = 0;

  // From here to end_reading everything is read as of one moment, and what was read is durable when that returns.
  virtual Result<void> begin_reading() = 0;
  virtual Result<void> end_reading() = 0;

  // As begin_writing, while there may be no tables yet.
  virtual Result<void> begin_creating() = 0;

  // Runs a statement for its effect.
  Result<void> execute(const std::string& statement) {
    const auto done = run(statement, {});
    return done ? Result<void>() : tl::unexpected(done.error());
  }
};

// A name mistyped must not become an empty ledger in which all is well.
enum class IfMissing : std::uint8_t { Refuse, Create };

// `sqlite:PATH`, a path alone, or `postgres://…`. LG0701: it cannot be opened.
Result<std::unique_ptr<Database>> open_database(const std::string& url, IfMissing if_missing);
Result<std::unique_ptr<Database>> open_sqlite(const std::string& path, IfMissing if_missing);
Result<std::unique_ptr<Database>> open_postgres(const std::string& url);

}  // namespace lockgate::ledger
