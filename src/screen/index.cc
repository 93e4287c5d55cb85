#include "screen/index.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

#include "base/check.h"
#include "screen/comparison.h"
#include "screen/cover.h"
#include "screen/likeness.h"

namespace lockgate::screen {
namespace {

// Bare words and full ones are kept apart, because only one of each makes a pair. No text of a name begins with such a byte.
std::string consonant_key(const std::string& consonants, bool is_bare) { return (is_bare ? "\x01" : "\x02") + consonants; }

// So are characters and letters.
std::string sound_key(const std::string& sound, bool is_han) { return (is_han ? "\x03" : "\x04") + sound; }

// What may be read wrong, of words that are short; empty: it is longer.
std::string looks_key(const Text& text) { return text.looks == 0 ? "" : "\x05" + std::string(reinterpret_cast<const char*>(&text.looks), sizeof text.looks); }

}  // namespace

Index::Index(const Vocabulary& vocabulary, const Names& names, int floor) : vocabulary_(vocabulary), floor_(floor), short_names_(names), near_(vocabulary.size()) {
  LG_CHECK(floor > kInitial && floor <= 1000);
  Postings::Listing words_of_text;
  for (std::uint32_t word = 0; word < vocabulary.size(); ++word) add_texts(vocabulary.token(word), words_of_text);
  words_of_text_ = Postings(texts_.size(), words_of_text);
  neighbors_.finish();
  for (std::size_t n = 0; n < names.size(); ++n) add_spans(static_cast<std::uint32_t>(n), names[n]);
  spans_.finish();
  list(names);
}

Index::~Index() {
  for (const auto& near : near_) delete near.load(std::memory_order_relaxed);
}

void Index::add_texts(const Token& word, Postings::Listing& words_of_text) {
  const auto add = [&](std::string_view text) {
    const std::uint32_t before = texts_.size();
    words_of_text.emplace_back(texts_.add(text), word.number);
    return texts_.size() > before;
  };
  for (const Text& text : word.texts) {
    const bool is_new = add(text.text);
    const std::uint32_t number = words_of_text.back().first;
    if (is_new) is_spelled_.push_back(false);
    if (text.is_spelled && !is_spelled_[number]) is_spelled_[number] = true, neighbors_.add(text.text, number);
    if (const std::string key = looks_key(text); !key.empty() && add(key)) is_spelled_.push_back(false);
  }
  for (const std::string& sound : word.sounds)
    if (add(sound_key(sound, word.is_han))) is_spelled_.push_back(false);
  has_sounds_[word.is_han ? 1 : 0] |= !word.sounds.empty();
  if (!word.consonants.empty() && add(consonant_key(word.consonants, word.is_bare))) is_spelled_.push_back(false);
}

void Index::add_spans(std::uint32_t number, const Name& name) {
  for (std::size_t first = 0; first < name.tokens.size(); ++first) {
    int weight = listed_weight(name.tokens[first]);
    for (std::size_t count = 2; count <= kMostJoined && first + count <= name.tokens.size(); ++count) {
      weight += listed_weight(name.tokens[first + count - 1]);
      if (const std::string text = joined(name, first, count); !text.empty()) spans_.add(text, number, weight);
    }
  }
}

// How many names have a word with one of the same texts.
std::vector<std::uint32_t> Index::frequencies(const Names& names) const {
  std::vector<std::uint32_t> of_word(vocabulary_.size());
  for (const Name& name : names)
    for (const Token& token : name.tokens) ++of_word[token.number];
  std::vector<std::uint32_t> out(of_word.size());
  for (std::uint32_t word = 0; word < out.size(); ++word)
    for (const Text& text : vocabulary_.token(word).texts)
      for (const std::uint32_t other : words_of_text_.of(texts_.find(text.text))) out[word] += of_word[other];
  return out;
}

std::vector<bool> Index::rarest(const Name& name, const std::vector<std::uint32_t>& frequency) const {
  std::vector<std::size_t> order = numbered(name.tokens.size());
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return frequency[name.tokens[a].number] < frequency[name.tokens[b].number]; });
  std::vector<bool> out = cover(order, floor_, name.weight * kListedShare, [&](std::size_t i) { return without_initial(name.tokens[i], listed_weight(name.tokens[i]), kListedShare); });
  // A name that gives initials for words is found by one of its other words, whatever they weigh; one of initials alone by each of these.
  const auto word = std::find_if(order.begin(), order.end(), [&](std::size_t i) { return is_content(name.tokens[i]) && name.tokens[i].kind != Kind::Initial; });
  if (name.initials > 0 && word != order.end()) out[*word] = true;
  for (std::size_t i = 0; word == order.end() && i < out.size(); ++i) out[i] = out[i] || name.tokens[i].kind == Kind::Initial;
  return out;
}

void Index::add_listed(const Name& name) {
  listed_.push_back({static_cast<std::uint32_t>(words_.size()), static_cast<std::uint16_t>(name.weight * kListedShare), name.initials, name.contents});
  for (const Token& token : name.tokens) words_.push_back(token.number | (is_content(token) ? kContent : 0));
}

void Index::list(const Names& names) {
  const std::vector<std::uint32_t> frequency = frequencies(names);
  std::vector<bool> is_rare;
  listed_.reserve(names.size() + 1);
  words_.reserve(std::accumulate(names.begin(), names.end(), std::size_t{0}, [](std::size_t sum, const Name& name) { return sum + name.tokens.size(); }));
  for (const Name& name : names) {
    add_listed(name);
    const std::vector<bool> rarest_of_name = rarest(name, frequency);
    is_rare.insert(is_rare.end(), rarest_of_name.begin(), rarest_of_name.end());
  }
  listed_.push_back({static_cast<std::uint32_t>(words_.size()), 0, 0, 0});
  word_names_ = WordNames(vocabulary_, names, is_rare);
}

void Index::add_near(std::string_view text, int likeness, Near& out) const {
  const std::uint32_t number = texts_.find(text);
  if (number == TextNumbers::kNone) return;
  for (const std::uint32_t word : words_of_text_.of(number)) out.words.push_back({word, likeness});
}

Index::Near Index::near(const Token& token) const {
  constexpr std::size_t kMostly = 32;
  Near out;
  out.words.reserve(kMostly);
  for (const Text& text : token.texts) {
    add_near(text.text, 1000, out);
    if (token.kind != Kind::Core) continue;
    if (const std::uint64_t hash = SpanNames::hash_of(text.text); has_span(hash)) out.spans.push_back(hash);
    if (!text.is_spelled) continue;
    if (const std::string key = looks_key(text); !key.empty()) add_near(key, kScanned, out);
    for (const Neighbor& neighbor : neighbors_.of(text.text))
      for (const std::uint32_t word : words_of_text_.of(neighbor.number)) out.words.push_back({word, after_edits(neighbor.edits, std::max<std::size_t>(text.text.size(), neighbor.letters))});
  }
  if (has_sounds_[token.is_han ? 0 : 1])
    for (const std::string& sound : token.sounds) add_near(sound_key(sound, !token.is_han), kSound, out);
  if (!token.consonants.empty()) add_near(consonant_key(token.consonants, !token.is_bare), kConsonants, out);
  return out;
}

bool Index::has_span(std::uint64_t hash) const {
  const std::span<const SpanNames::Span> spans = spans_.near(hash);
  return std::any_of(spans.begin(), spans.end(), [hash](const SpanNames::Span& span) { return SpanNames::is_of(span, hash); });
}

const Index::Near& Index::near_listed(std::uint32_t word) const {
  std::atomic<const Near*>& kept = near_[word];
  if (const Near* known = kept.load(std::memory_order_acquire)) return *known;
  Near found = near(vocabulary_.token(word));
  // Of several ways to be like a word the best is enough.
  std::sort(found.words.begin(), found.words.end(), [](const Near::Word& a, const Near::Word& b) { return a.word != b.word ? a.word < b.word : a.likeness > b.likeness; });
  found.words.erase(std::unique(found.words.begin(), found.words.end(), [](const Near::Word& a, const Near::Word& b) { return a.word == b.word; }), found.words.end());
  found.words.shrink_to_fit();
  auto made = std::make_unique<const Near>(std::move(found));
  const Near* other = nullptr;
  if (kept.compare_exchange_strong(other, made.get(), std::memory_order_acq_rel)) return *made.release();
  return *other;  // another thread was faster
}

}  // namespace lockgate::screen
