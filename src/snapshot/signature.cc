#include "snapshot/signature.h"

#include <openssl/evp.h>
#include <openssl/pem.h>

#include <array>
#include <cstdio>
#include <memory>
#include <vector>

#include "base/text.h"

namespace lockgate::snapshot {
namespace {

constexpr std::size_t kSignatureBytes = 64;

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Digest = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

// A key under a password is refused rather than asked for: nobody may be there to answer.
int no_password(char*, int, int, void*) { return -1; }

Result<Key> read_key(const std::string& path, bool is_private) {
  const auto read = [&](auto reader) {
    const File file(std::fopen(path.c_str(), "rb"), &std::fclose);
    return Key(file == nullptr ? nullptr : reader(file.get(), nullptr, no_password, nullptr), &EVP_PKEY_free);
  };
  Key key = read(PEM_read_PrivateKey);
  if (key == nullptr && !is_private) key = read(PEM_read_PUBKEY);
  if (key != nullptr && EVP_PKEY_id(key.get()) == EVP_PKEY_ED25519) return key;
  return fail("LG0545", is_private ? "this file holds no private Ed25519 key" : "this file holds no Ed25519 key",
              "make one with `openssl genpkey -algorithm ed25519 -out key.pem`, and its public part with `openssl pkey "
              "-in key.pem -pubout`",
              path);
}

tl::unexpected<Error> not_theirs() {
  return fail("LG0546", "the signature of this snapshot does not hold: it was changed, or another key signed it",
              "fetch the lists again, or check which key is meant");
}

}  // namespace

Result<std::string> sign(std::string_view bytes, const std::string& private_key_path) {
  const Result<Key> key = read_key(private_key_path, true);
  if (!key) return tl::unexpected(key.error());
  const Digest digest(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  std::array<unsigned char, kSignatureBytes> signature{};
  std::size_t size = signature.size();
  const bool is_signed = digest != nullptr &&
                         EVP_DigestSignInit(digest.get(), nullptr, nullptr, nullptr, key->get()) == 1 &&
                         EVP_DigestSign(digest.get(), signature.data(), &size, bytes_of(bytes), bytes.size()) == 1;
  if (!is_signed) return fail("LG0545", "this key signs nothing", "", private_key_path);
  std::vector<unsigned char> text(2 * kSignatureBytes);
  const int length = EVP_EncodeBlock(text.data(), signature.data(), static_cast<int>(size));
  return std::string(text.begin(), text.begin() + length);
}

Result<void> verify(std::string_view bytes, std::string_view signature, const std::string& key_path) {
  const Result<Key> key = read_key(key_path, false);
  if (!key) return tl::unexpected(key.error());
  const std::string_view text = trim(signature);
  std::vector<unsigned char> raw(text.size() + 4);
  const int length = EVP_DecodeBlock(raw.data(), bytes_of(text), static_cast<int>(text.size()));
  // 64 bytes are 86 characters of base64 and two that fill up.
  if (length < static_cast<int>(kSignatureBytes)) return not_theirs();
  const Digest digest(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  const bool holds = digest != nullptr &&
                     EVP_DigestVerifyInit(digest.get(), nullptr, nullptr, nullptr, key->get()) == 1 &&
                     EVP_DigestVerify(digest.get(), raw.data(), kSignatureBytes, bytes_of(bytes), bytes.size()) == 1;
  return holds ? Result<void>() : not_theirs();
}

}  // namespace lockgate::snapshot
