// Value: what an order can say about a fact. Absence is not a value: a fact that is not there is unknown.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/decimal.h"

namespace lockgate::trade {

struct Money {
  Decimal amount;
  std::string currency;  // ISO 4217
  friend bool operator==(const Money&, const Money&) = default;
};

using Words = std::vector<std::string>;
using Value = std::variant<bool, Range, std::string, Words, Money>;

// One named fact as given, in the order's own words (`tpp`, `dd.recipient_kyc`).
struct Given {
  std::string name;
  Value value;
  friend bool operator==(const Given&, const Given&) = default;
};

inline const Value* find(const std::vector<Given>& facts, std::string_view name) {
  for (const Given& fact : facts)
    if (fact.name == name) return &fact.value;
  return nullptr;
}

}  // namespace lockgate::trade
