#include "ledger/postgres_library.h"

#include <dlfcn.h>

#include <string>

namespace lockgate::ledger {
namespace {

// The name under which every version since 8.0 goes.
constexpr const char* kName = "libpq.so.5";

struct Loaded {
  PostgresLibrary library{};
  std::string problem;  // empty: all functions were found
};

template <class Function>
void find(void* handle, const char* name, Function& function, std::string& problem) {
  function = reinterpret_cast<Function>(dlsym(handle, name));
  if (function == nullptr && problem.empty()) problem = std::string(kName) + " has no " + name;
}

Loaded load() {
  Loaded out;
  void* handle = dlopen(kName, RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) {
    out.problem = dlerror();
    return out;
  }
  PostgresLibrary& pq = out.library;
  find(handle, "PQconnectdb", pq.connectdb, out.problem);
  find(handle, "PQstatus", pq.status, out.problem);
  find(handle, "PQfinish", pq.finish, out.problem);
  find(handle, "PQerrorMessage", pq.error_message, out.problem);
  find(handle, "PQsetNoticeProcessor", pq.set_notice_processor, out.problem);
  find(handle, "PQexec", pq.exec, out.problem);
  find(handle, "PQprepare", pq.prepare, out.problem);
  find(handle, "PQexecPrepared", pq.exec_prepared, out.problem);
  find(handle, "PQenterPipelineMode", pq.enter_pipeline_mode, out.problem);
  find(handle, "PQexitPipelineMode", pq.exit_pipeline_mode, out.problem);
  find(handle, "PQpipelineSync", pq.pipeline_sync, out.problem);
  find(handle, "PQsendQueryPrepared", pq.send_query_prepared, out.problem);
  find(handle, "PQgetResult", pq.get_result, out.problem);
  find(handle, "PQresultStatus", pq.result_status, out.problem);
  find(handle, "PQresultErrorField", pq.result_error_field, out.problem);
  find(handle, "PQntuples", pq.ntuples, out.problem);
  find(handle, "PQnfields", pq.nfields, out.problem);
  find(handle, "PQgetvalue", pq.getvalue, out.problem);
  find(handle, "PQgetlength", pq.getlength, out.problem);
  find(handle, "PQclear", pq.clear, out.problem);
  return out;
}

}  // namespace

Result<const PostgresLibrary*> postgres_library() {
  static const Loaded kLoaded = load();
  if (kLoaded.problem.empty()) return &kLoaded.library;
  return fail("LG0701", "a ledger on a PostgreSQL server needs libpq, and it cannot be used: " + kLoaded.problem,
              "install libpq5, or keep the ledger in a file: `sqlite:PATH`");
}

}  // namespace lockgate::ledger
