#include "registry/stake.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "base/text.h"

namespace lockgate::registry {
namespace {

constexpr std::int64_t kPartsOfPercent = kWhole / 100;
constexpr std::size_t kPlaces = 6;

bool are_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::int64_t number_of(std::string_view digits) {
  std::int64_t out = 0;
  for (const char c : digits) out = out * 10 + (c - '0');
  return out;
}

// Of those that cover the day; nullopt: none does.
std::optional<Stake> on(const std::vector<Stake>& stakes, Date day, bool is_indirect) {
  std::optional<Stake> out;
  std::int64_t most = 0;
  for (const Stake& stake : stakes) {
    if (stake.is_indirect != is_indirect || !stake.span.contains(day)) continue;
    if (!out) out = Stake{0, 0, true, is_indirect, {}};
    out->is_unknown = out->is_unknown && stake.is_unknown;
    out->least = std::max(out->least, stake.least);
    most = std::min(most + stake.most, kWhole);
  }
  if (out) out->most = most;
  return out;
}

bool is_same(const Stake& a, const Stake& b) {
  return a.least == b.least && a.most == b.most && a.is_unknown == b.is_unknown && a.is_indirect == b.is_indirect;
}

}  // namespace

std::optional<Parts> read_percent(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::string_view before = text.substr(0, point);
  const std::string_view after = point == text.npos ? std::string_view() : text.substr(point + 1);
  if (before.empty() || before.size() > 3 || !are_digits(before) || !are_digits(after)) return std::nullopt;
  std::string places(after.substr(0, kPlaces));
  places.resize(kPlaces, '0');
  const bool has_rest = after.size() > kPlaces && after.find_first_not_of('0', kPlaces) != after.npos;
  const std::int64_t below = number_of(before) * kPartsOfPercent + number_of(places);
  if (below > kWhole || (below == kWhole && has_rest)) return std::nullopt;
  return Parts{below, below + (has_rest ? 1 : 0)};
}

trade::Fraction fraction_of(std::int64_t parts) {
  const std::int64_t common = std::gcd(parts, kWhole);
  return {parts / common, kWhole / common};
}

std::vector<Stake> put_together(const std::vector<Stake>& stakes) {
  std::set<Date> changes;
  for (const Stake& stake : stakes) changes.insert({stake.span.from, stake.span.until});
  std::vector<Stake> out;
  for (const bool is_indirect : {false, true})
    for (auto change = changes.begin(); change != changes.end() && std::next(change) != changes.end(); ++change) {
      auto stake = on(stakes, *change, is_indirect);
      if (!stake) continue;
      stake->span = {*change, *std::next(change)};
      if (!out.empty() && is_same(out.back(), *stake) && out.back().span.until == stake->span.from)
        out.back().span.until = stake->span.until;
      else
        out.push_back(*stake);
    }
  return out;
}

}  // namespace lockgate::registry
