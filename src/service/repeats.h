// Repeats: requests that a client may send again without anything happening twice (`Idempotency-Key`). The first answer is kept for a day with the
// digest of its request and given again, byte for byte; the same key on another request is refused.
#pragma once

#include <functional>
#include <mutex>
#include <set>

#include "service/message.h"
#include "service/records.h"

namespace lockgate::service {

class Repeats {
 public:
  explicit Repeats(Records& records) : records_(records) {}

  // What `make` answers, or what it answered before. LG0821: the key cannot be one; LG0822: it was another request's; LG0826: that request is being
  // answered. An answer that says that the service failed is not kept, nor one too large to keep.
  Response answer(const Request& request, const std::function<Response()>& make);

 private:
  std::optional<Response> known(const std::string& key, const std::string& digest);
  void keep(const std::string& key, const std::string& digest, const Response& response);

  Records& records_;
  std::mutex mutex_;
  std::set<std::string> busy_;
};

}  // namespace lockgate::service
