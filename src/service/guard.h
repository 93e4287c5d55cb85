// Guard: who may ask. It looks at the head of a request, before its body is read.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "service/message.h"

namespace lockgate::service {

// A page of another site must not reach a service on this machine: neither by a name that it lets point here (Host), nor by a form
// or script that posts from its own origin (Origin, Sec-Fetch-Site). Where there is a token, only who shows it may ask for more than the page.
class Guard {
 public:
  // `hosts`: the names under which the service is reached. `token` empty: none is asked for.
  Guard(std::vector<std::string> hosts, std::string_view token);

  // From now on, what refuses a request, or says who asks, or leaves both to the guard.
  void ask(std::function<std::optional<Response>(Request&)> admit) { admit_ = std::move(admit); }

  // A problem (LG0808 host, LG0809 origin, LG0810 token), or nothing when the request may go on.
  std::optional<Response> refuse(Request& request) const;

 private:
  bool is_known_host(std::string_view host) const;
  bool has_token(const Request& request) const;
  static Response refuse_token();

  std::vector<std::string> hosts_;
  std::function<std::optional<Response>(Request&)> admit_;
  std::string token_digest_;  // empty: no token
};

// Is what stands under the path for whoever may reach the service? The page itself holds nothing that is secret; a browser cannot show a
// token before it has been loaded.
bool is_open_to_all(std::string_view path);

// Is it an address of this machine alone?
bool is_loopback(std::string_view host);

}  // namespace lockgate::service
