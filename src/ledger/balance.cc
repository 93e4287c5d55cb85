#include "ledger/balance.h"

#include "ledger/calendar.h"

namespace lockgate::ledger {
namespace {

// One draw, with its sign, into sums that all have to fit.
class Entry {
 public:
  Entry(const Draw& draw, bool is_added) : draw_(draw), is_added_(is_added) {}

  void into(Line& line) {
    add(draw_.state == DrawState::Reserved ? line.reserved : line.shipped, draw_.quantity);
    if (!line.value) return;
    if (draw_.value) {
      add(line.drawn_value, *draw_.value);
    } else {
      add(line.unvalued, draw_.quantity);
    }
  }

  void into(Tally& tally) {
    const bool is_reserved = draw_.state == DrawState::Reserved;
    add(is_reserved ? tally.reserved_quantity : tally.shipped_quantity, draw_.quantity);
    if (draw_.tpp) {
      add(is_reserved ? tally.reserved_tpp : tally.shipped_tpp, *draw_.tpp);
    } else {
      add(tally.without_tpp, draw_.quantity);
    }
  }

  bool fits() const { return fits_; }

 private:
  void add(Decimal& sum, const Decimal& amount) {
    const std::optional<Decimal> result = is_added_ ? lockgate::add(sum, amount) : subtract(sum, amount);
    fits_ = fits_ && result.has_value();
    if (!result) return;
    LG_CHECK(!result->is_negative());
    sum = *result;
  }

  const Draw& draw_;
  bool is_added_;
  bool fits_ = true;
};

void tally(Draft& draft, const Draw& draw, const std::string& subject, Entry& entry) {
  const std::int64_t year = year_of(draw.counted_on);
  Tally sums = find<Tally>(draft, subject, draw.item, year).value_or(Tally{subject, draw.item, year, {}, {}, {}, {}, {}});
  entry.into(sums);
  draft.put(sums);
}

bool post(Draft& draft, const Draw& draw, bool is_added) {
  LG_CHECK(draw.state == DrawState::Reserved || draw.state == DrawState::Shipped);
  Entry entry(draw, is_added);
  if (auto line = find<Line>(draft, draw.license, draw.line)) {
    entry.into(*line);
    draft.put(*line);
  }
  for (const Counted& counted : kCounted)
    if (const std::string& name = draw.*counted.name; !name.empty()) tally(draft, draw, subject_of(counted.role, name), entry);
  return entry.fits();
}

// A sum of fractions: numerator and denominator.
struct Fraction {
  Sum above;
  Sum below{Decimal::of(1)};

  void add(const Sum& numerator, const Decimal& denominator) {
    above.times(denominator).plus(Sum(numerator).times(below.value()));
    below.times(denominator);
  }
};

}  // namespace

std::string subject_of(const std::string& role, const std::string& name) { return role + ":" + name; }

bool enter(Draft& draft, const Draw& draw) { return post(draft, draw, true); }
bool withdraw(Draft& draft, const Draw& draw) { return post(draft, draw, false); }

std::optional<Decimal> exact_share(const Decimal& of, const Decimal& part, const Decimal& whole) {
  const std::optional<Decimal> product = multiply(of, part);
  if (!product) return std::nullopt;
  const Result<Decimal> share = Decimal::parse(quotient_text(*product, whole, 6, Decimal::Round::Down));
  if (!share || multiply(*share, whole) != product) return std::nullopt;
  return *share;
}

bool is_within_value(const License& license, const std::vector<Line>& lines) {
  Sum granted, drawn;
  Fraction shares;
  for (const Line& line : lines) {
    if (!line.value) continue;
    granted.plus(*line.value);
    drawn.plus(line.drawn_value);
    if (line.unvalued.sign() > 0) shares.add(Sum(*line.value).times(line.unvalued), line.granted);
  }
  const Sum most = Sum(granted).plus(Sum(granted).percent(license.tolerance_percent));
  const Sum left = Sum(drawn).times(shares.below.value()).plus(shares.above);
  const Sum right = Sum(most).times(shares.below.value());
  return left.fits() && right.fits() && left.value() <= right.value();
}

}  // namespace lockgate::ledger
