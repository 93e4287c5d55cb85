// Shrink: the smallest case that still shows a failure, found by leaving things out.
#pragma once

#include <functional>
#include <string>

#include "random/model.h"

namespace lockgate::random {

struct Case {
  Model model;
  Situation situation;
};

// Says what is wrong with a case; empty: nothing.
using Property = std::function<std::string(const Case&)>;

Case shrink(Case failing, const Property& property);

}  // namespace lockgate::random
