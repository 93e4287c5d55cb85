// Reasons: the rules a conclusion rests on, walked back from the outcome through the steps to the rules that hold.
#pragma once

#include <tuple>
#include <vector>

#include "decide/phrase.h"
#include "trade/determination.h"

namespace lockgate::decide {

// A rule that decided, and for which party (kNone: the line).
struct Deciding {
  int rule = law::kNone;
  int party = law::kNone;
};

class Reasons {
 public:
  Reasons(const World& world, const Instance& instance) : world_(world), instance_(instance), program_(world.program()), law_(*program_.law) {}

  // A truth that was read on the way: of a node of the line, or of a party.
  struct Read {
    int party = law::kNone;
    std::uint32_t node = 0;
  };
  // From here on, which truths are read is kept, in their order: what is found rests on these and on nothing else.
  void keep_reads(std::vector<Read>& reads) { reads_ = &reads; }

  // Adds why `define` has each of its sure values in the instance.
  void add(int define);
  // In the order they were reached: the rule that decided first, then what it rests on. Steps of procedure are left out.
  const std::vector<Deciding>& deciding() const { return deciding_; }
  std::vector<trade::Reason> write(const Phraser& phraser) const;
  // The same without sentences.
  std::vector<trade::Reason> write_labels() const;

 private:
  void add_value(int define, int value, int party);
  void add_silenced(int define, int party);
  void add_rule(const law::RuleNodes& nodes, int party);
  void walk(const law::Condition& condition, int party, law::Truth wanted);
  Truth truth(law::Scope scope, int party, std::uint32_t node) const;

  const World& world_;
  const Instance& instance_;
  const law::Program& program_;
  const law::Law& law_;
  std::vector<std::tuple<int, int, int>> seen_;  // define, value, party; a dozen, so a vector finds them soonest
  std::vector<Deciding> deciding_;
  std::vector<Read>* reads_ = nullptr;
};

}  // namespace lockgate::decide
