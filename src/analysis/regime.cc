#include "analysis/regime.h"

#include <fmt/format.h>

#include <boost/math/distributions/gamma.hpp>
#include <cmath>

namespace lockgate::analysis {
namespace {

constexpr double kDaysOfYear = 365.25;
constexpr double kQuarter = 0.25;  // years
constexpr double kPriorTurns = 0.5;

// Of a key that turns both ways at constant rates: closed some years on, given that it is open now.
double turned(double away, double back, double years = kQuarter) { return away <= 0 ? 0 : away / (away + back) * (1 - std::exp(-(away + back) * years)); }

// The shares of both keys' states a quarter on.
struct UsShares {
  double free = 0, fee = 0, denied = 0;
};

UsShares us_after(Regime from, const Hazards& h) {
  if (!washington_opens(from)) {
    const double opens = turned(h.us_opening, h.us_closing);
    return {opens * (1 - h.fee_share), opens * h.fee_share, 1 - opens};
  }
  const double closes = turned(h.us_closing, h.us_opening);
  return takes_fee(from) ? UsShares{0, 1 - closes, closes} : UsShares{1 - closes, 0, closes};
}

}  // namespace

double Rate::quantile(double p) const { return boost::math::quantile(boost::math::gamma_distribution<double>(turns + kPriorTurns, 1 / years), p); }

const char* to_string(Regime regime) {
  switch (regime) {
    case Regime::Free: return "free";
    case Regime::Fee: return "fee";
    case Regime::Denied: return "denied";
    case Regime::Blocked: return "blocked";
    case Regime::Shut: return "shut";
  }
  return "";
}

Result<Key> key_of(const std::vector<Flip>& flips, const std::string& side) {
  Key out;
  out.side = side;
  const Flip* last = nullptr;
  bool has_ended = false;
  for (const Flip& flip : flips) {
    if (flip.side != side) continue;
    if (last != nullptr && (flip.date <= last->date || has_ended)) return fail("LG0970", fmt::format("the turns of `{}` are out of order at {}", side, flip.date.to_string()), "sort them by date, `end` last");
    if (last != nullptr) {
      Rate& rate = out.is_open ? out.closing : out.opening;
      rate.years += (flip.date.days - last->date.days) / kDaysOfYear;
      const bool is_open = flip.state == "end" ? out.is_open : flip.state != "closed";
      rate.turns += is_open != out.is_open;
      out.fee_openings += is_open && !out.is_open && flip.state == "fee";
    }
    has_ended = flip.state == "end";
    if (!has_ended) out.is_open = flip.state != "closed", out.has_fee = flip.state == "fee";
    last = &flip;
  }
  if (!has_ended || out.closing.years + out.opening.years <= 0) return fail("LG0970", fmt::format("the turns of `{}` must show how it stood, and have an `end`", side), "see market/flips.tsv");
  return out;
}

double open_after(const Key& key, double closing, double opening, double years) {
  return key.is_open ? 1 - turned(closing, opening, years) : turned(opening, closing, years);
}

Hazards hazards_of(const Key& us, const Key& cn, double quantile) {
  Hazards out{us.closing.quantile(quantile), us.opening.quantile(quantile), cn.closing.quantile(quantile), cn.opening.quantile(quantile), 1};
  out.fee_share = (us.fee_openings + kPriorTurns) / (us.opening.turns + 1);
  return out;
}

Transition transition_of(const Hazards& h) {
  Transition out{};
  for (std::size_t f = 0; f < kRegimes; ++f) {
    const auto from = static_cast<Regime>(f);
    const UsShares us = us_after(from, h);
    const double open = beijing_opens(from) ? 1 - turned(h.cn_closing, h.cn_opening) : turned(h.cn_opening, h.cn_closing);
    out[f] = {us.free * open, us.fee * open, us.denied * open, (us.free + us.fee) * (1 - open), us.denied * (1 - open)};
  }
  return out;
}

Regime regime_of(const Key& us, const Key& cn) {
  if (!cn.is_open) return us.is_open ? Regime::Blocked : Regime::Shut;
  return !us.is_open ? Regime::Denied : us.has_fee ? Regime::Fee : Regime::Free;
}

}  // namespace lockgate::analysis
