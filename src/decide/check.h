// Check: proofs about a body of law, by its kinds. Two rules that can hold together and disagree, rules that can never hold,
// exceptions that never meet their base: found for every segment of time, or shown not to exist.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "decide/decider.h"

namespace lockgate::decide {

// Can all these nodes of one graph be true at once, for some facts? nullopt: not settled within the budget.
// `witness`, if given, gets the facts of such a case in words.
std::optional<bool> satisfiable(const std::shared_ptr<const law::Program>& program, law::Scope scope, const std::vector<std::uint32_t>& nodes,
                                std::string* witness = nullptr);

// Everything `lockgate law check` finds beyond what loading finds. The law must have loaded without errors.
//   LG1401 two rules conclude different values together (error)      LG1402 an exception never meets its base (warning)
//   LG1403 no order can reach a rule (warning)                       LG1404 a condition always holds (warning)
//   LG1405 a fact nobody reads (warning)                             LG1406 thresholds that leave out a single point (warning)
//   LG1407 a rule ends and nothing says why (warning)                LG1408 not proved within the budget (warning)
void check_law(const Decider& decider, Diagnostics& diagnostics);

}  // namespace lockgate::decide
