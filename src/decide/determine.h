// Determine: from a world to the determination a person reads.
#pragma once

#include "decide/decider.h"
#include "decide/reasons.h"

namespace lockgate::decide {

trade::Determination determine(const Decider& decider, const BoundOrder& order, const Options& options);
// The same of a world made by hand: no other reading is tried.
trade::Determination determine(const World& world, const trade::Order& order, const Options& options);

Traced determine_traced(World world);

// A number that does not fit, or two rules that conclude different values: the order is held, no rule is skipped.
bool is_faulty(const World& world);
std::vector<trade::Fault> faults_of(const World& world);

}  // namespace lockgate::decide
