// Cells: the kinds of one variable, that is, the values its atoms cannot tell apart, each with the truth of every atom.
#pragma once

#include <vector>

#include "law/program.h"

namespace lockgate::law {

// Fills in `variable` from the atoms gathered for it, in their order.
void build_cells(const Law& law, const std::vector<const Atom*>& atoms, Variable& variable);

// `sign` is that of value - threshold.
bool relation_holds(Relation relation, int sign);

}  // namespace lockgate::law
