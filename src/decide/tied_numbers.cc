#include "decide/tied_numbers.h"

namespace lockgate::decide {
namespace {

using law::Form;
using law::kNone;

// More inequalities than any law's forms give rise to; beyond it everything counts as possible.
constexpr std::size_t kMaxInequalities = 4000;

}  // namespace

bool form_reads(const law::Law& law, int index, int fact) {
  if (index == kNone) return false;
  const law::Form& form = law.forms[static_cast<std::size_t>(index)];
  return form.fact == fact || form_reads(law, form.left, fact) || form_reads(law, form.right, fact);
}

TiedNumbers::Rational TiedNumbers::exact(const Decimal& number) {
  using boost::multiprecision::cpp_int;
  const int128 mantissa = number.mantissa();
  const auto high = static_cast<std::int64_t>(mantissa >> 64);
  const auto low = static_cast<std::uint64_t>(mantissa);
  return Rational((cpp_int(high) << 64) + low, boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(number.scale())));
}

// a + factor * b
TiedNumbers::Linear TiedNumbers::combine(const Linear& a, const Linear& b, const Rational& factor) {
  Linear out = a;
  for (const auto& [fact, coefficient] : b.terms) {
    Rational& sum = out.terms[fact];
    sum += factor * coefficient;
    if (sum == 0) out.terms.erase(fact);
  }
  out.rest += factor * b.rest;
  return out;
}

// A fact that is known is a number; one that is not is a term, and its interval two inequalities.
TiedNumbers::Linear TiedNumbers::fact(int index, const Slots& slots, int chip) {
  const Interval& interval = slots.interval_of(index);
  Linear out;
  if (interval.is_point()) {
    out.rest = exact(interval.low);
    return out;
  }
  const bool is_of_chip = law_.facts[static_cast<std::size_t>(index)].dimension == law::Dimension::Item;
  const auto [it, is_new] = numbers_.try_emplace({index, is_of_chip ? chip : kNone}, static_cast<int>(numbers_.size()));
  out.terms[it->second] = 1;
  if (!is_new) return out;
  const Linear one{{}, 1};
  bound(out, one, interval.low, 1, interval.is_low_open);
  if (!interval.is_unbounded) bound(out, one, interval.high, -1, interval.is_high_open);
  return out;
}

std::optional<TiedNumbers::Linear> TiedNumbers::linear(int index, const Slots& slots, int chip) {
  const Form& form = law_.forms[static_cast<std::size_t>(index)];
  if (form.fact != kNone && (form.kind == Form::Kind::Fact || slots.is_given(form.fact))) return fact(form.fact, slots, chip);
  if (form.kind == Form::Kind::Constant) return Linear{{}, exact(form.constant)};
  if (form.kind == Form::Kind::Ratio) return std::nullopt;
  const auto left = linear(form.left, slots, chip);
  const auto right = linear(form.right, slots, chip);
  if (!left || !right) return std::nullopt;
  if (form.kind == Form::Kind::Add) return combine(*left, *right, 1);
  if (form.kind == Form::Kind::Subtract) return combine(*left, *right, -1);
  if (left->terms.empty()) return combine({}, *right, left->rest);
  if (right->terms.empty()) return combine({}, *left, right->rest);
  return std::nullopt;
}

// sign * (top - threshold * bottom) is at least zero, or more.
void TiedNumbers::bound(const Linear& top, const Linear& bottom, const Decimal& threshold, int sign, bool is_strict) {
  all_.push_back({combine({}, combine(top, bottom, -exact(threshold)), sign), is_strict});
}

void TiedNumbers::require(const law::Variable& variable, std::uint32_t first, std::uint32_t last, const Slots& slots, int chip) {
  const Form& form = law_.forms[static_cast<std::size_t>(variable.form)];
  const bool is_ratio = form.kind == Form::Kind::Ratio && (form.fact == kNone || !slots.is_given(form.fact));
  const auto top = linear(is_ratio ? form.left : variable.form, slots, chip);
  const auto bottom = is_ratio ? linear(form.right, slots, chip) : Linear{{}, 1};
  if (!top || !bottom) return;
  const bool divides_by_zero = bottom->terms.empty() && bottom->rest <= 0;  // a fault, noted elsewhere
  if (divides_by_zero) return;
  if (is_ratio) bound(*bottom, *bottom, Decimal(), 1, true);
  if (first > 0) bound(*top, *bottom, variable.thresholds[(first - 1) / 2], 1, first % 2 == 0);
  if (last + 1 < variable.cell_count) bound(*top, *bottom, variable.thresholds[last / 2], -1, last % 2 == 0);
}

// Fourier-Motzkin: every lower bound of a fact lies below every upper bound.
std::optional<std::vector<TiedNumbers::AtLeast>> TiedNumbers::eliminate(int fact, const std::vector<AtLeast>& all) {
  std::vector<AtLeast> out;
  for (const AtLeast& low : all) {
    const auto up = low.sum.terms.find(fact);
    if (up == low.sum.terms.end()) out.push_back(low);
    if (up == low.sum.terms.end() || up->second < 0) continue;
    for (const AtLeast& high : all) {
      const auto down = high.sum.terms.find(fact);
      if (down == high.sum.terms.end() || down->second > 0) continue;
      out.push_back({combine(combine({}, low.sum, -down->second), high.sum, up->second), low.is_strict || high.is_strict});
      if (out.size() > kMaxInequalities) return std::nullopt;
    }
  }
  return out;
}

bool TiedNumbers::can_hold() const {
  std::vector<AtLeast> all = all_;
  for (int fact = 0; fact < static_cast<int>(numbers_.size()); ++fact) {
    auto rest = eliminate(fact, all);
    if (!rest) return true;
    all = std::move(*rest);
  }
  for (const AtLeast& left : all)
    if (left.sum.rest < 0 || (left.is_strict && left.sum.rest == 0)) return false;
  return true;
}

}  // namespace lockgate::decide
