// Publisher: what the firm lays over the rulebooks, published by two persons into the ledger, and the service that decides under it. When other
// law is published, here or by another process on the same ledger, another service takes the place of the one that answers; what had begun is
// answered to its end by the one it came to.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "desk/desk.h"
#include "ledger/publication.h"
#include "ledger/sealed.h"
#include "service/proposals.h"
#include "service/service.h"

namespace lockgate::cli {

class Publisher {
 public:
  // Makes the service that decides under a law which was loaded from these sources; `before`: the one whose place it takes, or null.
  using Make = std::function<std::shared_ptr<const service::Service>(std::shared_ptr<const desk::Desk> desk, const desk::Sources& sources, const service::Service* before)>;

  // What can be said of a change before it is made.
  struct Trial {
    std::shared_ptr<const desk::Desk> desk;  // null: it does not compile
    Diagnostics wrong;                       // it does not compile, or a case of what the firm has published fails
    Diagnostics cases;                       // cases of the rulebooks that now come out otherwise: what the change is for, or a mistake in it
    bool is_sound() const { return desk != nullptr && !wrong.has_errors(); }
  };

  // `law`: what everything published is laid over. `ledger` empty: nothing is published, or can be.
  Publisher(desk::Sources law, std::string ledger) : law_(std::move(law)), ledger_(std::move(ledger)) {}

  // The law with what is published. LG0701 to LG0703.
  Result<desk::Sources> sources();
  // From now on it answers. `desk` was opened with `sources()`.
  void begin(std::shared_ptr<const desk::Desk> desk, Make make);

  service::Response answer(service::Request& request, std::string& route);
  // See service::Handler.
  std::optional<service::Response> answer_at_once(service::Request& request, std::string& route) const;
  std::shared_ptr<const service::Service> now() const { return now_.load(); }

  // What the law would be if an overlay said this; empty: if it were taken away.
  std::shared_ptr<const Trial> attempt(const std::string& overlay, const std::string& text);
  // Is there a rulebook, or an overlay of a folder, that is called so?
  bool is_taken(const std::string& name) const;
  std::vector<ledger::Publication> published();
  bool has_ledger() const { return !ledger_.empty(); }
  // The last determination sealed of each order; none where nothing was sealed yet.
  Result<std::vector<ledger::Sealed>> newest_of_each_order() const;
  // Publishes what was approved, and decides under it. LG0824: other law stands than that it was proposed for. LG0850: it is not sound any more.
  Result<ledger::Publication> publish(const service::Proposal& approved, const std::string& text);

 private:
  Result<std::vector<ledger::Publication>> read() const;
  desk::Sources sources_with(const std::vector<ledger::Publication>& standing) const;
  std::shared_ptr<const Trial> attempt_alone(const std::string& overlay, const std::string& text);
  void follow();
  Result<void> reload();
  void take(std::shared_ptr<const desk::Desk> desk, std::vector<ledger::Publication> published);

  desk::Sources law_;
  std::string ledger_;
  Make make_;
  std::atomic<std::shared_ptr<const service::Service>> now_;
  std::mutex mutex_;  // one change at a time; answers do not wait for it
  std::vector<ledger::Publication> published_;
  struct Tried {
    std::string what;
    std::shared_ptr<const Trial> trial;
  } last_;
  std::atomic<std::int64_t> next_look_ = 0;
  std::atomic<bool> is_behind_ = false;  // other law was published that cannot be loaded here
};

}  // namespace lockgate::cli
