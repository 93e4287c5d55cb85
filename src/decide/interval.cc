#include "decide/interval.h"

#include "base/check.h"

namespace lockgate::decide {
namespace {

// The possible signs of `top - t * bottom`: its extremes lie at opposite ends of the two intervals.
Stand stand_ratio(const Interval& top, const Interval& bottom, const Decimal& t) {
  Stand out;
  const auto largest = top.is_unbounded ? std::strong_ordering::greater : compare_product(top.high, t, bottom.low);
  const auto smallest = bottom.is_unbounded && t.sign() > 0 ? std::strong_ordering::less : compare_product(top.low, t, bottom.high);
  const bool is_largest_attained = !top.is_unbounded && !top.is_high_open && !bottom.is_low_open;
  const bool is_smallest_attained = !bottom.is_unbounded && !top.is_low_open && !bottom.is_high_open;
  out.greater = largest > 0;
  out.less = smallest < 0;
  out.equal = (out.greater && out.less) || (largest == 0 && is_largest_attained) || (smallest == 0 && is_smallest_attained);
  return out;
}

std::optional<Interval> add_intervals(const Interval& a, const Interval& b) {
  const auto low = add(a.low, b.low);
  const bool is_unbounded = a.is_unbounded || b.is_unbounded;
  const auto high = is_unbounded ? std::optional<Decimal>(Decimal()) : add(a.high, b.high);
  if (!low || !high) return std::nullopt;
  return Interval{*low, *high, a.is_low_open || b.is_low_open, a.is_high_open || b.is_high_open, is_unbounded};
}

std::optional<Interval> multiply_intervals(const Interval& a, const Interval& b) {
  const auto low = multiply(a.low, b.low);
  const auto is_zero = [](const Interval& i) { return i.is_point() && i.low == Decimal(); };
  if (is_zero(a) || is_zero(b)) return Interval::of({Decimal(), Decimal()});
  const bool is_unbounded = a.is_unbounded || b.is_unbounded;
  const auto high = is_unbounded ? std::optional<Decimal>(Decimal()) : multiply(a.high, b.high);
  if (!low || !high) return std::nullopt;
  return Interval{*low, *high, a.is_low_open || b.is_low_open, a.is_high_open || b.is_high_open, is_unbounded};
}

}  // namespace

Stand stand(const Interval& interval, const Decimal& threshold) {
  Stand out;
  out.less = interval.low < threshold;
  out.greater = interval.is_unbounded || interval.high > threshold;
  out.equal = (out.less && out.greater) || (interval.low == threshold && !interval.is_low_open) ||
              (!interval.is_unbounded && interval.high == threshold && !interval.is_high_open);
  return out;
}

Stand FormValue::stand_to(const Decimal& threshold) const {
  if (overflowed_) return {true, true, true};
  if (bottom_) return stand_ratio(top_, *bottom_, threshold);
  return stand(top_, threshold);
}

FormValue FormValue::combine(law::Form::Kind kind, const FormValue& left, const FormValue& right) {
  FormValue out;
  out.overflowed_ = left.overflowed_ || right.overflowed_ || left.bottom_ || right.bottom_;
  if (out.overflowed_) return out;
  if (kind == law::Form::Kind::Ratio) {
    out.top_ = left.top_;
    out.bottom_ = right.top_;
    // Nothing is divided by zero: the ratio is unknown, and whoever reads it is at fault.
    out.overflowed_ = right.top_.is_point() && right.top_.low == Decimal();
    if (out.bottom_->low == Decimal()) out.bottom_->is_low_open = true;
    return out;
  }
  Interval other = right.top_;
  if (kind == law::Form::Kind::Subtract) {
    if (other.is_unbounded) {  // no lower bound: more than Interval can say, and no law needs it
      out.overflowed_ = true;
      return out;
    }
    const auto low = subtract(Decimal(), other.high);
    const auto high = subtract(Decimal(), other.low);
    if (!low || !high) {
      out.overflowed_ = true;
      return out;
    }
    other = {*low, *high, right.top_.is_high_open, right.top_.is_low_open, false};
  }
  const auto result = kind == law::Form::Kind::Multiply ? multiply_intervals(left.top_, other) : add_intervals(left.top_, other);
  out.overflowed_ = !result;
  if (result) out.top_ = *result;
  return out;
}

}  // namespace lockgate::decide
