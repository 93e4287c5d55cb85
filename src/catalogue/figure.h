// Figure: one number of one part, with where it comes from. An estimate is a range, not a point.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"

namespace lockgate::catalogue {

// A floor (`900..`: at least 900) still needs an upper end, since a Range is closed. Nothing in the catalogue comes
// within a thousandth of this one, and it fits 64-bit columns at nine decimals.
inline Decimal no_ceiling() { return Decimal::of(1'000'000'000); }

struct Figure {
  std::string fact;
  Range value;
  std::optional<Decimal> preferred;  // of a range: the value that its sources prefer
  std::vector<std::string> sources;  // keys of sources.csv with a detail in brackets, or addresses
  std::string confidence;
  std::string note;

  bool is_floor() const { return value.max == no_ceiling(); }
  std::string to_string() const;  // `4992`, `1840..9792`, `900..`
};

// `4992`, `1840..9792`, `900..`. Neither negative nor upside down (LG0314).
Result<Range> parse_figure(std::string_view text);

}  // namespace lockgate::catalogue
