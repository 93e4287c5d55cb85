// Exchange: one question to another service, by libcurl, over HTTPS; plain HTTP only with this machine itself. Its answer is JSON and small.
#pragma once

#include <string>

#include "base/result.h"
#include "wire/json_value.h"

namespace lockgate::service {

struct Question {
  std::string url;
  std::string form;    // `a=b&c=d`, posted; empty: the address is only read
  std::string client;  // who asks, shown with the secret as RFC 6749 2.3.1 has it; empty: nobody in particular
  std::string secret;
};

// LG0540: libcurl is not installed. LG0846: the address is none to ask, does not answer in time, or not with 200 and JSON.
Result<wire::JsonValue> exchange(const Question& question);

// `https://…`, or `http://` and this machine's own name.
bool is_askable(std::string_view url);

// A word as it may stand in an address or a form (RFC 3986, unreserved characters).
std::string escaped_word(std::string_view text);

}  // namespace lockgate::service
