// Request and Response: one question over HTTP and its answer, without the bytes of the wire.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "decide/allowance.h"

namespace lockgate::service {

using Texts = std::map<std::string, std::string, std::less<>>;

struct Request {
  std::string method;  // `GET`, `POST`
  std::string target;  // as sent: `/v1/chips?on=2026-01-15`
  std::string path;    // `/v1/chips`, decoded
  Texts query;         // decoded
  Texts headers;       // names in lower case
  std::string body;
  std::string caller;              // who asks: an account, or `local` where there are none
  std::vector<std::string> roles;  // his; `*`: all
  decide::Allowance* allowance = nullptr;  // of who cannot wait for the answer; null: he can
  Texts captured;      // what the places of a route's pattern hold: `id` of `/v1/chips/{id}`

  std::string_view header(std::string_view name) const;
  std::string_view parameter(std::string_view name) const;
  // `application/json` of `application/json; charset=utf-8`, in lower case.
  std::string media_type() const;
};

struct Response {
  unsigned status = 200;
  std::string type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  // Where set, the body comes in pieces: each call fills one and says whether there are more.
  std::function<bool(std::string& piece)> next;
};

}  // namespace lockgate::service
