#include "wire/problem.h"

namespace lockgate::wire {

std::string render(const Problem& problem, const std::string& path, std::uint64_t line) {
  std::string text = problem.severity == Severity::Error ? "error" : "warning";
  text += "[" + problem.code + "]: " + problem.message + "\n  --> " + path + ":" + std::to_string(line);
  if (!problem.field.empty()) text += ", " + problem.field;
  text += "\n";
  if (!problem.fix.empty()) text += "   = help: " + problem.fix + "\n";
  return text;
}

Problem line_too_long(std::size_t longest) {
  return {Severity::Error,
          "LG0103",
          {},
          "this line is longer than " + std::to_string(longest) + " bytes",
          "split it, or check for a line end or a closing bracket that is missing"};
}

}  // namespace lockgate::wire
