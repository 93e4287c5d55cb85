// Sum: exact arithmetic in several steps that remembers whether every step fitted.
#pragma once

#include "base/decimal.h"

namespace lockgate::ledger {

class Sum {
 public:
  Sum() = default;
  explicit Sum(const Decimal& value) : value_(value) {}

  Sum& plus(const Decimal& other) { return take(add(value_, other)); }
  Sum& minus(const Decimal& other) { return take(subtract(value_, other)); }
  Sum& times(const Decimal& other) { return take(multiply(value_, other)); }
  // Whatever other sum does not fit, this one does not either.
  Sum& plus(const Sum& other) {
    fits_ = fits_ && other.fits_;
    return plus(other.value_);
  }
  Sum& percent(const Decimal& share) {
    static const Decimal kHundredth = *Decimal::parse("0.01");
    return times(share).times(kHundredth);
  }

  bool fits() const { return fits_; }
  const Decimal& value() const { return value_; }

 private:
  Sum& take(const std::optional<Decimal>& result) {
    fits_ = fits_ && result.has_value();
    if (result) value_ = *result;
    return *this;
  }

  Decimal value_;
  bool fits_ = true;
};

}  // namespace lockgate::ledger
