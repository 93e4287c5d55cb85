#include "base/digest.h"

#include <openssl/evp.h>

#include <array>

#include "base/check.h"

namespace lockgate {
namespace {

EVP_MD_CTX* of(void* context) { return static_cast<EVP_MD_CTX*>(context); }

}  // namespace

Digest::Digest() : context_(EVP_MD_CTX_new()) { LG_CHECK(context_ != nullptr && EVP_DigestInit_ex(of(context_.get()), EVP_sha256(), nullptr) == 1); }

void Digest::Free::operator()(void* context) const { EVP_MD_CTX_free(of(context)); }

void Digest::add(std::string_view bytes) { LG_CHECK(EVP_DigestUpdate(of(context_.get()), bytes.data(), bytes.size()) == 1); }

std::string Digest::text() {
  std::array<unsigned char, 32> hash{};
  unsigned int size = 0;
  LG_CHECK(EVP_DigestFinal_ex(of(context_.get()), hash.data(), &size) == 1 && size == hash.size());
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "sha256:";
  for (const unsigned char byte : hash) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

std::string sha256(std::string_view bytes) {
  Digest digest;
  digest.add(bytes);
  return digest.text();
}

}  // namespace lockgate
