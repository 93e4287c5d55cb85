// SourceTable: where publishers keep their lists (`watch/fetch.tsv`).
#pragma once

#include <string>
#include <vector>

#include "base/source.h"

namespace lockgate::snapshot {

struct Part {
  std::string file;  // the name under which it is kept
  std::string url;
};

struct PublishedSource {
  std::string name;
  std::vector<Part> parts;  // the list first, then what belongs to it
};

std::vector<PublishedSource> load_sources(const std::string& path, Diagnostics& diagnostics);

}  // namespace lockgate::snapshot
