// Signature: an Ed25519 signature over the bytes of a manifest, with keys in PEM files as `openssl genpkey -algorithm
// ed25519` writes them.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace lockgate::snapshot {

// In base64. LG0545: the file holds no private key of this kind.
Result<std::string> sign(std::string_view bytes, const std::string& private_key_path);

// LG0545: the file holds no key of this kind (a private one holds its public part); LG0546: the signature is not that
// key's, or the bytes are not those that were signed.
Result<void> verify(std::string_view bytes, std::string_view signature, const std::string& key_path);

}  // namespace lockgate::snapshot
