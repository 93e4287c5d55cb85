// Trials: one property, many cases. Runs for a few seconds, or for LOCKGATE_PROPERTY_SECONDS; a failing case is shrunk, printed
// with its rulebook and kept in the build directory. LOCKGATE_PROPERTY_SEED=N tries one seed only.
#pragma once

#include <functional>
#include <string>

#include "random/generate.h"
#include "random/shrink.h"

namespace lockgate::properties {

using random::Case;
using MakeCase = std::function<Case(std::uint64_t seed)>;

void try_many(const std::string& name, const MakeCase& make, const random::Property& property);

// A case with about this share of its facts given.
MakeCase with_given(int percent, random::Wish wish = {});

// A case in words: rulebook, facts, what is wrong.
std::string describe(const Case& shown, const std::string& problem);

}  // namespace lockgate::properties
