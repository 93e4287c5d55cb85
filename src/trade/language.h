// The languages answers are given in.
#pragma once

#include <cstdint>

namespace lockgate::trade {

enum class Language : std::uint8_t { English, Chinese };

}  // namespace lockgate::trade
