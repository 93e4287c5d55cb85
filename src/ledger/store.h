// Store: a ledger that is kept. Commands go through the state machine and into the database in one transaction with their
// journal entries; what has been answered is durable.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "ledger/cached_state.h"
#include "ledger/chain_check.h"
#include "ledger/command.h"
#include "ledger/tables.h"

namespace lockgate::ledger {

struct Request {
  Command command;
  std::string actor;
  std::string at;  // the caller's clock
};

struct Audit {
  std::int64_t entries = 0;
  std::string hash;             // of the last entry that holds
  std::optional<Fault> fault;   // the first, if any
};

class Store {
 public:
  // LG0701 to LG0703.
  static Result<Store> open(const std::string& url, IfMissing if_missing = IfMissing::Refuse);

  // All in one transaction, each on what the ones before it left. An error: nothing of it has happened.
  Result<std::vector<Outcome>> perform(const std::vector<Request>& requests);
  Result<Outcome> perform(const Request& request);

  // Shows the state as of one moment.
  Result<void> look(const std::function<void(const State&)>& see);

  Result<Audit> audit();
  // Up to `count` entries of the journal after one. They are read, not verified.
  Result<std::vector<Entry>> entries_after(std::int64_t sequence, int count);
  // The number of the entry that sealed each determination.
  Result<std::map<std::string, std::int64_t>> numbers_of_seals();
  // The entry that sealed a determination, and the one before it, if there is one. Empty: none did.
  Result<std::vector<Entry>> sealing_entry(const std::string& id);

 private:
  // What was read and written so far, and by the journal what others wrote since. Right as of its last entry.
  struct Warm {
    explicit Warm(Database& database) : stored(database), cached(stored), draft(cached) {}
    StoredState stored;
    CachedState cached;
    Draft draft;
    Entry last;  // its number and hash
    std::size_t written = 0;  // bytes, roughly: a sealed answer is a row of some kilobytes
  };

  explicit Store(std::unique_ptr<Database> database) : database_(std::move(database)) {}
  Result<void> prepare(IfMissing if_missing);
  Result<void> add_publications();
  Result<std::vector<Outcome>> attempt(const std::vector<Request>& requests);
  Result<std::vector<Outcome>> write_all(const std::vector<Request>& requests);
  Result<void> begin();
  bool catch_up(const std::vector<Entry>& entries);
  Result<Audit> audit_inside(std::size_t portion, std::size_t portions);
  Result<std::optional<Fault>> compare_tables(ChainCheck& check);
  Result<std::optional<Fault>> name_missing(const ChainCheck& check);

  std::unique_ptr<Database> database_;
  std::unique_ptr<Warm> warm_;
};

}  // namespace lockgate::ledger
