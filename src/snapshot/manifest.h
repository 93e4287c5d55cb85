// Manifest: what a snapshot of lists holds: for each source its files with their digests, where and when they were
// fetched, how many entries they had, and why a shrunken list was taken all the same. The same manifest gives the same
// bytes.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lockgate::snapshot {

struct StoredFile {
  std::string path;  // below the folder of the snapshot
  std::string url;
  std::string digest;
  std::uint64_t bytes = 0;
  std::string etag;  // as the server gave them, for asking whether there is anything new
  std::string last_modified;
};

// A list that dropped more of its entries than a publisher takes off at once.
struct Forced {
  std::string reason;
  std::map<std::string, std::uint64_t> removed;  // entries by list
};

struct Source {
  std::string name;
  std::vector<StoredFile> files;                 // the list first, then what belongs to it
  std::string fetched;                           // `2026-11-27T08:00:00Z`
  std::string published;                         // the publisher's date; empty: the list does not say
  std::map<std::string, std::uint64_t> entries;  // by list
  std::optional<Forced> forced;
};

struct Manifest {
  std::string made;
  std::string previous;  // digest of the manifest before this one; empty: the first
  std::vector<Source> sources;

  const Source* find(std::string_view name) const;
  // In the place of the source of that name.
  void put(Source source);
};

std::string to_json(const Manifest& manifest);
// LG0542: this is no manifest.
Result<Manifest> read_manifest(const std::string& bytes);

}  // namespace lockgate::snapshot
