// Reading rulebook folders from disk.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/digest.h"
#include "law/check.h"
#include "law/law.h"
#include "law/reader.h"

namespace lockgate::law {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Files in a fixed order, so that the digest and every listing are the same on every machine.
std::vector<fs::path> files_of(const std::string& folder) {
  std::vector<fs::path> out;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
    const auto extension = entry.path().extension();
    if (entry.is_regular_file() && (extension == ".md" || extension == ".tsv")) out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

class Loader {
 public:
  Loader(Law& law, Diagnostics& diagnostics) : law_(law), diagnostics_(diagnostics), reader_(law, diagnostics) {}

  void add_folder(const std::string& folder, bool is_overlay) {
    const std::vector<fs::path> files = files_of(folder);
    if (files.empty()) {
      diagnostics_.error("LG1000", "no rulebook in `" + folder + "`").help = "give a folder that holds Markdown files with rule blocks";
      return;
    }
    const int book = static_cast<int>(law_.books.size());
    law_.books.emplace_back();
    law_.books.back().is_overlay = is_overlay;
    for (const fs::path& path : files) add_file(path, folder, book);
    if (law_.books.back().name.empty()) law_.books.back().name = fs::path(folder).filename().string();
  }

  void finish() {
    reader_.bind();
    check_cycles(law_, diagnostics_);
    law_.digest = sha256(digested_);
  }

 private:
  void add_file(const fs::path& path, const std::string& folder, int book) {
    std::string text = read_file(path);
    digested_ += law_.books[static_cast<std::size_t>(book)].name + "/" + path.lexically_relative(folder).string() + '\0' + sha256(text) + '\n';
    if (path.extension() != ".md") return;
    const auto source = std::make_shared<const Source>(path.string(), std::move(text));
    reader_.add(read_entries(source, diagnostics_), book);
  }

  Law& law_;
  Diagnostics& diagnostics_;
  Reader reader_;
  std::string digested_;
};

}  // namespace

Law load_law(const std::vector<std::string>& folders, const std::vector<std::string>& overlays, Diagnostics& diagnostics) {
  Law law;
  Loader loader(law, diagnostics);
  for (const std::string& folder : folders) loader.add_folder(folder, false);
  for (const std::string& folder : overlays) loader.add_folder(folder, true);
  loader.finish();
  return law;
}

}  // namespace lockgate::law
