// SingleSignOn: people sign in where their firm has them do so (OpenID Connect, authorization code with PKCE). Who somebody is the provider says; what he
// may do the accounts say: without one made for it nobody gets in.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>

#include "service/route.h"
#include "wire/json_value.h"

namespace lockgate::service {

struct Provider {
  std::string issuer;
  std::string client;
  std::string secret;    // empty: a client without one
  std::string redirect;  // this service's address, and kReturn
  std::string claim;     // whose value is the name of the account
};

// `{"issuer": "https://…", "client_id": "…", "redirect": "https://…/v1/sign-in/return", "claim": "email"}`, the secret apart. LG0845: it is not that.
Result<Provider> read_provider(const wire::JsonValue& value);

class SingleSignOn {
 public:
  static constexpr const char* kLeave = "/v1/sign-in/leave";
  static constexpr const char* kReturn = "/v1/sign-in/return";

  // `begin`: a session for the account of that name, or a problem.
  SingleSignOn(Provider provider, bool is_secure, std::function<Response(const std::string& name)> begin);

  // GET kLeave sends a browser to the provider, GET kReturn takes it back. LG0845 to LG0849.
  std::vector<Route> routes();

 private:
  using Clock = std::chrono::steady_clock;
  struct Pending {
    std::string nonce;
    std::string verifier;
    Clock::time_point begun;
  };
  struct Addresses {
    std::string authorize;
    std::string token;
    std::string keys;
  };

  Response leave();
  Response come_back(const Request& request);
  Result<Addresses> addresses();
  std::optional<Pending> take(const std::string& state);
  Result<std::string> name_of(const Request& request, const Pending& pending);
  std::string cookie(const std::string& key, int seconds) const;

  Provider provider_;
  bool is_secure_;
  std::function<Response(const std::string&)> begin_;
  std::mutex mutex_;
  std::optional<Addresses> addresses_;
  std::map<std::string, Pending> pending_;  // by state, which is the digest of the browser's cookie
};

}  // namespace lockgate::service
