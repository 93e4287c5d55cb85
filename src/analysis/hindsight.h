// Hindsight: how well the turns of a key were foretold a year ahead by what was known on the day, month by month, beside two
// forecasts that know less. A Brier score is the mean square of the chance given less what came: 0 is best, a coin's is 0.25.
#pragma once

#include "analysis/regime.h"

namespace lockgate::analysis {

struct Hindsight {
  std::string side;
  int forecasts = 0;
  double posterior = 0;  // Brier score of the rates that plans are made with
  double constant = 0;   // of one rate of turns, whichever way the key stands
  double stays = 0;      // of "as it is today"
};

// The errors of key_of. None of the flips is used on a day before its own.
Result<Hindsight> hindsight_of(const std::vector<Flip>& flips, const std::string& side);

}  // namespace lockgate::analysis
