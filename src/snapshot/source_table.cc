#include "snapshot/source_table.h"

#include "base/sheet.h"

namespace lockgate::snapshot {

std::vector<PublishedSource> load_sources(const std::string& path, Diagnostics& diagnostics) {
  const Sheet sheet(path, {"source", "file", "url", "what"}, diagnostics);
  std::vector<PublishedSource> out;
  for (const SheetRow& row : sheet.rows()) {
    if (out.empty() || out.back().name != row.cells[0]) out.push_back({std::string(row.cells[0]), {}});
    out.back().parts.push_back({std::string(row.cells[1]), std::string(row.cells[2])});
  }
  return out;
}

}  // namespace lockgate::snapshot
