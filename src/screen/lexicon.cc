#include "screen/lexicon.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/sheet.h"
#include "base/text.h"
#include "screen/distance.h"
#include "screen/normal_form.h"

namespace lockgate::screen {
namespace {

// Shorter words have too many neighbors that mean something else.
constexpr std::size_t kShortestMisspelt = 7;

std::size_t characters_in(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) next_code_point(text, at);
  return count;
}

template <class Use>
void for_each_without_letter(std::string_view word, Use use) {
  std::string shorter;
  for (std::size_t at = 0; at < word.size(); ++at) {
    shorter = word;
    shorter.erase(at, 1);
    use(shorter);
  }
}

}  // namespace

const char* to_string(Kind kind) {
  constexpr const char* kNames[kKinds] = {"core", "place", "trade", "form", "particle", "number", "initial"};
  return kNames[static_cast<std::size_t>(kind)];
}

Lexicon Lexicon::load(const std::string& folder, Diagnostics& diagnostics) {
  Lexicon out;
  out.characters_ = Characters::load(folder, diagnostics);
  out.read(folder + "/brands.tsv", Kind::Core, diagnostics);
  out.read(folder + "/forms.tsv", Kind::Form, diagnostics);
  out.read(folder + "/places.tsv", Kind::Place, diagnostics);
  out.read(folder + "/trade.tsv", Kind::Trade, diagnostics);
  out.read(folder + "/particles.tsv", Kind::Particle, diagnostics);
  const Sheet ends(folder + "/han/place_ends.tsv", {"character", "reason"}, diagnostics);
  for (const SheetRow& row : ends.rows()) out.place_ends_.emplace_back(row.cells[0]);
  const Sheet weights(folder + "/frequency.tsv", {"word", "weight"}, diagnostics);
  for (const SheetRow& row : weights.rows()) {
    int weight = 0;
    std::from_chars(row.cells[1].data(), row.cells[1].data() + row.cells[1].size(), weight);
    if (weight < 1 || weight > 100) diagnostics.error("LG0404", "a weight is a whole number from 1 to 100", weights.source(), row.place);
    out.weights_.emplace(row.cells[0], weight);
  }
  return out;
}

void Lexicon::read(const std::string& path, Kind kind, Diagnostics& diagnostics) {
  const Sheet sheet(path, {"word", "spellings", "source", "reason"}, diagnostics);
  for (const SheetRow& row : sheet.rows()) {
    if (row.cells[2].empty() || row.cells[3].empty()) diagnostics.error("LG0405", "every row of language data names a source and a reason", sheet.source(), row.place);
    for (const std::string_view spelling : split(row.cells[1], '|')) {
      const bool is_only_at_end = spelling.ends_with('$');
      add(spelling.substr(0, spelling.size() - (is_only_at_end ? 1 : 0)), {kind, std::string(row.cells[0]), is_only_at_end});
    }
  }
}

// Spellings take the same way as names, so a row may be written as people write.
void Lexicon::add(std::string_view spelling, Sense sense) {
  const NormalForm form = normalize(spelling, characters_);
  if (form.words.empty()) return;
  const std::string phrase = form.text();
  const bool is_han = form.words.front().script == Script::Han;
  if (is_han) {
    longest_han_ = std::max(longest_han_, characters_in(phrase));
  } else {
    std::size_t& reach = reach_[form.words.front().text];
    reach = std::max(reach, form.words.size());
    const bool is_repaired = sense.kind == Kind::Trade || sense.kind == Kind::Form;
    if (is_repaired && form.words.size() == 1 && phrase.size() >= kShortestMisspelt) add_misspellings(phrase);
  }
  std::vector<Sense>& senses = senses_[phrase];
  const auto is_same = [&](const Sense& other) { return other.word == sense.word; };
  if (std::none_of(senses.begin(), senses.end(), is_same)) senses.push_back(std::move(sense));
}

void Lexicon::add_misspellings(const std::string& word) {
  without_letter_[word].push_back(word);
  for_each_without_letter(word, [&](const std::string& shorter) { without_letter_[shorter].push_back(word); });
}

const std::vector<Sense>* Lexicon::find(std::string_view phrase) const {
  const auto found = senses_.find(phrase);
  return found == senses_.end() ? nullptr : &found->second;
}

std::size_t Lexicon::reach(std::string_view word) const {
  const auto found = reach_.find(word);
  return found == reach_.end() ? 0 : found->second;
}

bool Lexicon::ends_place(std::string_view character) const { return std::find(place_ends_.begin(), place_ends_.end(), character) != place_ends_.end(); }

const std::vector<Sense>* Lexicon::misspelt(std::string_view word) const {
  if (word.size() < kShortestMisspelt || weights_.find(word) != weights_.end()) return nullptr;
  const std::vector<Sense>* best = nullptr;
  const auto look = [&](std::string_view key) {
    const auto found = without_letter_.find(key);
    if (found == without_letter_.end() || best != nullptr) return;
    for (const std::string& known : found->second)
      if (best == nullptr && distance(word, known, 1) <= 1) best = find(known);
  };
  look(word);
  for_each_without_letter(word, look);
  return best;
}

int Lexicon::weight(std::string_view word) const {
  const auto found = weights_.find(word);
  return found == weights_.end() ? 100 : found->second;
}

}  // namespace lockgate::screen
