#include "cli/snapshot_access.h"

#include <cstdlib>

namespace lockgate::cli {
namespace {

std::string key_in_use(const std::string& key) {
  const char* otherwise = std::getenv("LOCKGATE_LISTS_KEY");
  return !key.empty() || otherwise == nullptr ? key : otherwise;
}

void say_trust(Session& session, const std::string& folder, snapshot::Trust trust) {
  if (trust == snapshot::Trust::Unsigned)
    session.complain({"LG0548", "these lists are not signed", folder, "`lockgate lists fetch … --sign KEY` signs them"},
                     Severity::Note);
  if (trust == snapshot::Trust::NotChecked)
    session.complain({"LG0548", "the signature of these lists was not checked: no key was named", folder,
                      "name the key with --lists-key FILE or LOCKGATE_LISTS_KEY"},
                     Severity::Note);
}

}  // namespace

std::optional<snapshot::Opened> open_snapshot(Session& session, const std::string& folder, const std::string& key) {
  auto opened = snapshot::open(folder, key_in_use(key));
  if (!opened) {
    session.complain(opened.error());
    session.worsen(Status::BadWorld);
    return std::nullopt;
  }
  say_trust(session, folder, opened->trust);
  return std::move(*opened);
}

bool expand_snapshots(Session& session, std::vector<std::string>& paths, const std::string& key) {
  std::vector<std::string> out;
  for (const std::string& path : paths) {
    if (!snapshot::is_snapshot(path)) {
      out.push_back(path);
      continue;
    }
    const auto opened = open_snapshot(session, path, key);
    if (!opened) return false;
    for (const snapshot::Source& source : opened->manifest.sources)
      out.push_back(path + "/" + source.files.front().path);
  }
  paths = std::move(out);
  return true;
}

}  // namespace lockgate::cli
