// IdToken: what an identity provider says of who signed in (OpenID Connect Core 1.0, 2 and 3.1.3.7): signed with RS256 by a key that
// the provider publishes, for this client, for this signing in, and for now.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "wire/json_value.h"

namespace lockgate::service {

struct Expected {
  std::string issuer;
  std::string client;
  std::string nonce;
  std::int64_t now = 0;  // seconds since 1970
};

// Its claims. `keys`: the provider's JSON Web Key Set. LG0847: the token is not to be believed, and why.
Result<wire::JsonValue> read_id_token(std::string_view token, const wire::JsonValue& keys, const Expected& expected);

// Base64 for addresses, without padding.
std::string base64url(std::string_view bytes);

}  // namespace lockgate::service
