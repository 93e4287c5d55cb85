// Problem: what is wrong with one line of a file of orders, and what to do about it. docs/errors.md lists the codes.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "base/source.h"

namespace lockgate::wire {

// Messages follow Diagnostic's: lower case, no full stop, the user's own words in back-ticks.
struct Problem {
  Severity severity = Severity::Error;
  std::string code;
  std::string field;  // `parties[1].country`, or the heading of a column; empty: the line as a whole
  std::string message;
  std::string fix;
  friend bool operator==(const Problem&, const Problem&) = default;
};

using Problems = std::vector<Problem>;

// In the manner of Diagnostic's:
//   error[LG0113]: `exprot` is not a word that is known here
//     --> orders.jsonl:4, movement
//      = help: did you mean `export`?
std::string render(const Problem& problem, const std::string& path, std::uint64_t line);

// LG0103, which every format can meet.
Problem line_too_long(std::size_t longest);

inline bool has_errors(const Problems& problems) {
  return std::any_of(problems.begin(), problems.end(), [](const Problem& p) { return p.severity == Severity::Error; });
}

}  // namespace lockgate::wire
