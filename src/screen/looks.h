// Looks: what is left of a word when letters that look alike count as one: `AlF` and `AIF`, `Tirne` and `Time`, `5un` and `Sun`.
#pragma once

#include <string>
#include <string_view>

namespace lockgate::screen {

// Letters written twice count once, unless too little is left.
std::string undoubled(std::string_view word);
std::string looks(std::string_view word);

}  // namespace lockgate::screen
