// CellDiagram: the answers of all cells as steps, one for each column. A line goes from place to place: the digit it has in a step's column says
// where it stands before the next. Lines of which no later column tells a difference stand at one place, so there are few: twelve rules over
// 87,480 cells have at most 85, where a table of the cells is larger than the nearest cache.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "batch/kernels.h"

namespace lockgate::batch {

class CellDiagram {
 public:
  // `answers`: a byte for each code. A code is a number with a digit for each column, the first column's the lowest. nullopt: before some step
  // there would be more places than a byte can tell apart.
  static std::optional<CellDiagram> of(const std::vector<std::uint32_t>& radices, std::string answers);

  // As many steps as columns, in an order of their own.
  struct Step {
    std::size_t column = 0;
    std::size_t places = 0;  // times the digits there are
    std::array<std::uint8_t, DiagramStep::kMostPlaces> next = {};
  };
  const std::vector<Step>& steps() const { return steps_; }
  const std::vector<std::uint32_t>& radices() const { return radices_; }

 private:
  explicit CellDiagram(const std::vector<std::uint32_t>& radices) : radices_(radices) {}

  std::vector<std::uint32_t> radices_;  // by column
  std::vector<Step> steps_;
};

}  // namespace lockgate::batch
