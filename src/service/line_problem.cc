#include "service/line_problem.h"

namespace lockgate::service {

nlohmann::ordered_json problems_json(const Taken& taken) {
  using Json = nlohmann::ordered_json;
  Json out = Json::array();
  for (const wire::Problem& problem : taken.problems) {
    const char* severity = problem.severity == Severity::Error ? "error" : problem.severity == Severity::Warning ? "warning" : "note";
    out.push_back({{"line", taken.line}, {"order", taken.id}, {"code", problem.code}, {"severity", severity}, {"message", problem.message}, {"place", problem.field}, {"fix", problem.fix}});
  }
  return out;
}

}  // namespace lockgate::service
