// Reasons: the rules a conclusion rests on, walked back from the outcome through the steps to the rules that hold.
#pragma once

#include <set>
#include <utility>
#include <vector>

#include "decide/phrase.h"
#include "trade/determination.h"

namespace lockgate::decide {

class Reasons {
 public:
  Reasons(const World& world, const Phraser& phraser) : world_(world), phraser_(phraser), program_(world.program()), law_(*program_.law) {}

  // Adds why `define` has each of its sure values in the instance.
  void add(int define, const Instance& instance);
  std::vector<trade::Reason> take() { return std::move(out_); }

 private:
  void add_value(int define, int value, const Instance& instance, int party);
  void add_silenced(int define, const Instance& instance, int party);
  void add_rule(const law::RuleNodes& nodes, const Instance& instance, int party);
  void walk(const law::Condition& condition, const Instance& instance, int party, law::Truth wanted);
  const std::vector<Truth>& values(law::Scope scope, const Instance& instance, int party) const;

  const World& world_;
  const Phraser& phraser_;
  const law::Program& program_;
  const law::Law& law_;
  std::set<std::tuple<int, int, int>> seen_;
  std::set<int> listed_;
  std::vector<trade::Reason> out_;
};

}  // namespace lockgate::decide
