// Announcer: tells endpoints what happened. An event is written down before it is sent, once however often it is noticed; what an endpoint does not take
// is sent again, later and later, also after a restart.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "base/json.h"
#include "service/records.h"
#include "service/webhook.h"

namespace lockgate::service {

struct Event {
  std::string type;
  std::string key;  // the same of type and key is the same event
  nlohmann::ordered_json data;
};

class Announcer {
 public:
  // Writes an event down; false: it could not be.
  using Tell = std::function<bool(const Event&)>;
  // Tells what there is to tell; called every `every` seconds on the announcer's own thread.
  using Notice = std::function<void(const Tell& tell)>;
  Announcer(Records& records, std::vector<Endpoint> endpoints, Notice notice, unsigned every);
  // What is being sent is finished.
  ~Announcer();
  Announcer(const Announcer&) = delete;
  Announcer& operator=(const Announcer&) = delete;

 private:
  void work();
  Result<void> write_down(const Event& event);
  void send_due();
  void send(const std::string& event, const std::string& endpoint, unsigned attempts);

  Records& records_;
  std::vector<Endpoint> endpoints_;
  Notice notice_;
  unsigned every_;
  std::mutex mutex_;
  std::condition_variable stop_;
  bool is_closing_ = false;
  std::thread thread_;
};

}  // namespace lockgate::service
