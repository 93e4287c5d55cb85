// RegisterColumns: a register as plain arrays of numbers and bytes, in the order in which a file has them.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/text_numbers.h"
#include "ownership/rows.h"

namespace lockgate::ownership {

struct RegisterColumns {
  TextNumbers::Columns names;
  TextNumbers::Columns texts;  // of everything but the names of nodes
  std::vector<std::uint32_t> begin;
  std::vector<Link> links;
  // Both ends as numerator and denominator, the first day, the day after the last, and whether it is unknown (1) and indirect (2).
  std::vector<std::array<std::int64_t, 7>> terms;
  std::vector<std::uint32_t> words_begin;
  std::vector<std::uint32_t> words;                       // numbers of texts
  std::vector<std::array<std::uint32_t, 2>> listed;       // node, words
  std::vector<std::array<std::uint32_t, 2>> exempt;       // node, words
  std::vector<std::array<std::uint32_t, 2>> seats;        // text, text
  std::vector<std::array<std::uint32_t, 3>> namings;      // text, text, whether it is an identifier

  // For each column in turn, as long as `take` says so.
  template <class Take>
  bool each(Take&& take) {
    return take(names.bytes) && take(names.begin) && take(names.slots) && take(texts.bytes) && take(texts.begin) && take(texts.slots) && take(begin) && take(links) && take(terms) &&
           take(words_begin) && take(words) && take(listed) && take(exempt) && take(seats) && take(namings);
  }
};

}  // namespace lockgate::ownership
