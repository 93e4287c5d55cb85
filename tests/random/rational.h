// Rational: an exact fraction of small numbers, for the reference the engine is compared with. The engine never divides;
// the reference does, so that the two share no arithmetic.
#pragma once

#include <compare>
#include <cstdlib>
#include <string>

#include "base/decimal.h"

namespace lockgate::random {

class Rational {
 public:
  constexpr Rational() = default;
  Rational(std::int64_t top, std::int64_t bottom) { *this = reduced(top, bottom); }
  static Rational tenths(std::int64_t count) { return {count, 10}; }

  friend Rational operator+(const Rational& a, const Rational& b) { return reduced(a.top_ * b.bottom_ + b.top_ * a.bottom_, a.bottom_ * b.bottom_); }
  friend Rational operator-(const Rational& a, const Rational& b) { return reduced(a.top_ * b.bottom_ - b.top_ * a.bottom_, a.bottom_ * b.bottom_); }
  friend Rational operator*(const Rational& a, const Rational& b) { return reduced(a.top_ * b.top_, a.bottom_ * b.bottom_); }
  friend Rational operator/(const Rational& a, const Rational& b) { return reduced(a.top_ * b.bottom_, a.bottom_ * b.top_); }
  friend bool operator==(const Rational&, const Rational&) = default;
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b) { return a.top_ * b.bottom_ <=> b.top_ * a.bottom_; }

  double approximate() const { return static_cast<double>(top_) / static_cast<double>(bottom_); }
  bool is_zero() const { return top_ == 0; }
  std::int64_t floor() const {
    const int128 whole = top_ / bottom_;
    return static_cast<std::int64_t>(top_ % bottom_ < 0 ? whole - 1 : whole);
  }

  // Decimal text with at most one digit after the point; what is finer is not written to a rulebook or an order.
  std::string to_string() const {
    const std::int64_t all = (*this * Rational(10, 1)).floor();
    return (all < 0 ? "-" : "") + std::to_string(std::abs(all) / 10) + (all % 10 == 0 ? "" : "." + std::to_string(std::abs(all) % 10));
  }

 private:
  static Rational reduced(int128 top, int128 bottom) {
    const int128 sign = bottom < 0 ? -1 : 1;
    int128 a = top < 0 ? -top : top, b = bottom < 0 ? -bottom : bottom;
    while (b != 0) {
      const int128 rest = a % b;
      a = b;
      b = rest;
    }
    Rational out;
    out.top_ = sign * top / a;
    out.bottom_ = sign * bottom / a;
    return out;
  }

  int128 top_ = 0;
  int128 bottom_ = 1;
};

}  // namespace lockgate::random
