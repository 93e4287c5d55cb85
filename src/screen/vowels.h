// Words without their vowels, as people shorten them: `Crprtn`, `Eqpmnt`.
#pragma once

#include <string>
#include <string_view>

namespace lockgate::screen {

// The first letter and the consonants after it.
std::string consonants(std::string_view word);
// Of letters alone, with no vowel between the first and the last; short words have none by chance.
bool is_bare(std::string_view word);

}  // namespace lockgate::screen
