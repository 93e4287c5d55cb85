#include "desk/book_folders.h"

#include <algorithm>
#include <filesystem>

namespace lockgate::desk {
namespace {

namespace fs = std::filesystem;

constexpr const char* kVocabulary = "vocabulary";

std::vector<std::string> books_in(const fs::path& folder) {
  std::vector<std::string> out;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_directory() && name != "fictional" && name != "overlays") out.push_back(entry.path().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

std::vector<std::string> book_folders(const std::string& folder, const std::string& data) {
  std::error_code error;
  if (fs::is_regular_file(folder, error)) return {folder};  // a single file stands by itself
  if (fs::is_directory(fs::path(folder) / kVocabulary, error)) return books_in(folder);
  const fs::path vocabulary = fs::path(data) / "rulebook" / kVocabulary;
  std::vector<std::string> out = {folder};
  if (fs::is_directory(vocabulary, error) && !fs::equivalent(folder, vocabulary, error)) out.push_back(vocabulary.string());
  return out;
}

std::vector<std::string> book_folders(const std::vector<std::string>& folders, const std::string& data) {
  std::vector<std::string> out;
  for (const std::string& folder : folders)
    for (const std::string& book : book_folders(folder, data))
      if (std::find(out.begin(), out.end(), book) == out.end()) out.push_back(book);
  return out;
}

}  // namespace lockgate::desk
