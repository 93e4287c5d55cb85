// Regime: who lets a part through. Two keys, Washington's and Beijing's, each open or closed; a turn of either is an event whose
// rate per year is not known but has a posterior: Gamma(turns + 1/2, years), after counting turns over the years in that state.
// hindsight.h has how well that foretold.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace lockgate::analysis {

struct Flip {
  Date date;
  std::string side, state, what, source;
};

struct Rate {
  int turns = 0;
  double years = 0;
  double quantile(double p) const;  // per year; only where years > 0
  double median() const { return quantile(0.5); }
};

struct Key {
  std::string side;
  Rate closing, opening;
  int fee_openings = 0;  // of the openings, those against a fee
  bool is_open = true, has_fee = false;  // on the last day
};

// Errors: LG0970 no such side, turns out of order, or no `end`. A state that the key never was in has no years.
Result<Key> key_of(const std::vector<Flip>& flips, const std::string& side);

// The chance that the key is open, so many years after its last day, at constant rates per year.
double open_after(const Key& key, double closing, double opening, double years);

// The five regimes of both keys together. Behind Beijing's closed door it does not matter whether Washington takes a fee.
enum class Regime : std::uint8_t { Free, Fee, Denied, Blocked, Shut };
inline constexpr std::size_t kRegimes = 5;
const char* to_string(Regime regime);
inline bool washington_opens(Regime regime) { return regime == Regime::Free || regime == Regime::Fee || regime == Regime::Blocked; }
inline bool beijing_opens(Regime regime) { return regime == Regime::Free || regime == Regime::Fee || regime == Regime::Denied; }
inline bool takes_fee(Regime regime) { return regime == Regime::Fee || regime == Regime::Blocked; }

using Transition = std::array<std::array<double, kRegimes>, kRegimes>;

// Rates per year.
struct Hazards {
  double us_closing = 0, us_opening = 0, cn_closing = 0, cn_opening = 0;
  double fee_share = 1;  // of Washington's openings
};
Hazards hazards_of(const Key& us, const Key& cn, double quantile);

// From one quarter to the next: each key turns by itself.
Transition transition_of(const Hazards& hazards);
Regime regime_of(const Key& us, const Key& cn);

}  // namespace lockgate::analysis
