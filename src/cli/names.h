// Names: the names a screening is about, each with where it came from.
#pragma once

#include <string>
#include <vector>

#include "cli/session.h"

namespace lockgate::cli {

struct AskedName {
  std::string text;
  std::string origin;  // `order N-1, end_user`, `names.txt:3`; empty: an argument
};

// Every argument is a file of names (text, a name a line; CSV with the column `column`), a file of orders, or a name. What cannot
// be read has been said.
std::vector<AskedName> names_in(Session& session, const std::vector<std::string>& arguments, const std::string& column);

// The rows of a CSV file with columns `name1` and `name2`.
std::vector<std::pair<std::string, std::string>> pairs_in(Session& session, const std::string& path);

}  // namespace lockgate::cli
