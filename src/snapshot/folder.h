// Folder: a snapshot of lists on disk: `manifest.json`, every manifest there ever was under its digest in `history/`
// with its signature, and the files of lists in folders named by their digests. Nothing is ever overwritten, so an old
// answer can be given again.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "snapshot/manifest.h"

namespace lockgate::snapshot {

enum class Trust : std::uint8_t { Unsigned, NotChecked, Verified };

struct Opened {
  Manifest manifest;
  std::string digest;  // of the manifest
  Trust trust = Trust::Unsigned;
};

bool is_snapshot(const std::string& folder);

// Every file is compared with its digest. With a key the signature must be there and hold. LG0543: a file is missing or
// was changed; LG0544: a key was given and nothing is signed; LG0545, LG0546 as in signature.h.
Result<Opened> open(const std::string& folder, const std::string& key_path);

// Puts files of a source into a folder of their own, aside and renamed; gives their paths below `folder`. LG0547: could
// not be written.
struct NewFile {
  std::string name;
  std::string bytes;
};
Result<std::vector<std::string>> store(const std::string& folder, const std::string& source,
                                       const std::vector<NewFile>& files);

// The manifest takes the place of the one before. `private_key_path` may be empty: then it is not signed. Gives its
// digest.
Result<std::string> publish(const std::string& folder, const Manifest& manifest, const std::string& private_key_path);

}  // namespace lockgate::snapshot
