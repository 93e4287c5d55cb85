// Estimate: a modelled throughput as the inverse of a sum of named times. Nothing in it is not one of the terms.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace lockgate::analysis {

enum class TimeTerm : unsigned char { Weights, Arithmetic, Attention, Cache, Activations, Routing, Links, Host, Ramp };
inline constexpr std::size_t kTerms = 9;
std::string_view to_string(TimeTerm term);
// The resource of the chip, or of what is around it, that would have to grow for the term to shrink.
std::string_view resource_of(TimeTerm term);

struct Estimate {
  std::array<double, kTerms> seconds{};  // a token

  double& operator[](TimeTerm term) { return seconds[static_cast<std::size_t>(term)]; }
  double operator[](TimeTerm term) const { return seconds[static_cast<std::size_t>(term)]; }
  double total() const {
    double sum = 0;
    for (const double one : seconds) sum += one;
    return sum;
  }
  double rate() const { return 1 / total(); }  // tokens a second
  TimeTerm binding() const { return static_cast<TimeTerm>(std::max_element(seconds.begin(), seconds.end()) - seconds.begin()); }
};

}  // namespace lockgate::analysis
