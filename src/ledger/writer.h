// Writer: one ledger for many threads. Those that come while a transaction is being flushed share the next one, so the disk
// is waited for once a group and not once a command.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>

#include "ledger/store.h"

namespace lockgate::ledger {

class Writer {
 public:
  explicit Writer(Store store) : store_(std::move(store)) {}

  // Returns when the outcome is durable.
  Result<Outcome> perform(Request request);

 private:
  struct Waiting {
    Request request;
    std::optional<Result<Outcome>> outcome = {};
    std::condition_variable woken = {};  // its own, so that nobody is woken to find that it was not for him
  };
  void lead(std::unique_lock<std::mutex>& lock);
  void gather(std::unique_lock<std::mutex>& lock);

  Store store_;
  std::mutex mutex_;
  std::deque<Waiting*> waiting_;
  std::condition_variable gathered_;
  std::size_t expected_ = 1;  // so many as were answered together last, since each of them may ask again
  bool is_led_ = false;       // a thread is at the store
};

}  // namespace lockgate::ledger
