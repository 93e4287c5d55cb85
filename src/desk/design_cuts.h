// DesignCuts: the law's own comparisons of a part's figures, as cuts of the figures that a design may choose. Found by asking what
// the gates still wait for when these figures are anything up to what the die has, and everything else is known.
#pragma once

#include "analysis/feasible_set.h"
#include "desk/desk.h"

namespace lockgate::desk {

// The figures are facts of the item, as the catalogue names them (`tpp`); `most` is given in `order`'s item, as all others are.
// Errors: LG0954 the answer waits for a fact that is no figure of the part; LG0955 the law joins figures in a way that is no sum, or
// in sums of several kinds.
Result<analysis::FeasibleSet> feasible_set_of(const Desk& desk, const trade::Order& order, const std::vector<std::string>& figures, const decide::Options& options);

// The item's figure, or a new value for it.
void set_figure(trade::Item& item, const std::string& fact, const trade::Value& value);

}  // namespace lockgate::desk
