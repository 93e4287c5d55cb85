// BookFolders: which rulebooks a folder means that somebody names.
#pragma once

#include <string>
#include <vector>

namespace lockgate::desk {

// A folder that holds rulebooks means all of them but those that are chosen by name only; a rulebook means itself, together
// with the vocabulary of the data folder that every book's words come from.
std::vector<std::string> book_folders(const std::string& folder, const std::string& data);
// Of several folders, each book once.
std::vector<std::string> book_folders(const std::vector<std::string>& folders, const std::string& data);

}  // namespace lockgate::desk
