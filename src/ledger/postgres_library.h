// The client library of PostgreSQL, loaded when a ledger on a server is first opened: with what it needs in turn (Kerberos, LDAP,
// TLS) it is twenty libraries, which a program that decides an order would otherwise load at every start.
#pragma once

#include <postgresql/libpq-fe.h>

#include "base/result.h"

namespace lockgate::ledger {

// libpq's functions under their own names: https://www.postgresql.org/docs/15/libpq.html
struct PostgresLibrary {
  decltype(&::PQconnectdb) connectdb;
  decltype(&::PQstatus) status;
  decltype(&::PQfinish) finish;
  decltype(&::PQerrorMessage) error_message;
  decltype(&::PQsetNoticeProcessor) set_notice_processor;
  decltype(&::PQexec) exec;
  decltype(&::PQprepare) prepare;
  decltype(&::PQexecPrepared) exec_prepared;
  decltype(&::PQenterPipelineMode) enter_pipeline_mode;
  decltype(&::PQexitPipelineMode) exit_pipeline_mode;
  decltype(&::PQpipelineSync) pipeline_sync;
  decltype(&::PQsendQueryPrepared) send_query_prepared;
  decltype(&::PQgetResult) get_result;
  decltype(&::PQresultStatus) result_status;
  decltype(&::PQresultErrorField) result_error_field;
  decltype(&::PQntuples) ntuples;
  decltype(&::PQnfields) nfields;
  decltype(&::PQgetvalue) getvalue;
  decltype(&::PQgetlength) getlength;
  decltype(&::PQclear) clear;
};

// LG0701: it is not installed. Lives as long as the process.
Result<const PostgresLibrary*> postgres_library();

}  // namespace lockgate::ledger
