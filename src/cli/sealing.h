// Sealing: the determinations of `check --seal` on their way into the ledger, a transaction for some hundreds of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/ledger_access.h"
#include "desk/seal.h"

namespace lockgate::cli {

class Sealing {
 public:
  // `--seal`, `--ledger`, `--actor`.
  void declare(CLI::App& app);
  bool is_wanted() const { return is_wanted_; }

  // False: there is no ledger, and that has been said.
  bool open(Session& session);
  void add(Session& session, ledger::Sealed sealed);
  // What waits is entered; then it is said what was sealed as what.
  void finish(Session& session);

 private:
  void flush(Session& session);

  bool is_wanted_ = false;
  LedgerAccess access_;
  std::optional<ledger::Store> store_;
  std::vector<ledger::Request> waiting_;
  std::vector<std::pair<std::string, std::string>> first_;  // order and id, of the first few
  std::uint64_t sealed_ = 0;
  std::uint64_t known_ = 0;
  bool has_failed_ = false;
};

}  // namespace lockgate::cli
