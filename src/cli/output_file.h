// OutputFile: a file that a command writes whole or not at all.
#pragma once

#include <string>

#include "cli/session.h"

namespace lockgate::cli {

// Beside its place first, so that nobody finds half of it. False: it could not be written, which has been said (LG0730).
bool write_file(Session& session, const std::string& path, const std::string& bytes);

}  // namespace lockgate::cli
