// Markup: text inside HTML.
#pragma once

#include <string>
#include <string_view>

namespace lockgate::cli {

// `<` and its like as entities; everything else as it is.
std::string entities(std::string_view text);

}  // namespace lockgate::cli
