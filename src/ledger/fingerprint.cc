#include "ledger/fingerprint.h"

#include <charconv>

#include "base/digest.h"

namespace lockgate::ledger {

// Each text is preceded by its length, so that no two lists have the same bytes.
Fingerprint Fingerprint::of(const std::string& table, const std::vector<std::string>& texts) {
  std::string bytes = table;
  for (const std::string& text : texts) bytes.append(" ").append(std::to_string(text.size())).append(" ").append(text);
  const std::string digest = sha256(bytes);
  constexpr std::size_t kAfterPrefix = 7, kDigits = 16;
  Fingerprint out;
  for (std::size_t i = 0; i < out.bits.size(); ++i) {
    const char* from = digest.data() + kAfterPrefix + i * kDigits;
    std::from_chars(from, from + kDigits, out.bits[i], 16);
  }
  return out;
}

}  // namespace lockgate::ledger
