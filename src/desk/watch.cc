#include "desk/watch.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "base/digest.h"
#include "base/sheet.h"
#include "base/text.h"

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

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 'a' - 'A') : c;
  // The sign for a section, in its two bytes.
  for (std::size_t at = out.find("§"); at != std::string::npos; at = out.find("§")) out.erase(at, std::string_view("§").size());
  return out;
}

std::string excerpt_digest(const std::string& data) {
  std::ifstream file(excerpt_in(data), std::ios::binary);
  return file ? sha256(std::string(std::istreambuf_iterator<char>(file), {})) : "";
}

std::string text_at(const screen::Name& name, Place place) { return std::string(name.input.substr(place.begin, place.end - place.begin)); }

// The words for lists, each once for each publisher's word.
class ListWords {
 public:
  explicit ListWords(const Words& words) : words_(words) {}

  std::uint32_t number_of(const std::string& source) {
    const auto [found, is_new] = numbers_.try_emplace(source, static_cast<std::uint32_t>(all_.size()));
    if (!is_new) return found->second;
    const auto word = words_.find(source);
    all_.push_back(word == words_.end() ? source : word->second);
    return found->second;
  }
  const trade::Words& all() const { return all_; }

 private:
  const Words& words_;
  std::map<std::string, std::uint32_t> numbers_;
  trade::Words all_;
};

// One list is taken as it is, so that its parties are never in memory twice.
void append(std::vector<trade::ListedParty>& all, std::vector<trade::ListedParty> more) {
  if (all.empty()) return void(all = std::move(more));
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

trade::EvidenceLine line_of(const screen::Evidence& line, const screen::Name& query, const screen::Name& listed) {
  trade::EvidenceLine out;
  out.points = line.points;
  if (line.is_cap || line.is_contradiction) {
    out.relation = line.is_cap ? "no_brand_in_common" : "contradiction";
    return out;
  }
  out.query = text_at(query, line.query);
  out.query_at = {line.query.begin, line.query.end};
  out.listed = text_at(listed, line.listed);
  out.kind = screen::to_string(line.kind);
  out.relation = line.is_matched ? screen::to_string(line.relation) : "unmatched";
  out.likeness = line.is_matched ? line.likeness : 0;
  out.weight = line.weight;
  return out;
}

const char* to_string(trade::NameRole role) {
  constexpr const char* kNames[] = {"primary", "alias", "former", "weak"};
  return kNames[static_cast<std::size_t>(role)];
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
  std::vector<std::uint32_t> list_of;
  ListWords list_words(words);
  const std::string excerpt = excerpt_digest(data);
  std::set<std::string> held;
  for (wire::ListFile& file : files) {
    const bool is_excerpt = file.digest == excerpt;
    lists.push_back({file.path, file.digest, file.published, file.parties.size(), is_excerpt});
    for (const trade::ListedParty& party : file.parties) {
      list_of.push_back(list_words.number_of(party.source));
      if (!is_excerpt) held.insert(list_words.all()[list_of.back()]);
    }
    append(parties, std::move(file.parties));
  }
  std::unique_ptr<Watch> watch(new Watch(std::move(lexicon), std::move(parties), levels, std::move(lists)));
  watch->list_words_ = list_words.all(), watch->list_of_ = std::move(list_of);
  std::set<std::string> known;
  for (const auto& [source, word] : words) known.insert(word);
  watch->known_words_.assign(known.begin(), known.end());
  watch->held_words_.assign(held.begin(), held.end());
  const Sheet footnotes(folder_in(data) + "/footnotes.tsv", {"list", "says", "word", "source", "reason"}, diagnostics);
  for (const SheetRow& row : footnotes.rows()) {
    watch->footnotes_.push_back({std::string(row.cells[0]), std::string(row.cells[1]), std::string(row.cells[2])});
    // An entry of the list is read with its footnotes, so whoever holds the list holds these words.
    if (held.contains(watch->footnotes_.back().list)) watch->held_words_.push_back(watch->footnotes_.back().word);
    watch->known_words_.push_back(watch->footnotes_.back().word);
  }
  if (diagnostics.has_errors()) return fail("LG0406", "the language data of names cannot be used", "mend the rows above, or take the folder `watch` from the release", folder_in(data));
  return std::unique_ptr<const Watch>(std::move(watch));
}

trade::Words Watch::words_of(const std::string& list, const std::string& of_entry) const {
  trade::Words out = {list};
  const std::string requirement = without_blanks(of_entry);
  for (const Footnote& footnote : footnotes_) {
    const bool applies = footnote.list == out.front() && requirement.find(footnote.says) != std::string::npos;
    if (applies && std::find(out.begin(), out.end(), footnote.word) == out.end()) out.push_back(footnote.word);
  }
  return out;
}

trade::ListHit Watch::describe(const screen::Hit& hit, const screen::Name& query) const {
  const trade::ListedParty party = screener_.parties()[hit.party];
  const trade::ListedName name = screener_.listed_name(hit);
  trade::ListHit out;
  out.list = list_of(hit);
  out.entry = party.id;
  out.name = name.text;
  out.role = to_string(name.role);
  out.source = party.source;
  out.countries = party.countries;
  out.score = hit.score;
  out.is_alert = hit.is_alert;
  out.is_exact = hit.is_exact;
  out.words = words_of(out.list, party.requirement);
  for (const screen::Evidence& line : hit.evidence) out.evidence.push_back(line_of(line, query, screener_.names()[hit.name]));
  return out;
}

Watch::Watch(std::shared_ptr<const screen::Lexicon> lexicon, std::vector<trade::ListedParty> parties, screen::Levels levels, std::vector<WatchedList> lists)
    : lists_(std::move(lists)), screener_(std::move(lexicon), std::move(parties), levels) {}

std::string excerpt_in(const std::string& data) { return folder_in(data) + "/lists/us-excerpt.csv"; }

}  // namespace lockgate::desk
