// Cuts: where a number column changes kind. A value's kind is how many cuts it reaches, and no program in use can tell apart two
// numbers between the same two cuts.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "law/program.h"

namespace lockgate::batch {

using Programs = std::vector<std::shared_ptr<const law::Program>>;

// The cuts of a fact of the line, for values written as whole numbers of 10^-scale. `present`: facts that other columns may give.
// nullopt: the law joins the fact with another that is present, so that single values matter, not kinds.
std::optional<std::vector<std::int64_t>> cuts_of(const Programs& programs, int fact, int scale, const std::set<int>& present);

// Facts that the law joins into one number, of which more than one is present: their exact values matter.
std::set<int> tied_facts(const Programs& programs, const std::set<int>& present);

}  // namespace lockgate::batch
