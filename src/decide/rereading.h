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

  // False: every gate comes to the same under the reading, as to outcome, fields and rate; whatever is open of it is open in the same way.
  // `world` is read as the law itself reads it.
  bool can_differ(const World& world, const FactBinder& binder, int reading) const;

 private:
  using Nodes = std::vector<std::uint32_t>;
  // The variables that a reading may move, the reading itself first.
  struct Moved {
    std::vector<int> line, party;
  };
  class Try;

  const law::Program& program_;
  std::vector<Moved> moved_;       // by reading
  std::vector<bool> is_said_;      // by node of the line: a gate's answer hangs on it
};

}  // namespace lockgate::decide
