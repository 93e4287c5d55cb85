// TextHash: a hash for tables that are asked with a view of the text. Names come from outsiders, so every byte counts.
#pragma once

#include <functional>
#include <string_view>

namespace lockgate {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

}  // namespace lockgate
