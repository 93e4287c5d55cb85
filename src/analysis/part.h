// Part: what the analyses know of a chip: its figures, by the names of the catalogue's facts, and what constants are kept for it.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "analysis/interval.h"
#include "base/result.h"

namespace lockgate::analysis {

struct Part {
  std::string id;
  std::string name;
  std::map<std::string, Amount, std::less<>> figures;
  std::string generation;  // empty: no constants are kept for it
  std::string host;

  const Amount* find(std::string_view fact) const;
  // The figure of the first fact that it has.
  const Amount* first_of(std::initializer_list<std::string_view> facts) const;
};

// What numbers are computed in. `Bits4` weights are computed in the narrowest format that the chip has a rate for.
enum class Format : unsigned char { Bits4, Bits8, Bits16 };

// Bytes of a weight; a group of 4-bit weights carries scales.
double bytes_of(Format format);

enum class Bound : unsigned char { Low, Preferred, High };

// The resources that throughput is made of, in FLOP/s, bytes, bytes a second and watts.
struct Resources {
  double rate = 0;    // arithmetic in the format of the weights
  double rate16 = 0;  // arithmetic in 16 bits: attention
  double memory_rate = 0;
  double capacity = 0;
  double link = 0;  // to the other chips of a server, one direction
  double watts = 0;  // 0: not known; throughput does not need it
};

// LG0905: a figure is missing; the message names it.
Result<Resources> resources_of(const Part& part, Format format, Bound end);

}  // namespace lockgate::analysis
