#include "cli/holdings.h"

#include <algorithm>

#include "cli/findings.h"
#include "registry/join.h"

namespace lockgate::cli {

std::optional<Holdings> read_holdings(Session& session, const std::vector<std::string>& paths) {
  std::vector<registry::RegisterFile> files;
  Holdings out;
  for (const std::string& path : paths) {
    auto file = registry::read_register(path);
    if (!file) return session.refuse(file.error()), std::nullopt;
    tell(session, file->path, file->findings, "what was mended, passed over or counts for no share");
    const bool is_whole =
        std::none_of(file->findings.begin(), file->findings.end(),
                     [](const wire::ListFinding& finding) { return finding.problem.severity == Severity::Error; });
    out.is_whole = out.is_whole && is_whole;
    files.push_back(std::move(*file));
  }
  out.ownership = registry::join(files);
  return out;
}

}  // namespace lockgate::cli
