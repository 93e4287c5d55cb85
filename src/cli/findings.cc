#include "cli/findings.h"

#include <fmt/format.h>

#include <map>

namespace lockgate::cli {
namespace {

using Counts = std::map<std::string, std::size_t>;

std::string grouped(const Counts& counts) {
  std::string out;
  for (const auto& [code, count] : counts) out += fmt::format("{}{} × {}", out.empty() ? "" : ", ", count, code);
  return out;
}

}  // namespace

void tell(Session& session, const std::string& path, const std::vector<wire::ListFinding>& findings,
          const std::string& about) {
  Counts notes, warnings;
  for (const wire::ListFinding& finding : findings) {
    const wire::Problem& problem = finding.problem;
    if (problem.severity == Severity::Error) session.worsen(Status::BadInput);
    if (problem.severity == Severity::Note)
      ++notes[problem.code];
    else if (problem.severity == Severity::Error || ++warnings[problem.code] == 1)
      session.complain({problem.code, problem.message, fmt::format("{}, {}", path, finding.where), problem.fix},
                       problem.severity);
  }
  std::erase_if(warnings, [](const auto& warning) { return warning.second == 1; });
  if (!warnings.empty())
    session.complain({"", fmt::format("of such warnings there are {}", grouped(warnings)), path, ""}, Severity::Note);
  if (!notes.empty())
    session.complain({"", fmt::format("{}: {}", about, grouped(notes)), path, "`lockgate explain CODE` says how"},
                     Severity::Note);
}

}  // namespace lockgate::cli
