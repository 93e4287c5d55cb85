// Plane: the regions that the law makes in the plane of two numbers of an item: one order is decided for each rectangle between the
// cuts of both, by the engine itself, and rectangles with the same answer are joined.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "service/axis.h"

namespace lockgate::service {

struct Region {
  Interval x;
  Interval y;
  std::string answer;  // what is said of every point in it
};

// `answer` decides one point; equal texts are equal answers. Joined along x first, then along y, so the regions cover the plane once.
std::vector<Region> regions_of(const Axis& x, const Axis& y, const std::function<std::string(const Decimal& x, const Decimal& y)>& answer);

}  // namespace lockgate::service
