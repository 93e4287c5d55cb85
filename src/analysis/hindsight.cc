#include "analysis/hindsight.h"

namespace lockgate::analysis {
namespace {

constexpr int kYear = 365;
constexpr int kFirst = kYear / 2;  // days of record before the first forecast
constexpr int kStep = 30;          // days from one forecast to the next

double square(double x) { return x * x; }

std::vector<Flip> known_on(Date day, const std::vector<Flip>& flips, const std::string& side) {
  std::vector<Flip> out;
  for (const Flip& flip : flips)
    if (flip.side == side && flip.state != "end" && flip.date < day) out.push_back(flip);
  out.push_back({day, side, "end", "", ""});
  return out;
}

// Both ways at one rate: all turns over all years.
Rate pooled(const Key& key) { return {key.closing.turns + key.opening.turns, key.closing.years + key.opening.years}; }

}  // namespace

Result<Hindsight> hindsight_of(const std::vector<Flip>& flips, const std::string& side) {
  Hindsight out;
  out.side = side;
  std::vector<Date> days;
  for (const Flip& flip : flips)
    if (flip.side == side) days.push_back(flip.date);
  if (days.empty()) return tl::unexpected(key_of(flips, side).error());
  for (Date day{days.front().days + kFirst}; day.days + kYear <= days.back().days; day.days += kStep) {
    const auto key = key_of(known_on(day, flips, side), side), later = key_of(known_on(Date{day.days + kYear}, flips, side), side);
    if (!key || !later) return tl::unexpected(key ? later.error() : key.error());
    const double came = later->is_open, constant = pooled(*key).median();
    // Of a state that was not seen yet, nothing is known but how often the key turns at all.
    const auto median = [&](const Rate& own) { return own.years > 0 ? own.median() : constant; };
    out.posterior += square(open_after(*key, median(key->closing), median(key->opening), 1) - came);
    out.constant += square(open_after(*key, constant, constant, 1) - came);
    out.stays += square(key->is_open - came);
    ++out.forecasts;
  }
  for (double* score : {&out.posterior, &out.constant, &out.stays}) *score /= std::max(out.forecasts, 1);
  return out;
}

}  // namespace lockgate::analysis
