// AnswerCache: answers that were given before. The same order under the same question and the same law has the same answer, byte for
// byte; books are asked about again and again. Bounded by bytes; what was not asked for longest goes first. Safe to share.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "trade/determination.h"

namespace lockgate::service {

// What a request needs of a determination once it is made.
struct KnownAnswer {
  struct Question {
    std::string fact;
    std::string question;
  };
  std::string order;
  std::string line;  // the determination as JSON
  trade::Verdict verdict = trade::Verdict::Hold;
  std::vector<Question> questions;
};

class AnswerCache {
 public:
  // 0: nothing is kept.
  explicit AnswerCache(std::size_t bytes) : budget_(bytes) {}

  bool is_open() const { return budget_ > 0; }

  // `key`: everything that the answer depends on. Null: it is not known.
  std::shared_ptr<const KnownAnswer> find(std::string_view key);
  void put(std::string key, std::shared_ptr<const KnownAnswer> answer);

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const KnownAnswer> answer;
    std::size_t bytes = 0;
  };
  void drop_last();

  std::mutex mutex_;
  std::size_t budget_;
  std::size_t used_ = 0;
  std::list<Entry> entries_;  // the one asked for last is first
  std::unordered_map<std::string_view, std::list<Entry>::iterator> by_key_;
};

}  // namespace lockgate::service
