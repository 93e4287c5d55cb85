#include "ledger/writer.h"

#include <chrono>

namespace lockgate::ledger {
namespace {

// Above this a transaction only makes those in it wait longer.
constexpr std::size_t kLargestGroup = 256;
// How long those who were answered together may take to ask again, so that they share the next transaction too: little beside
// the flush of a disk.
constexpr std::chrono::microseconds kGathering{500};

}  // namespace

// Whoever finds nobody at the store leads: takes all that wait, himself among them, and answers them.
Result<Outcome> Writer::perform(Request request) {
  Waiting mine{std::move(request)};
  std::unique_lock lock(mutex_);
  waiting_.push_back(&mine);
  if (waiting_.size() >= expected_) gathered_.notify_one();
  while (!mine.outcome) {
    if (is_led_) {
      mine.woken.wait(lock);
    } else {
      lead(lock);
    }
  }
  return *std::move(mine.outcome);
}

void Writer::gather(std::unique_lock<std::mutex>& lock) {
  gathered_.wait_for(lock, kGathering, [this] { return waiting_.size() >= expected_; });
}

void Writer::lead(std::unique_lock<std::mutex>& lock) {
  is_led_ = true;
  gather(lock);
  std::vector<Waiting*> group;
  std::vector<Request> requests;
  for (; !waiting_.empty() && group.size() < kLargestGroup; waiting_.pop_front()) {
    group.push_back(waiting_.front());
    requests.push_back(std::move(group.back()->request));
  }
  lock.unlock();
  const auto outcomes = store_.perform(requests);
  lock.lock();
  for (std::size_t i = 0; i < group.size(); ++i) {
    group[i]->outcome = outcomes ? Result<Outcome>((*outcomes)[i]) : tl::unexpected(outcomes.error());
    group[i]->woken.notify_one();
  }
  expected_ = group.size();
  is_led_ = false;
  if (!waiting_.empty()) waiting_.front()->woken.notify_one();
}

}  // namespace lockgate::ledger
