#include "ledger/database.h"

namespace lockgate::ledger {

Result<std::unique_ptr<Database>> open_database(const std::string& url, IfMissing if_missing) {
  constexpr std::string_view kSqlite = "sqlite:";
  if (url.starts_with("postgres://") || url.starts_with("postgresql://")) return open_postgres(url);
  return open_sqlite(url.starts_with(kSqlite) ? url.substr(kSqlite.size()) : url, if_missing);
}

}  // namespace lockgate::ledger
