// Fingerprint: half a SHA-256 of some texts, to keep many of them in little memory. Nobody finds two texts with the same one.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace lockgate::ledger {

struct Fingerprint {
  std::array<std::uint64_t, 2> bits{};
  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;

  static Fingerprint of(const std::string& table, const std::vector<std::string>& texts);
};

struct FingerprintHash {
  std::size_t operator()(const Fingerprint& fingerprint) const noexcept { return fingerprint.bits[0]; }
};

}  // namespace lockgate::ledger
