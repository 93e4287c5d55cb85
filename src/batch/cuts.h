// Cuts: where a number column changes kind. A value's kind is how many cuts it reaches, and no program in use can tell apart two
// numbers between the same two cuts.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "law/program.h"

namespace lockgate::batch {

using Programs = std::vector<std::shared_ptr<const law::Program>>;

// Which dimension of a book gives a fact.
using Givers = std::map<int, int>;

// The facts that a form is made of.
std::set<int> parts_of(const law::Law& law, int form);

// Facts that the law joins into one number and that come from different dimensions: their exact values matter, not kinds alone.
std::set<int> tied_facts(const Programs& programs, const Givers& givers);

// The cuts of a fact of the line, for values written as whole numbers of 10^-scale. nullopt: the fact is tied.
std::optional<std::vector<std::int64_t>> cuts_of(const Programs& programs, int fact, int scale, const Givers& givers);

}  // namespace lockgate::batch
