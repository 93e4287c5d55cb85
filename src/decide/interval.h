// Interval: the numbers a fact may still be. Numbers of the trade are magnitudes, so an unknown one is [0, infinity).
#pragma once

#include <optional>

#include "base/decimal.h"
#include "law/law.h"

namespace lockgate::decide {

struct Interval {
  Decimal low;
  Decimal high;
  bool is_low_open = false;
  bool is_high_open = false;
  bool is_unbounded = true;     // `high` means nothing
  bool is_bottomless = false;   // `low` means nothing: what is left of a known number less an unknown one

  static Interval any() { return {}; }
  static Interval of(const Range& range) { return {range.min, range.max, false, false, false}; }
  bool is_point() const { return !is_unbounded && !is_bottomless && low == high; }
};

// What lies in both. They have a number in common.
Interval intersection(const Interval& a, const Interval& b);
bool holds_whole_number(const Interval& interval);

// How a number may stand to a threshold: any of the three.
struct Stand {
  bool less = false;
  bool equal = false;
  bool greater = false;
};

Stand stand(const Interval& interval, const Decimal& threshold);

// The numbers of a law's form, given the interval of each fact.
class FormValue {
 public:
  // `interval_of(fact)` gives a fact's interval, `is_given(fact)` whether it was given directly.
  template <class Facts>
  static FormValue of(const law::Law& law, int form, const Facts& facts);

  Stand stand_to(const Decimal& threshold) const;
  // A result outside 38 digits: nothing is known of the number, and the rule that reads it is at fault.
  bool overflowed() const { return overflowed_; }
  const Interval& numerator() const { return top_; }
  const std::optional<Interval>& denominator() const { return bottom_; }

 private:
  static FormValue combine(law::Form::Kind kind, const FormValue& left, const FormValue& right);
  Interval top_;
  std::optional<Interval> bottom_;  // of a ratio
  bool overflowed_ = false;
};

template <class Facts>
FormValue FormValue::of(const law::Law& law, int index, const Facts& facts) {
  const law::Form& form = law.forms[static_cast<std::size_t>(index)];
  FormValue out;
  if (form.fact != law::kNone && (form.kind == law::Form::Kind::Fact || facts.is_given(form.fact))) {
    out.top_ = facts.interval_of(form.fact);
    return out;
  }
  if (form.kind == law::Form::Kind::Constant) {
    out.top_ = Interval::of({form.constant, form.constant});
    return out;
  }
  return combine(form.kind, of(law, form.left, facts), of(law, form.right, facts));
}

}  // namespace lockgate::decide
