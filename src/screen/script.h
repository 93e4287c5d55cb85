// Script: the few kinds of writing that names are taken apart by.
#pragma once

#include <cstdint>

namespace lockgate::screen {

enum class Script : std::uint8_t { None, Digit, Latin, Han, Cyrillic, Other };

// None: no letter or digit, so it separates words.
Script script_of(char32_t point);

// Zero-width and direction-changing characters, which are seen by no reader.
bool is_invisible(char32_t point);

}  // namespace lockgate::screen
