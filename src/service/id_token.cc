#include "service/id_token.h"

#include <fmt/format.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <vector>

#include "base/text.h"

namespace lockgate::service {
namespace {

using wire::JsonValue;

constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr std::size_t kParts = 3;
// Two clocks are never the same.
constexpr std::int64_t kSkew = 60;
// Shorter ones can be factored (RFC 7518, 3.3).
constexpr int kLeastBits = 2048;

tl::unexpected<Error> doubt(std::string why) { return fail("LG0847", std::move(why), "sign in again; if it stays so, compare the issuer and client of --single-sign-on with those of the provider"); }

std::optional<std::string> bytes_of(std::string_view text) {
  std::string out(text.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(), text.size(), nullptr, &size, nullptr, kVariant) != 0) return std::nullopt;
  out.resize(size);
  return out;
}

std::string text_of(const JsonValue& object, std::string_view key) {
  const JsonValue* value = object.member(key);
  return value != nullptr && value->is_text() ? value->text : "";
}

struct Free {
  void operator()(BIGNUM* one) const { BN_free(one); }
  void operator()(OSSL_PARAM_BLD* one) const { OSSL_PARAM_BLD_free(one); }
  void operator()(OSSL_PARAM* one) const { OSSL_PARAM_free(one); }
  void operator()(EVP_PKEY_CTX* one) const { EVP_PKEY_CTX_free(one); }
  void operator()(EVP_PKEY* one) const { EVP_PKEY_free(one); }
  void operator()(EVP_MD_CTX* one) const { EVP_MD_CTX_free(one); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

Owned<BIGNUM> number_of(const JsonValue& key, std::string_view member) {
  const auto bytes = bytes_of(text_of(key, member));
  return Owned<BIGNUM>(bytes && !bytes->empty() ? BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes->data()), static_cast<int>(bytes->size()), nullptr) : nullptr);
}

// Null: the key is none of RSA, or too short.
Owned<EVP_PKEY> rsa_key(const JsonValue& key) {
  const Owned<BIGNUM> n = number_of(key, "n"), e = number_of(key, "e");
  if (text_of(key, "kty") != "RSA" || n == nullptr || e == nullptr || BN_num_bits(n.get()) < kLeastBits) return nullptr;
  const Owned<OSSL_PARAM_BLD> build(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_N, n.get());
  OSSL_PARAM_BLD_push_BN(build.get(), OSSL_PKEY_PARAM_RSA_E, e.get());
  const Owned<OSSL_PARAM> parameters(OSSL_PARAM_BLD_to_param(build.get()));
  const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
  EVP_PKEY* out = nullptr;
  if (EVP_PKEY_fromdata_init(context.get()) <= 0 || EVP_PKEY_fromdata(context.get(), &out, EVP_PKEY_PUBLIC_KEY, parameters.get()) <= 0) return nullptr;
  return Owned<EVP_PKEY>(out);
}

bool is_signed(std::string_view text, std::string_view signature, EVP_PKEY* key) {
  const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
  return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
         EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(signature.data()), signature.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1;
}

// One of the keys of that name has signed it; a token without a name may be signed by any.
bool is_signed_by_any(std::string_view text, std::string_view signature, const std::string& name, const JsonValue& keys) {
  const JsonValue* all = keys.member("keys");
  if (all == nullptr) return false;
  return std::any_of(all->items.begin(), all->items.end(), [&](const JsonValue& one) {
    if (!name.empty() && text_of(one, "kid") != name) return false;
    const auto key = rsa_key(one);
    return key != nullptr && is_signed(text, signature, key.get());
  });
}

std::int64_t seconds_of(const JsonValue& claims, std::string_view key) {
  const JsonValue* value = claims.member(key);
  std::int64_t out = 0;
  if (value != nullptr && value->kind == JsonValue::Kind::Number) std::from_chars(value->text.data(), value->text.data() + value->text.size(), out);
  return out;
}

// A token for several clients must name the one it was given to (`azp`).
bool is_for(const JsonValue& claims, const std::string& client) {
  const JsonValue* audience = claims.member("aud");
  if (audience == nullptr) return false;
  if (audience->is_text()) return audience->text == client;
  const bool is_among = std::any_of(audience->items.begin(), audience->items.end(), [&](const JsonValue& one) { return one.is_text() && one.text == client; });
  return is_among && (audience->items.size() == 1 || text_of(claims, "azp") == client);
}

Result<void> check(const JsonValue& claims, const Expected& expected) {
  if (text_of(claims, "iss") != expected.issuer) return doubt(fmt::format("the token is of another issuer: `{}`", excerpt(text_of(claims, "iss"))));
  if (!is_for(claims, expected.client)) return doubt("the token is for another client");
  if (seconds_of(claims, "exp") + kSkew <= expected.now) return doubt("the token is no longer valid");
  if (seconds_of(claims, "iat") - kSkew > expected.now) return doubt("the token is of the future");
  if (text_of(claims, "nonce") != expected.nonce) return doubt("the token is of another signing in");
  return {};
}

}  // namespace

std::string base64url(std::string_view bytes) {
  std::string out(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), kVariant);
  out.pop_back();  // the zero at the end
  return out;
}

Result<JsonValue> read_id_token(std::string_view token, const JsonValue& keys, const Expected& expected) {
  const auto parts = split(token, '.');
  if (parts.size() != kParts) return doubt("the token is no JSON Web Token");
  const auto head = bytes_of(parts[0]), body = bytes_of(parts[1]), signature = bytes_of(parts[2]);
  if (!head || !body || !signature) return doubt("the token is no JSON Web Token");
  const auto header = wire::parse_json(*head);
  if (!header || text_of(*header, "alg") != "RS256") return doubt("the token is not signed with RS256");
  if (!is_signed_by_any(token.substr(0, parts[0].size() + 1 + parts[1].size()), *signature, text_of(*header, "kid"), keys)) return doubt("no key of the provider has signed the token");
  auto claims = wire::parse_json(*body);
  if (!claims || !claims->is_object()) return doubt("the token holds no claims");
  if (const auto fine = check(*claims, expected); !fine) return tl::unexpected(fine.error());
  return claims;
}

}  // namespace lockgate::service
