// SnapshotAccess: folders of lists that were fetched, checked before they are used.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/session.h"
#include "snapshot/folder.h"

namespace lockgate::cli {

// Opens and checks; whether it is signed has been said. `key`: of the one whose signature is asked for; empty:
// LOCKGATE_LISTS_KEY.
std::optional<snapshot::Opened> open_snapshot(Session& session, const std::string& folder, const std::string& key);

// Where a path is the folder of a snapshot, the files of its lists in its place. False: it is not to be used, which has
// been said.
bool expand_snapshots(Session& session, std::vector<std::string>& paths, const std::string& key);

}  // namespace lockgate::cli
