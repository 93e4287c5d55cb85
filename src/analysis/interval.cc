#include "analysis/interval.h"

#include <charconv>
#include <cmath>

namespace lockgate::analysis {

double to_double(const Decimal& number) {
  const std::string text = number.to_string();
  double out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

Interval interval_of(const Amount& amount) {
  const double low = to_double(amount.range.min);
  const double high = to_double(amount.range.max);
  const double mean = low > 0 ? std::sqrt(low * high) : (low + high) / 2;
  return {low, amount.preferred ? to_double(*amount.preferred) : (low == high ? low : mean), high};
}

Interval ratio_of(const Interval& above, const Interval& below) { return {above.low / below.high, above.mid / below.mid, above.high / below.low}; }

Interval widened(const Interval& interval, double spread) { return {interval.low * std::exp(-spread), interval.mid, interval.high * std::exp(spread)}; }

}  // namespace lockgate::analysis
