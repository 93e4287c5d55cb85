#include "screen/lexicon.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <utility>

#include "base/sheet.h"
#include "base/text.h"
#include "screen/distance.h"
#include "screen/normal_form.h"
#include "screen/vowels.h"

namespace lockgate::screen {
namespace {

// Shorter words have too many neighbors that mean something else.
constexpr std::size_t kShortestMisspelt = 7;
// Unless the rest of a phrase is there as well.
constexpr std::size_t kShortestRepaired = 4;
constexpr std::size_t kShortestBare = 4;
constexpr std::size_t kLongestForm = 5;
// Words turned round are still the phrase, unless they are letters.
constexpr std::size_t kShortestTurned = 3;

std::size_t characters_in(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) next_code_point(text, at);
  return count;
}

constexpr std::uint64_t kBase = 0x100000001B3u;
// Of the filter in front of the words without a letter: 64 KiB, of which one bit in some twenty is set.
constexpr unsigned kFilterBits = 19;

constexpr std::array<std::uint64_t, 64> kPowers = [] {
  std::array<std::uint64_t, 64> out{1};
  for (std::size_t i = 1; i < out.size(); ++i) out[i] = out[i - 1] * kBase;
  return out;
}();

std::uint64_t power(std::size_t exponent) {
  std::uint64_t out = 1;
  for (; exponent >= kPowers.size(); --exponent) out *= kBase;
  return out * kPowers[exponent];
}

// Hashes of a word and of all that is left of it without one letter, each from the hashes of what stands before and behind.
template <class Use>
void for_each_without_letter(std::string_view word, Use use) {
  std::uint64_t whole = 0;
  for (const char c : word) whole = whole * kBase + static_cast<unsigned char>(c);
  use(whole);
  std::uint64_t before = 0;
  std::uint64_t behind = whole;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const std::uint64_t of_rest = power(word.size() - at - 1);
    behind -= of_rest * static_cast<unsigned char>(word[at]);
    use(before * of_rest + behind);
    before = before * kBase + static_cast<unsigned char>(word[at]);
  }
}

std::size_t bit_of(std::uint64_t hash) { return (hash * 0x9E3779B97F4A7C15u) >> (64 - kFilterBits); }

// Letters that scanners take for others: `rn` for `m`, digits inside a word.
std::string as_scanned(std::string_view word) {
  std::string out;
  const bool has_letters = std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  for (std::size_t at = 0; at < word.size(); ++at) {
    const bool is_m = word.substr(at, 2) == "rn";
    const char c = word[at];
    out += is_m ? 'm' : !has_letters ? c : c == '0' ? 'o' : c == '1' ? 'l' : c == '5' ? 's' : c;
    at += is_m ? 1 : 0;
  }
  return out;
}

// The same letters in another order.
bool is_turned(std::string_view word, std::string_view other) {
  std::string a(word);
  std::string b(other);
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

}  // namespace

const char* to_string(Kind kind) {
  constexpr const char* kNames[kKinds] = {"core", "place", "trade", "form", "particle", "number", "initial"};
  return kNames[static_cast<std::size_t>(kind)];
}

Lexicon Lexicon::load(const std::string& folder, Diagnostics& diagnostics) {
  Lexicon out;
  out.is_without_letter_.resize(std::size_t{1} << kFilterBits);
  out.characters_ = Characters::load(folder, diagnostics);
  out.read(folder + "/brands.tsv", Kind::Core, diagnostics);
  out.read(folder + "/forms.tsv", Kind::Form, diagnostics);
  out.read(folder + "/places.tsv", Kind::Place, diagnostics);
  out.read(folder + "/trade.tsv", Kind::Trade, diagnostics);
  out.read(folder + "/particles.tsv", Kind::Particle, diagnostics);
  out.list_bare();
  const Sheet ends(folder + "/han/place_ends.tsv", {"character", "reason"}, diagnostics);
  for (const SheetRow& row : ends.rows()) out.place_ends_.emplace_back(row.cells[0]);
  const Sheet weights(folder + "/frequency.tsv", {"word", "weight"}, diagnostics);
  for (const SheetRow& row : weights.rows()) {
    int weight = 0;
    std::from_chars(row.cells[1].data(), row.cells[1].data() + row.cells[1].size(), weight);
    if (weight < 1 || weight > 100) diagnostics.error("LG0404", "a weight is a whole number from 1 to 100", weights.source(), row.place);
    out.words_[row.cells[0]].weight = weight;
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
    std::size_t& reach = words_[form.words.front().text].reach;
    reach = std::max(reach, form.words.size());
    const bool is_common = sense.kind == Kind::Trade || sense.kind == Kind::Form || sense.kind == Kind::Place;
    for (const Word& word : form.words)
      if (is_common || form.words.size() > 1) add_word(word.text, is_common && form.words.size() == 1);
  }
  if (!is_han) add_turned(form, sense);
  std::vector<Sense>& senses = senses_[phrase];
  const auto is_same = [&](const Sense& other) { return other.word == sense.word; };
  if (std::none_of(senses.begin(), senses.end(), is_same)) senses.push_back(std::move(sense));
}

// Names are given the other way round, too, word by word: `Kong Hong`, `Company Stock Joint`.
void Lexicon::add_turned(const NormalForm& form, const Sense& sense) {
  const bool has_letters = std::any_of(form.words.begin(), form.words.end(), [](const Word& word) { return word.text.size() < kShortestTurned; });
  if (form.words.size() < 2 || has_letters) return;
  std::string phrase;
  for (auto word = form.words.rbegin(); word != form.words.rend(); ++word) phrase += (phrase.empty() ? "" : " ") + word->text;
  std::size_t& reach = words_[form.words.back().text].reach;
  reach = std::max(reach, form.words.size());
  std::vector<Sense>& senses = senses_[phrase];
  if (senses.empty()) senses.push_back(sense);
}

void Lexicon::add_word(const std::string& word, bool is_alone) {
  WordUse& use = words_[word];
  const bool is_new = !std::exchange(use.is_word, true);
  use.is_alone = use.is_alone || is_alone;
  if (!is_new || word.size() < kShortestRepaired) return;
  for_each_without_letter(word, [&](std::uint64_t hash) {
    std::vector<std::string>& words = without_letter_[hash];
    is_without_letter_[bit_of(hash)] = true;
    if (words.empty() || words.back() != word) words.push_back(word);
  });
}

const std::vector<Sense>* Lexicon::find(std::string_view phrase) const { return senses_.find(phrase); }

std::size_t Lexicon::reach(std::string_view word) const {
  const WordUse* use = words_.find(word);
  return use == nullptr ? 0 : use->reach;
}

bool Lexicon::ends_place(std::string_view character) const { return std::find(place_ends_.begin(), place_ends_.end(), character) != place_ends_.end(); }

std::vector<std::string> Lexicon::repairs(std::string_view word) const {
  std::vector<std::string> out;
  if (const std::string scanned = as_scanned(word); scanned != word && is_spelling(scanned)) out.push_back(scanned);
  if (word.size() < kShortestRepaired && !is_bare(word)) return out;
  const auto look = [&](std::uint64_t hash) {
    if (!is_without_letter_[bit_of(hash)]) return;
    const auto found = without_letter_.find(hash);
    if (found == without_letter_.end()) return;
    for (const std::string& known : found->second)
      if (distance(word, known, 1) <= 1 && std::find(out.begin(), out.end(), known) == out.end()) out.push_back(known);
  };
  for_each_without_letter(word, look);
  const auto* bare = is_bare(word) ? bare_words_.find(consonants(word)) : nullptr;
  if (bare != nullptr) out.insert(out.end(), bare->begin(), bare->end());
  return out;
}

Meaning Lexicon::meaning_of(std::string_view word) const {
  Meaning out;
  const WordUse* use = words_.find(word);
  out.is_word = use != nullptr && (use->is_word || use->weight > 0);
  out.reach = use == nullptr ? 0 : use->reach;
  out.senses = out.reach == 0 ? nullptr : find(word);
  if (!out.is_word) out.repairs = repairs(word);
  return out;
}

const std::vector<Sense>* Lexicon::misspelt(std::string_view word, const Meaning& meaning) const {
  if (meaning.is_word) return nullptr;
  for (const std::string& known : meaning.repairs) {
    const bool is_long = word.size() >= kShortestMisspelt || as_scanned(word) == known;
    if (is_long && distance(word, known, 2) <= 2 && words_.find(known)->is_alone && find(known)->front().kind != Kind::Place) return find(known);
  }
  return bare(word);
}

const std::vector<Sense>* Lexicon::misspelt_place(std::string_view word, const Meaning& meaning) const {
  if (word.size() < kShortestMisspelt || meaning.is_word) return nullptr;
  for (const std::string& known : meaning.repairs)
    if (distance(word, known, 1) <= 1 && words_.find(known)->is_alone && find(known)->front().kind == Kind::Place) return find(known);
  return nullptr;
}

// Filled before the first question. Of several words the shortest comes first: people leave vowels out of English words, not of
// their longer cousins.
void Lexicon::list_bare() {
  std::vector<std::string> words;
  for (std::uint32_t number = 0; number < words_.size(); ++number)
    if (is_spelling(words_.text(number))) words.emplace_back(words_.text(number));
  std::sort(words.begin(), words.end(), [](const std::string& a, const std::string& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
  for (const std::string& word : words) {
    const std::string left = consonants(word);
    const std::vector<Sense>* senses = words_.find(word)->is_alone ? find(word) : nullptr;
    if (senses != nullptr && senses->front().kind == Kind::Form && left == word && word.size() >= 3) forms_.push_back(word);
    if (word.size() < kShortestBare || left.size() < 3) continue;
    bare_words_[left].push_back(word);
    if (senses != nullptr) std::copy(senses->begin(), senses->end(), std::back_inserter(bare_[left]));
  }
}

const std::vector<Sense>* Lexicon::bare(std::string_view word) const {
  if (!is_bare(word)) return nullptr;
  return bare_.find(consonants(word));
}

const std::vector<Sense>* Lexicon::misspelt_form(std::string_view word) const {
  if (word.size() < 3 || word.size() > kLongestForm || is_word(word) || consonants(word) != word) return nullptr;
  for (const std::string& form : forms_)
    if (word.front() == form.front() ? distance(word, form, 1) == 1 : is_turned(word, form)) return find(form);
  return nullptr;
}

int Lexicon::weight(std::string_view word) const {
  const WordUse* use = words_.find(word);
  return use == nullptr || use->weight == 0 ? 100 : use->weight;
}

}  // namespace lockgate::screen
