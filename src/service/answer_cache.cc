#include "service/answer_cache.h"

namespace lockgate::service {
namespace {

// Nodes, strings' own heads, and what the allocator adds; roughly.
constexpr std::size_t kBesideTexts = 512;

std::size_t bytes_of(std::string_view key, const KnownAnswer& answer) {
  std::size_t out = key.size() + answer.line.size() + kBesideTexts;
  for (const KnownAnswer::Question& one : answer.questions) out += one.fact.size() + one.question.size();
  return out;
}

}  // namespace

std::shared_ptr<const KnownAnswer> AnswerCache::find(std::string_view key) {
  if (!is_open()) return nullptr;
  const std::lock_guard lock(mutex_);
  const auto known = by_key_.find(key);
  if (known == by_key_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, known->second);
  return entries_.front().answer;
}

void AnswerCache::put(std::string key, std::shared_ptr<const KnownAnswer> answer) {
  if (!is_open()) return;
  const std::size_t bytes = bytes_of(key, *answer);
  const std::lock_guard lock(mutex_);
  if (bytes > budget_ || by_key_.contains(key)) return;
  while (used_ + bytes > budget_) drop_last();
  used_ += bytes;
  entries_.push_front({std::move(key), std::move(answer), bytes});
  by_key_.emplace(entries_.front().key, entries_.begin());
}

void AnswerCache::drop_last() {
  used_ -= entries_.back().bytes;
  by_key_.erase(entries_.back().key);
  entries_.pop_back();
}

}  // namespace lockgate::service
