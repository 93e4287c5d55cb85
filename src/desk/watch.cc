#include "desk/watch.h"

#include <filesystem>
#include <map>

#include "base/sheet.h"

namespace lockgate::desk {
namespace {

std::string folder_in(const std::string& data) { return (std::filesystem::path(data) / "watch").string(); }

using Words = std::map<std::string, std::string, std::less<>>;

Words source_words(const std::string& data, Diagnostics& diagnostics) {
  Words out;
  const Sheet sheet(folder_in(data) + "/sources.tsv", {"source", "list", "reason"}, diagnostics);
  for (const SheetRow& row : sheet.rows()) out.emplace(row.cells[0], row.cells[1]);
  return out;
}

}  // namespace

std::shared_ptr<const screen::Lexicon> Watch::open_lexicon(const std::string& data, Diagnostics& diagnostics) {
  auto lexicon = std::make_shared<const screen::Lexicon>(screen::Lexicon::load(folder_in(data), diagnostics));
  return diagnostics.has_errors() ? nullptr : lexicon;
}

Result<std::unique_ptr<const Watch>> Watch::open(const std::string& data, std::vector<wire::ListFile> files, screen::Levels levels, Diagnostics& diagnostics) {
  auto lexicon = open_lexicon(data, diagnostics);
  const Words words = source_words(data, diagnostics);
  if (diagnostics.has_errors()) return fail("LG0406", "the language data of names cannot be used", "mend the rows above, or take the folder `watch` from the release", folder_in(data));
  std::vector<trade::ListedParty> parties;
  std::vector<WatchedList> lists;
  std::vector<std::string> list_of;
  for (wire::ListFile& file : files) {
    lists.push_back({file.path, file.digest, file.published, file.parties.size()});
    for (trade::ListedParty& party : file.parties) {
      const auto word = words.find(party.source);
      list_of.push_back(word == words.end() ? party.source : word->second);
      parties.push_back(std::move(party));
    }
  }
  return std::unique_ptr<const Watch>(new Watch(std::move(lexicon), std::move(parties), levels, std::move(lists), std::move(list_of)));
}

Watch::Watch(std::shared_ptr<const screen::Lexicon> lexicon, std::vector<trade::ListedParty> parties, screen::Levels levels, std::vector<WatchedList> lists, std::vector<std::string> list_of)
    : lists_(std::move(lists)), list_of_(std::move(list_of)), screener_(std::move(lexicon), std::move(parties), levels) {}

std::string excerpt_in(const std::string& data) { return folder_in(data) + "/lists/us-excerpt.csv"; }

}  // namespace lockgate::desk
