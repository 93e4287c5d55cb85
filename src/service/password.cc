#include "service/password.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>

#include "base/check.h"

namespace lockgate::service {
namespace {

constexpr std::size_t kRandomBytes = 32;

std::string hashed(std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> out{};
  LG_CHECK(sodium_init() >= 0);
  const int failed = crypto_pwhash_str_alg(out.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13);
  return failed != 0 ? "" : out.data();
}

}  // namespace

Result<std::string> hash_password(std::string_view password) {
  if (password.size() < kShortestPassword) return fail("LG0834", fmt::format("the password is shorter than {} characters", kShortestPassword), "several words in a row are easier to keep than signs");
  std::string out = hashed(password);
  if (out.empty()) return fail("LG0834", "there is not memory enough for argon2id", "it wants 64 MiB for a moment");
  return out;
}

bool is_password(std::string_view password, const std::string& hash) {
  static const std::string kNobody = hashed(random_word());
  const std::string& against = hash.empty() ? kNobody : hash;
  return crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0 && !hash.empty();
}

std::string random_word() {
  LG_CHECK(sodium_init() >= 0);
  std::array<unsigned char, kRandomBytes> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, 2 * kRandomBytes + 1> out{};
  sodium_bin2hex(out.data(), out.size(), bytes.data(), bytes.size());
  return out.data();
}

}  // namespace lockgate::service
