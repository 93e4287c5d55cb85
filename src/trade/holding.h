// Holding: that somebody owns a share of somebody, as a source states it. Plain values.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.h"

namespace lockgate::trade {

// An exact part of the whole; `denominator` is positive.
struct Fraction {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
  friend bool operator==(const Fraction&, const Fraction&) = default;
};

struct Holding {
  std::string owner;
  std::string owned;
  Fraction least;              // at least this much,
  Fraction most{1, 1};         // at most this much; an unknown share is anything
  bool is_unknown = false;
  bool is_indirect = false;    // a sum over others, reported beside what it is made of
  Span span;
};

struct ListedOwner {
  std::string name;
  std::vector<std::string> lists;
};

// Somebody whom an ownership rule does not reach, whoever owns him.
struct Exemption {
  std::string name;
  std::vector<std::string> lanes;
};

// Where somebody is headquartered.
struct Seat {
  std::string name;
  std::string headquarters;  // ISO 3166-1 alpha-2
};

// A name or an identifier of somebody whom a register describes: all his names, the one he is called by here among them.
struct Naming {
  std::string name;
  std::string other;
  bool is_identifier = false;
};

struct Ownership {
  std::vector<Holding> holdings;
  std::vector<ListedOwner> listed;
  std::vector<Exemption> exempt;
  std::vector<Seat> seats;
  std::vector<Naming> namings;
};

}  // namespace lockgate::trade
