#include "trade/determination.h"

namespace lockgate::trade {

const char* to_string(Verdict verdict) {
  static constexpr const char* kWords[] = {"proceed", "conditions", "hold", "license", "stop"};
  return kWords[static_cast<int>(verdict)];
}

std::optional<Verdict> parse_verdict(std::string_view word) {
  for (const Verdict verdict : {Verdict::Proceed, Verdict::Conditions, Verdict::Hold, Verdict::License, Verdict::Stop})
    if (word == to_string(verdict)) return verdict;
  return std::nullopt;
}

}  // namespace lockgate::trade
