// Reading rulebooks, from folders or from memory.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <future>

#include "base/digest.h"
#include "law/check.h"
#include "law/law.h"
#include "law/reader.h"

namespace lockgate::law {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  std::string text(error ? 0 : size, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

// What a file says for itself, before any other is looked at.
struct ReadFile {
  std::string digest;
  std::vector<Entry> entries;
  Diagnostics diagnostics;
};

ReadFile read_law_file(const fs::path& path) {
  ReadFile out;
  std::string text = read_file(path);
  out.digest = sha256(text);
  // A table is read where a `table` entry names it.
  if (path.extension() == ".md") out.entries = read_entries(std::make_shared<const Source>(path.string(), std::move(text)), out.diagnostics);
  return out;
}

// Two threads take every second file each: reading is most of what loading costs.
std::vector<ReadFile> read_law_files(const std::vector<fs::path>& files) {
  std::vector<ReadFile> out(files.size());
  const auto read_from = [&](std::size_t first) {
    for (std::size_t i = first; i < files.size(); i += 2) out[i] = read_law_file(files[i]);
  };
  const auto odd = std::async(std::launch::async, read_from, 1);
  read_from(0);
  odd.wait();
  return out;
}

// Files in a fixed order, so that the digest and every listing are the same on every machine.
std::vector<fs::path> files_of(const std::string& folder) {
  std::vector<fs::path> out;
  std::error_code error;
  if (fs::is_regular_file(folder, error) && fs::path(folder).extension() == ".md") return {folder};
  for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
    const auto extension = entry.path().extension();
    if (entry.is_regular_file() && (extension == ".md" || extension == ".tsv")) out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

// Words that are new stand behind those that both know.
bool means_same(const Fact& one, const Fact& other) {
  const auto closes_same = [](const Closed& a, const Closed& b) { return a.value == b.value && a.without == b.without && a.roles == b.roles; };
  return one.type == other.type && one.dimension == other.dimension && one.unit == other.unit && one.form == other.form && one.words.size() <= other.words.size() &&
         std::equal(one.words.begin(), one.words.end(), other.words.begin()) &&
         std::equal(one.closed.begin(), one.closed.end(), other.closed.begin(), other.closed.end(), closes_same);
}

class Loader {
 public:
  Loader(Law& law, Diagnostics& diagnostics, Reader::Tables tables) : law_(law), diagnostics_(diagnostics), reader_(law, diagnostics, tables) {}

  // What `first` numbers keeps its number. A fact without an origin waits to be declared.
  void number_like(const Law& first) {
    law_.facts = first.facts;
    for (Fact& fact : law_.facts) fact.origin = {};
    law_.fact_names = first.fact_names;
    law_.forms = first.forms;
  }

  void check_facts(const Law& first) {
    for (std::size_t f = 0; f < first.facts.size(); ++f)
      if (const Fact& fact = law_.facts[f]; !means_same(first.facts[f], fact))
        diagnostics_.error("LG1030", "the two do not mean the same by the fact `" + fact.name + "`", fact.origin.source, fact.origin.place).help =
            "law is compared where both read the same facts: let the type, the words and what closes the fact be the same";
  }

  void add_folder(const std::string& folder, bool is_overlay, const std::vector<fs::path>& files, ReadFile* read) {
    if (files.empty()) {
      diagnostics_.error("LG1000", "no rulebook in `" + folder + "`").help = "give a folder that holds Markdown files with rule blocks";
      return;
    }
    const int book = static_cast<int>(law_.books.size());
    law_.books.emplace_back();
    law_.books.back().is_overlay = is_overlay;
    for (std::size_t i = 0; i < files.size(); ++i) add_file(files[i].lexically_relative(folder).string(), std::move(read[i]), book);
    name_book(fs::path(folder).stem().string());
  }

  void add_overlay(const OverlayText& overlay) {
    const int book = static_cast<int>(law_.books.size());
    law_.books.emplace_back();
    law_.books.back().is_overlay = true;
    ReadFile read{sha256(overlay.text), {}, {}};
    read.entries = read_entries(std::make_shared<const Source>(overlay.path(), overlay.text), read.diagnostics);
    reader_.refuse_tables_of(book);
    add_file("rulebook.md", std::move(read), book);
    name_book(overlay.name);
  }

  void add_text(std::string name, std::string text) {
    law_.books.emplace_back();
    reader_.add(read_entries(std::make_shared<const Source>(name, std::move(text)), diagnostics_), 0);
    name_book(std::move(name));
  }

  void finish() {
    reader_.bind();
    law_.number_conditions();
    check_cycles(law_, diagnostics_);
    law_.digest = sha256(digested_);
  }

 private:
  void add_file(const std::string& name, ReadFile file, int book) {
    digested_ += law_.books[static_cast<std::size_t>(book)].name + "/" + name + '\0' + file.digest + '\n';
    diagnostics_.append(file.diagnostics);
    reader_.add(std::move(file.entries), book);
  }

  // A book that does not say its name is called as its folder is.
  void name_book(std::string name) {
    if (law_.books.back().name.empty()) law_.books.back().name = std::move(name);
  }

  Law& law_;
  Diagnostics& diagnostics_;
  Reader reader_;
  std::string digested_;
};

}  // namespace

Law load_law(const std::vector<std::string>& folders, const std::vector<std::string>& overlays, Diagnostics& diagnostics, const Law* first, const std::vector<OverlayText>& texts) {
  Law law;
  Loader loader(law, diagnostics, Reader::Tables::Beside);
  if (first != nullptr) loader.number_like(*first);
  std::vector<std::string> all = folders;
  all.insert(all.end(), overlays.begin(), overlays.end());
  std::vector<std::vector<fs::path>> files;
  std::vector<fs::path> paths;
  for (const std::string& folder : all) {
    files.push_back(files_of(folder));
    paths.insert(paths.end(), files.back().begin(), files.back().end());
  }
  std::vector<ReadFile> read = read_law_files(paths);
  ReadFile* next = read.data();
  for (std::size_t i = 0; i < all.size(); next += files[i++].size()) loader.add_folder(all[i], i >= folders.size(), files[i], next);
  for (const OverlayText& overlay : texts) loader.add_overlay(overlay);
  loader.finish();
  if (first != nullptr) loader.check_facts(*first);
  return law;
}

Law load_text(std::string name, std::string text, Diagnostics& diagnostics) {
  Law law;
  Loader loader(law, diagnostics, Reader::Tables::Refused);
  loader.add_text(std::move(name), std::move(text));
  loader.finish();
  return law;
}

}  // namespace lockgate::law
