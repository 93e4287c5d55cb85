// OpenFact: which missing fact to look at next. Both the exact answer and the proofs about a rulebook branch on it.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "decide/world.h"

namespace lockgate::decide {

// A missing fact to branch on: a variable and whose it is.
struct Choice {
  int variable = law::kNone;
  Subject subject;
  friend auto operator<=>(const Choice&, const Choice&) = default;
};

// The first variable, in the order of the program, that unknown nodes wait for. A fixed order keeps equal questions in equal
// places, which is what makes a reduced diagram canonical.
std::optional<Choice> first_open(const World& world, int instance, const std::vector<std::uint32_t>& line_nodes);
std::optional<Choice> first_open_of_party(const World& world, int party, std::uint32_t party_node);
// What decides whether two rules conclude different values; nullopt: that is settled.
std::optional<Choice> open_conflict(const World& world);
// All of them.
std::set<Choice> all_open(const World& world, int instance, const std::vector<std::uint32_t>& line_nodes);
std::set<Choice> all_open_of_party(const World& world, int party, const std::vector<std::uint32_t>& party_nodes);

}  // namespace lockgate::decide
