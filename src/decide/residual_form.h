// ResidualForm: what is left of a condition in a world, as a number: equal numbers are equal conditions on the facts that are still
// missing. Two versions of a rule that differ only in what is already settled are one and the same, and need no search.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "decide/world.h"

namespace lockgate::decide {

class ResidualForm {
 public:
  using Id = std::uint32_t;
  static constexpr Id kIsFalse = 0;
  static constexpr Id kIsTrue = 1;

  // Of every node of the world's only instance. `world` may differ from call to call, its graph may not.
  std::vector<Id> of(const World& world);

 private:
  using Key = std::vector<std::uint32_t>;
  Id intern(Key key) { return known_.try_emplace(std::move(key), static_cast<Id>(known_.size() + 2)).first->second; }
  Id of_node(const law::Graph& graph, std::uint32_t id, const std::vector<Truth>& values, std::uint32_t subject, const std::vector<Id>& done);
  Id of_quantifier(const law::Node& node, std::uint32_t id, const World& world, const std::vector<std::vector<Id>>& parties);
  Id join(law::Node::Op op, std::vector<Id> parts);

  std::map<Key, Id> known_;
};

}  // namespace lockgate::decide
