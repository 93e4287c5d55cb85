// Records: what the service itself keeps: accounts, answers to requests that may be repeated, proposals, who read what, what was announced.
// They stand in the ledger's database, or in memory where there is none. One connection, which threads take in turn.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "ledger/database.h"

namespace lockgate::service {

class Records {
 public:
  // `url` as a ledger's; empty: in memory, until the process ends. Tables that are missing are made. LG0701, LG0702.
  static Result<std::unique_ptr<Records>> open(const std::string& url);

  // One statement of its own; parameters are `$1`, `$2`, … and first stand in it in this order, since SQLite counts them so.
  Result<std::vector<ledger::Row>> run(const std::string& statement, const ledger::Row& parameters);
  // Several statements of which all happen or none: none when `work` returns an error. Nothing of it calls the Records themselves.
  Result<void> together(const std::function<Result<void>(ledger::Database&)>& work);

  bool is_lasting() const { return is_lasting_; }

 private:
  Records(std::unique_ptr<ledger::Database> database, bool is_lasting) : database_(std::move(database)), is_lasting_(is_lasting) {}
  Result<void> make_tables();

  std::mutex mutex_;
  std::unique_ptr<ledger::Database> database_;
  bool is_lasting_;
};

}  // namespace lockgate::service
