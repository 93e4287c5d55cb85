#include "base/digest.h"

#include <openssl/evp.h>

#include <array>

#include "base/check.h"

namespace lockgate {

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, 32> hash{};
  unsigned int size = 0;
  LG_CHECK(EVP_Digest(bytes.data(), bytes.size(), hash.data(), &size, EVP_sha256(), nullptr) == 1);
  LG_CHECK(size == hash.size());

  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "sha256:";
  for (const unsigned char byte : hash) {
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

}  // namespace lockgate
