// SealQueue: determinations on their way into the ledger. Whoever seals waits until it is durable; what waits at the same time goes
// into one transaction, so that a flush of the disk serves many requests.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "ledger/store.h"

namespace lockgate::service {

class SealQueue {
 public:
  // `program` and `actor` are written beside each seal: what answered, and who had it asked.
  SealQueue(ledger::Store store, std::string program, std::string actor);
  // Those that wait are still served.
  ~SealQueue();
  SealQueue(const SealQueue&) = delete;
  SealQueue& operator=(const SealQueue&) = delete;

  // To enter this, now.
  ledger::Request request(ledger::Sealed sealed) const;
  // One outcome each, in order. An error: none of them was entered.
  Result<std::vector<ledger::Outcome>> enter(std::vector<ledger::Request> requests);

 private:
  struct Job {
    std::vector<ledger::Request> requests;
    std::optional<Result<std::vector<ledger::Outcome>>> answer;
  };
  void work();
  std::vector<Job*> take();
  void perform(const std::vector<Job*>& jobs);

  ledger::Store store_;
  std::string program_;
  std::string actor_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::condition_variable done_;
  std::deque<Job*> waiting_;
  bool is_closing_ = false;
  std::thread thread_;
};

}  // namespace lockgate::service
