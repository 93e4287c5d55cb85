// Claim: "H200 = 6 x H20", "H20 is 70% of H100", "H200 是 H20 的 6 倍": one chip as a multiple of another, read with what the words
// leave open, and judged axis by axis.
#pragma once

#include <string>
#include <string_view>

#include "analysis/interval.h"
#include "base/result.h"

namespace lockgate::analysis {

struct Claim {
  // Times: a is k times b. More: a exceeds b by k times b ("6 times more", "高 6 倍"). Less: a falls short of b by a share.
  enum class Reading : unsigned char { Times, More, Less };

  std::string subject;
  std::string object;
  double factor = 0;
  Reading reading = Reading::Times;
  std::string text;

  double ratio() const { return reading == Reading::Times ? factor : reading == Reading::More ? 1 + factor : 1 - factor; }
};

// LG0902: no such form; the message shows those that are read.
Result<Claim> parse_claim(std::string_view text);

// How a claim stands on one axis, where the ratio is known to lie in an interval.
enum class Standing : unsigned char {
  Supported,      // within a twentieth, or the interval holds it and is no wider than a factor of 1.5
  Close,          // within a tenth
  AsExcess,       // read the other way, as "more" instead of "times", it is within a tenth
  WithinInterval, // the interval holds it, and much else
  NotSupported,
};
std::string_view to_string(Standing standing);

Standing judge(const Claim& claim, const Interval& ratio);

}  // namespace lockgate::analysis
