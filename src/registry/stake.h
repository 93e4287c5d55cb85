// Stake: one interest in somebody as a register states it: a range of shares and the time it was held. Several of one
// owner in one company, perhaps at different times and in different classes of shares, are put together into one range
// for each stretch of time.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "trade/holding.h"

namespace lockgate::registry {

// Shares are counted in millionths of a percent. What a publisher writes finer than that becomes the range around it,
// and `more than` begins one such part above.
inline constexpr std::int64_t kWhole = 100'000'000;

struct Stake {
  std::int64_t least = 0;
  std::int64_t most = kWhole;
  bool is_unknown = true;  // then it may be anything
  bool is_indirect = false;
  Span span;
};

// Digits of a percentage, `33.3333333`, as the parts just below and just above it. nullopt: no number, or no part of a
// whole.
struct Parts {
  std::int64_t below = 0;
  std::int64_t above = 0;
};
std::optional<Parts> read_percent(std::string_view text);

trade::Fraction fraction_of(std::int64_t parts);

// A sum is no more than what all of them add up to and no less than the largest: nothing says whether they are the same
// shares. In order of time, without overlap; direct and indirect ones stay apart.
std::vector<Stake> put_together(const std::vector<Stake>& stakes);

}  // namespace lockgate::registry
