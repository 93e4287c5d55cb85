// Rereading: whether another reading of contested law can say anything else about an order. What the reading changes is followed upwards
// through the graph and ends where nothing changes; most readings touch nothing that most orders ask.
#pragma once

#include <vector>

#include "decide/world.h"

namespace lockgate::decide {

// Under one program. Immutable; safe to share between threads.
class Rereading {
 public:
  explicit Rereading(const law::Program& program);

  // The readings that may say something else of a gate: another outcome, field or rate, or leave it open in another way.
  // `world` is read as the law itself reads it.
  std::vector<int> reaching(const World& world, const FactBinder& binder) const;

 private:
  using Nodes = std::vector<std::uint32_t>;
  // The variables that a reading may move. Where it assumes nothing, they are conditions on the reading itself.
  struct Moved {
    int reading = law::kNone;
    bool assumes = false;
    std::vector<int> line, party;
  };
  class Try;

  const law::Program& program_;
  std::vector<Moved> moved_;   // of the readings that the program knows
  std::vector<bool> is_said_;  // by node of the line: a gate's answer hangs on it
};

}  // namespace lockgate::decide
