// Join: the files of registers put together into one body of ownership: parties that share an identifier are one, and
// each is called by its name, or by its name and what tells it from others of that name.
#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "registry/register_file.h"
#include "trade/holding.h"

namespace lockgate::registry {

// The same files in the same order give the same bytes. Parties of whom no holding speaks are left out, but for those
// of Lockgate's own format.
trade::Ownership join(const std::vector<RegisterFile>& files);

// What these namings call the party that is meant by a name, a further name or an identifier, with or without its
// scheme; several where it is not told apart.
std::set<std::string> called(std::span<const trade::Naming> namings, const std::string& name);

}  // namespace lockgate::registry
