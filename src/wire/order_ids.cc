#include "wire/order_ids.h"

#include <functional>

#include "base/text.h"

namespace lockgate::wire {

// Ids are remembered to find one used twice: 16 bytes and a pointer each, so this many cost some 200 MB.
constexpr std::size_t kMostIds = 4'000'000;

std::optional<Problem> OrderIds::add(std::string& id, std::uint64_t line) {
  if (id.empty()) {
    id = "line " + std::to_string(line);
    return std::nullopt;
  }
  if (line_of_id_.size() >= kMostIds) return std::nullopt;
  const auto [first, is_new] = line_of_id_.emplace(std::hash<std::string>{}(id), line);
  if (is_new) return std::nullopt;
  return Problem{Severity::Error, "LG0119", "id",
                 "the id `" + excerpt(id) + "` stands on line " + std::to_string(first->second) + " already",
                 "give every line its own id: `" + excerpt(id) + "/2`"};
}

}  // namespace lockgate::wire
