// OrderIds: the ids of the orders of one file or request. An order without one goes by its line; one used twice is refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "wire/problem.h"

namespace lockgate::wire {

class OrderIds {
 public:
  // LG0119 when another line has the id already. An empty id becomes `line N`.
  std::optional<Problem> add(std::string& id, std::uint64_t line);

 private:
  std::unordered_map<std::uint64_t, std::uint64_t> line_of_id_;  // by hash of the id
};

}  // namespace lockgate::wire
