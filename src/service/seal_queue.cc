#include "service/seal_queue.h"

#include <iterator>

#include "service/clock.h"
#include "service/question.h"

namespace lockgate::service {
namespace {

// A transaction of more gains little and makes those in it wait.
constexpr std::size_t kAtOnce = 500;

}  // namespace

SealQueue::SealQueue(ledger::Store store, std::string program, std::string actor)
    : store_(std::move(store)), program_(std::move(program)), actor_(std::move(actor)), thread_([this] { work(); }) {}

SealQueue::~SealQueue() {
  {
    const std::lock_guard lock(mutex_);
    is_closing_ = true;
  }
  arrived_.notify_one();
  thread_.join();
}

ledger::Request SealQueue::request(ledger::Sealed sealed) const {
  const std::string now = time_text(milliseconds_now());
  sealed.program = program_;
  sealed.sealed_on = read_day("today").value();
  return {ledger::Seal{std::move(sealed)}, actor_, now.substr(0, now.find('.')) + "Z"};
}

Result<std::vector<ledger::Outcome>> SealQueue::enter(std::vector<ledger::Request> requests) {
  if (requests.empty()) return std::vector<ledger::Outcome>();
  Job job{std::move(requests), std::nullopt};
  std::unique_lock lock(mutex_);
  waiting_.push_back(&job);
  arrived_.notify_one();
  done_.wait(lock, [&] { return job.answer.has_value(); });
  return *std::move(job.answer);
}

void SealQueue::work() {
  for (;;) {
    const std::vector<Job*> jobs = take();
    if (jobs.empty()) return;
    perform(jobs);
  }
}

std::vector<SealQueue::Job*> SealQueue::take() {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, [this] { return is_closing_ || !waiting_.empty(); });
  std::vector<Job*> out;
  for (std::size_t count = 0; !waiting_.empty() && count < kAtOnce; waiting_.pop_front()) {
    out.push_back(waiting_.front());
    count += out.back()->requests.size();
  }
  return out;
}

void SealQueue::perform(const std::vector<Job*>& jobs) {
  std::vector<ledger::Request> all;
  std::vector<std::size_t> counts;
  for (Job* job : jobs) {
    counts.push_back(job->requests.size());
    std::move(job->requests.begin(), job->requests.end(), std::back_inserter(all));
  }
  const auto outcomes = store_.perform(all);
  const std::lock_guard lock(mutex_);
  auto at = outcomes ? outcomes->begin() : std::vector<ledger::Outcome>::const_iterator();
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    if (!outcomes) {
      jobs[i]->answer = Result<std::vector<ledger::Outcome>>(tl::unexpected(outcomes.error()));
      continue;
    }
    const auto end = at + static_cast<std::ptrdiff_t>(counts[i]);
    jobs[i]->answer = std::vector<ledger::Outcome>(at, end);
    at = end;
  }
  done_.notify_all();
}

}  // namespace lockgate::service
