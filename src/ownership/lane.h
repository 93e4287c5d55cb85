// Lane: one ownership rule: whose shares count together, from which share on, and when. Read from reviewed data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/source.h"

namespace lockgate::ownership {

enum class Force : std::uint8_t { No, Unsettled, Yes };

struct Lane {
  std::string name;
  std::vector<std::string> lists;
  std::int64_t threshold_bp = 0;
  bool is_strict = false;      // more than the threshold
  bool is_added = true;        // owners count together
  std::vector<Span> in_force;
  std::vector<Span> unsettled;  // nobody can say whether it is in force; `asks` names the fact that would settle it
  std::string asks;
  std::string source;

  bool covers(const std::vector<std::string>& lists_of_party) const;
  // Without a date, as if the rule were in force.
  Force force(std::optional<Date> date) const {
    if (!date || contains(in_force, *date)) return Force::Yes;
    return contains(unsettled, *date) ? Force::Unsettled : Force::No;
  }
};

std::vector<Lane> load_lanes(const std::string& path, Diagnostics& diagnostics);

}  // namespace lockgate::ownership
