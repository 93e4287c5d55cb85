// Damage: what a spreadsheet or a file of fixed width left behind the end of a name. Lists and questions lose it by the same rule, so
// that a name copied out of a list finds its entry.
#pragma once

#include <string_view>

namespace lockgate::trade {

// The text without a `ÿ` that stands behind no letter, and without a range of cells (`+B843:B853`).
std::string_view without_damage(std::string_view text);

}  // namespace lockgate::trade
