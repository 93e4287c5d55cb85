#include "decide/interval.h"

#include "base/check.h"

namespace lockgate::decide {
namespace {

// The smallest whole number from `low` on, or above it. Nothing: too large to say.
std::optional<Decimal> next_whole(const Decimal& low, bool is_open) {
  int128 whole = low.mantissa();
  for (int i = 0; i < low.scale(); ++i) whole /= 10;  // toward zero
  if (whole > INT64_MAX - 1 || whole < INT64_MIN + 1) return std::nullopt;
  const Decimal floor = Decimal::of(static_cast<std::int64_t>(whole));
  return floor > low || (floor == low && !is_open) ? floor : Decimal::of(static_cast<std::int64_t>(whole) + 1);
}

// The possible signs of `top - t * bottom`: its extremes lie at opposite ends of the two intervals.
Stand stand_ratio(const Interval& top, const Interval& bottom, const Decimal& t) {
  if (t.sign() == 0) return stand(top, t);  // what is divided by is more than zero
  Stand out;
  const auto largest = top.is_unbounded ? std::strong_ordering::greater : compare_product(top.high, t, bottom.low);
  const auto smallest = top.is_bottomless || (bottom.is_unbounded && t.sign() > 0) ? std::strong_ordering::less : compare_product(top.low, t, bottom.high);
  const bool is_largest_attained = !top.is_unbounded && !top.is_high_open && !bottom.is_low_open;
  const bool is_smallest_attained = !top.is_bottomless && !bottom.is_unbounded && !top.is_low_open && !bottom.is_high_open;
  out.greater = largest > 0;
  out.less = smallest < 0;
  out.equal = (out.greater && out.less) || (largest == 0 && is_largest_attained) || (smallest == 0 && is_smallest_attained);
  return out;
}

// Of no more than 38 digits if the other is; zero less a number always fits.
Interval negated(const Interval& a) {
  return {*subtract(Decimal(), a.is_unbounded ? Decimal() : a.high), *subtract(Decimal(), a.is_bottomless ? Decimal() : a.low), a.is_high_open, a.is_low_open,
          a.is_bottomless, a.is_unbounded};
}

std::optional<Interval> add_intervals(const Interval& a, const Interval& b) {
  const auto low = add(a.low, b.low);
  const bool is_unbounded = a.is_unbounded || b.is_unbounded;
  const auto high = is_unbounded ? std::optional<Decimal>(Decimal()) : add(a.high, b.high);
  if (!low || !high) return std::nullopt;
  return Interval{*low, *high, a.is_low_open || b.is_low_open, a.is_high_open || b.is_high_open, is_unbounded, a.is_bottomless || b.is_bottomless};
}

// Of magnitudes. A zero that is in makes the product's zero be in, whatever the other end is.
std::optional<Interval> multiply_intervals(const Interval& a, const Interval& b) {
  const auto low = multiply(a.low, b.low);
  const auto is_zero = [](const Interval& i) { return i.is_point() && i.low == Decimal(); };
  const auto starts_at_zero = [](const Interval& i) { return i.low == Decimal() && !i.is_low_open; };
  const bool is_low_open = (a.is_low_open || b.is_low_open) && !starts_at_zero(a) && !starts_at_zero(b);
  if (is_zero(a) || is_zero(b)) return Interval::of({Decimal(), Decimal()});
  const bool is_unbounded = a.is_unbounded || b.is_unbounded;
  const auto high = is_unbounded ? std::optional<Decimal>(Decimal()) : multiply(a.high, b.high);
  if (!low || !high) return std::nullopt;
  return Interval{*low, *high, is_low_open, a.is_high_open || b.is_high_open, is_unbounded};
}

}  // namespace

Interval intersection(const Interval& a, const Interval& b) {
  Interval out = a;
  if (!b.is_bottomless && (a.is_bottomless || b.low > a.low || (b.low == a.low && b.is_low_open)))
    out.low = b.low, out.is_low_open = b.is_low_open, out.is_bottomless = false;
  if (!b.is_unbounded && (a.is_unbounded || b.high < a.high || (b.high == a.high && b.is_high_open)))
    out.high = b.high, out.is_high_open = b.is_high_open, out.is_unbounded = false;
  return out;
}

bool holds_whole_number(const Interval& interval) {
  if (interval.is_unbounded || interval.is_bottomless) return true;
  const auto first = next_whole(interval.low, interval.is_low_open);
  return !first || *first < interval.high || (*first == interval.high && !interval.is_high_open);
}

Stand stand(const Interval& interval, const Decimal& threshold) {
  Stand out;
  out.less = interval.is_bottomless || interval.low < threshold;
  out.greater = interval.is_unbounded || interval.high > threshold;
  out.equal = (out.less && out.greater) || (!interval.is_bottomless && interval.low == threshold && !interval.is_low_open) ||
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
  const bool must_be_magnitudes = kind == law::Form::Kind::Multiply || kind == law::Form::Kind::Ratio;
  out.overflowed_ = left.overflowed_ || right.overflowed_ || left.bottom_ || right.bottom_ ||
                    (must_be_magnitudes && (left.top_.is_bottomless || right.top_.is_bottomless));
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
    other = negated(right.top_);
  }
  const auto result = kind == law::Form::Kind::Multiply ? multiply_intervals(left.top_, other) : add_intervals(left.top_, other);
  out.overflowed_ = !result;
  if (result) out.top_ = *result;
  return out;
}

}  // namespace lockgate::decide
