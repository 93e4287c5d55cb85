// Decimal: an exact decimal number. No rounding exists: an operation either gives the exact result or says it does not fit.
//
// Representation: mantissa * 10^-scale, |mantissa| < 10^38, 0 <= scale <= 38, canonical (no trailing zero in the
// fraction), so equal numbers have equal bytes. There is no division; ratios are compared by cross-multiplication.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace lockgate {

__extension__ typedef __int128 int128;

class Decimal {
 public:
  constexpr Decimal() = default;
  static Decimal of(std::int64_t whole);

  // Accepts JSON number syntax with an optional leading '+', and exponents (`1e26`). Fails (LG0201) on anything else
  // and (LG0202) on more than 38 significant digits or a result outside the representation; the message names the limit.
  static Result<Decimal> parse(std::string_view text);

  // Shortest exact text, never with an exponent.
  std::string to_string() const;

  bool is_integer() const { return scale_ == 0; }
  bool is_negative() const { return mantissa_ < 0; }
  int sign() const { return mantissa_ < 0 ? -1 : mantissa_ > 0; }

  friend bool operator==(const Decimal&, const Decimal&) = default;
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

  // nullopt: the exact result does not fit.
  friend std::optional<Decimal> add(const Decimal& a, const Decimal& b);
  friend std::optional<Decimal> subtract(const Decimal& a, const Decimal& b);
  friend std::optional<Decimal> multiply(const Decimal& a, const Decimal& b);

  // a <=> t * b, exactly, whatever the sizes (a 256-bit product is used where 128 bits do not do).
  friend std::strong_ordering compare_product(const Decimal& a, const Decimal& t, const Decimal& b);

  // a / b as text with `places` digits after the point, rounded down (toward zero) or up (away from zero).
  // For people only: nothing is decided on it. b must not be zero.
  enum class Round { Down, Up };
  friend std::string quotient_text(const Decimal& a, const Decimal& b, int places, Round round);

  int128 mantissa() const { return mantissa_; }
  int scale() const { return scale_; }
  std::size_t hash() const;

 private:
  static std::optional<Decimal> make(int128 mantissa, int scale);
  int128 mantissa_ = 0;
  std::uint8_t scale_ = 0;
};

std::optional<Decimal> add(const Decimal& a, const Decimal& b);
std::optional<Decimal> subtract(const Decimal& a, const Decimal& b);
std::optional<Decimal> multiply(const Decimal& a, const Decimal& b);
std::strong_ordering compare_product(const Decimal& a, const Decimal& t, const Decimal& b);
std::string quotient_text(const Decimal& a, const Decimal& b, int places, Decimal::Round round);

// A closed range of possible values: a point when min == max.
struct Range {
  Decimal min;
  Decimal max;
  bool is_point() const { return min == max; }
  friend bool operator==(const Range&, const Range&) = default;
};

}  // namespace lockgate
