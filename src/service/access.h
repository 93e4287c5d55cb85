// Access: who asks. Where there are accounts, a person shows a session (a cookie, and for changes a word that no other site can know) and a program
// its token; where there are none, whoever the guard lets through may do everything. Sessions live in memory: after a restart people sign in again.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>

#include "service/accounts.h"
#include "service/route.h"
#include "service/single_sign_on.h"

namespace lockgate::service {

class Access {
 public:
  // `is_secure`: the cookie is for TLS only. The accounts are those that the records have now and later. `provider`: where people of accounts
  // without a password sign in; nothing: nowhere.
  Access(Records& records, bool is_secure, std::optional<Provider> provider);

  // Are there accounts? Then all but the page, `/healthz`, `/readyz`, `/openapi.json` and signing in wants one.
  bool has_accounts();
  // Says who asks, or refuses; without accounts it does neither. LG0810 nobody who is known, LG0829 a change without the session's word.
  std::optional<Response> admit(Request& request);

  // POST, GET and DELETE /v1/session, GET /v1/sign-in. LG0828: name or password are wrong, LG0827: too often.
  std::vector<Route> routes();

 private:
  using Clock = std::chrono::steady_clock;
  struct Session {
    std::string name;
    std::string word;
    Clock::time_point last;
    Clock::time_point begun;
  };
  struct Seen {
    std::optional<Account> account;
    Clock::time_point at;
  };
  struct Failures {
    unsigned count = 0;
    Clock::time_point first;
  };

  Response sign_in(const Request& request);
  Response sign_out(const Request& request);
  Response who(const Request& request);
  Response begin(const Account& account);
  Response begin_elsewhere(const std::string& name);
  Route ways();
  std::optional<Session> session_of(const Request& request);
  std::optional<Account> account_of(const std::string& key, const std::function<Result<std::optional<Account>>()>& look);
  bool is_barred(const std::string& name);
  void count_failure(const std::string& name);

  Accounts accounts_;
  bool is_secure_;
  std::unique_ptr<SingleSignOn> elsewhere_;
  std::mutex mutex_;
  bool has_accounts_ = false;
  Clock::time_point looked_;
  std::map<std::string, Session> sessions_;  // by the digest of their key
  std::map<std::string, Seen> seen_;
  std::map<std::string, Failures> failures_;
};

}  // namespace lockgate::service
