#include "analysis/cost.h"

namespace lockgate::analysis {
namespace {

constexpr double kHoursAYear = 8760;
constexpr double kServer = 8;

double hour_of(double price, double overhead, double years, double use, double watts, double electricity, double facility) {
  return (price + overhead / kServer) / (years * kHoursAYear * use) + watts / 1000 * electricity * facility;
}

}  // namespace

Interval CostBasis::operator[](std::string_view name) const {
  for (const CostParameter& one : parameters)
    if (one.name == name) return one.value;
  return {};
}

Interval chip_hour(const Interval& price, double watts, const CostBasis& basis) {
  const CostBasis& b = basis;
  const Interval overhead = b["server_overhead_usd"], years = b["years"], use = b["share_in_use"], power = b["usd_per_kwh"], facility = b["facility_power"];
  return {hour_of(price.low, overhead.low, years.high, use.high, watts, power.low, facility.low), hour_of(price.mid, overhead.mid, years.mid, use.mid, watts, power.mid, facility.mid),
          hour_of(price.high, overhead.high, years.low, use.low, watts, power.high, facility.high)};
}

Interval per_million(const Interval& hour, const Interval& rate) {
  constexpr double kMillionSecondsOfAnHour = 1e6 / 3600;
  const Interval out = ratio_of(hour, rate);
  return {out.low * kMillionSecondsOfAnHour, out.mid * kMillionSecondsOfAnHour, out.high * kMillionSecondsOfAnHour};
}

double cluster_ratio(double price, double other_price, double chips, double overhead) { return chips * (kServer * price + overhead) / (kServer * other_price + overhead); }

double overhead_of(double price, double other_price, double chips, double ratio) { return kServer * (ratio * other_price - chips * price) / (chips - ratio); }

}  // namespace lockgate::analysis
