#include "ledger/cap_check.h"

#include "base/text.h"
#include "ledger/balance.h"
#include "ledger/calendar.h"

namespace lockgate::ledger {
namespace {

class CapCheck {
 public:
  CapCheck(const State& state, const Cap& cap, const Draw& draw) : state_(state), cap_(cap), draw_(draw) {}

  Outcome run() {
    if (cap_.kind == CapKind::Ratio && !is_named(cap_.of, draw_.destination)) return {};
    if (is_unknown(draw_.tpp.has_value())) return {Code::TppUnknown, cap_.id, ""};
    const Sum most = cap_.kind == CapKind::Ratio ? allowed_by_ratio() : Sum(cap_.limit);
    const Sum gone = cap_.kind == CapKind::Ratio ? drawn_to(cap_.of) : drawn_by_party();
    if (has_unknown_) return {Code::TppUnknown, cap_.id, ""};
    const Sum total = Sum(gone).plus(cap_.measure == Measure::Tpp ? *draw_.tpp : draw_.quantity);
    if (!most.fits() || !total.fits()) return {Code::DoesNotFit, cap_.id, ""};
    if (total.value() <= most.value()) return {};
    const Decimal left = Sum(most).minus(gone.value()).value();
    return {Code::OverCap, cap_.id, left.is_negative() ? "0" : left.to_string()};
  }

 private:
  static bool is_named(const std::string& places, const std::string& place) {
    for (const std::string_view each : split(places, ' '))
      if (each == place) return true;
    return false;
  }

  bool is_unknown(bool is_known) const { return cap_.measure == Measure::Tpp && !is_known; }

  Sum allowed_by_ratio() const {
    Sum sum;
    for (const std::string_view place : split(cap_.to, ' '))
      for (const Tally& tally : tallies("destination", std::string(place)))
        if (tally.item == draw_.item) sum.plus(cap_.measure == Measure::Tpp ? tally.shipped_tpp : tally.shipped_quantity);
    return sum.percent(cap_.percent);
  }

  Sum drawn_to(const std::string& places) {
    Sum sum;
    for (const std::string_view place : split(places, ' '))
      for (const Tally& tally : tallies("destination", std::string(place)))
        if (tally.item == draw_.item) sum.plus(gone(tally));
    return sum;
  }

  Sum drawn_by_party() {
    Sum sum;
    for (const Counted& counted : kCounted) {
      if (cap_.per != counted.role) continue;
      for (const Tally& tally : tallies(cap_.per, draw_.*counted.name)) {
        const bool is_other_year = cap_.is_yearly && tally.year != year_of(draw_.counted_on);
        if (!is_other_year && (!cap_.is_of_item || tally.item == draw_.item)) sum.plus(gone(tally));
      }
    }
    return sum;
  }

  Sum gone(const Tally& tally) {
    has_unknown_ = has_unknown_ || is_unknown(tally.without_tpp.sign() == 0);
    const bool is_tpp = cap_.measure == Measure::Tpp;
    return Sum(is_tpp ? tally.reserved_tpp : tally.reserved_quantity).plus(is_tpp ? tally.shipped_tpp : tally.shipped_quantity);
  }

  std::vector<Tally> tallies(const std::string& role, const std::string& name) const {
    return list<Tally>(state_, "subject", subject_of(role, name));
  }

  const State& state_;
  const Cap& cap_;
  const Draw& draw_;
  bool has_unknown_ = false;
};

}  // namespace

Outcome check_cap(const State& state, const Cap& cap, const Draw& draw) { return CapCheck(state, cap, draw).run(); }

}  // namespace lockgate::ledger
