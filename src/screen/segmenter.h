// Segmenter: a run of Han characters as the parts of a firm's name: place, brand, trade words, legal form.
#pragma once

#include <string_view>
#include <vector>

#include "screen/lexicon.h"

namespace lockgate::screen {

struct Segment {
  std::string_view text;                        // of the run
  const std::vector<Sense>* senses = nullptr;   // null: not in the lexicon
  Kind kind = Kind::Core;
};

// The reading with the fewest parts and the fewest characters that the lexicon does not explain; of equals, the one whose early
// parts are longer. What is not explained is the brand.
std::vector<Segment> segment(std::string_view run, const Lexicon& lexicon);

}  // namespace lockgate::screen
