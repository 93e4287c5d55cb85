// Password: kept as what argon2id makes of it (libsodium), so that who reads the database has no password.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace lockgate::service {

inline constexpr std::size_t kShortestPassword = 12;

// LG0834: shorter than kShortestPassword bytes.
Result<std::string> hash_password(std::string_view password);
// Takes as long for a hash of nobody (empty) as for another.
bool is_password(std::string_view password, const std::string& hash);

// Random, in hexadecimal digits: for tokens and sessions.
std::string random_word();

}  // namespace lockgate::service
