#include "screen/index.h"

#include <algorithm>
#include <array>
#include <memory>
#include <numeric>
#include <utility>

#include "base/check.h"
#include "screen/comparison.h"
#include "screen/likeness.h"
#include "screen/shortened.h"

namespace lockgate::screen {
namespace {

constexpr int kInitialWeight = 10;

// What a token weighs at least in an assignment in which it stands for nothing but an initial.
int without_initial(const Token& token, int weight, int share) {
  const bool may_be_initial = token.kind == Kind::Core || token.kind == Kind::Initial;
  return may_be_initial ? weight - std::min(weight, kInitialWeight * share) * kInitial / 1000 : weight;
}

// Tokens in an order, as few as make up more than what a name can miss and still reach the floor.
template <class Weight>
std::vector<bool> cover(const std::vector<std::size_t>& order, int floor, int total, Weight weight) {
  std::vector<bool> out(order.size());
  int covered = 0;
  for (const std::size_t i : order) {
    if (1000 * covered > (1000 - floor) * total) break;
    out[i] = true;
    covered += weight(i);
  }
  return out;
}

// Bare words and full ones are kept apart, because only one of each makes a pair. No text of a name begins with such a byte.
std::string consonant_key(const std::string& consonants, bool is_bare) { return (is_bare ? "\x01" : "\x02") + consonants; }

// So are characters and letters.
std::string sound_key(const std::string& sound, bool is_han) { return (is_han ? "\x03" : "\x04") + sound; }

// What may be read wrong, of words that are short; empty: it is longer.
std::string looks_key(const Text& text) { return text.looks == 0 ? "" : "\x05" + std::string(reinterpret_cast<const char*>(&text.looks), sizeof text.looks); }

std::vector<std::size_t> numbered(std::size_t count) {
  std::vector<std::size_t> out(count);
  std::iota(out.begin(), out.end(), 0);
  return out;
}

}  // namespace

// What one search notes down. Kept from search to search, so that nothing is cleared: a mark counts only in its own epoch.
struct Index::Notes {
  struct Gain {
    std::uint32_t epoch = 0;
    int most = 0;
  };
  std::uint32_t epoch = 0;
  std::vector<std::uint32_t> name_epoch;
  std::vector<Gain> gains;  // by word
  std::vector<Reach> reached;
  std::vector<SpanReach> spans;
  std::vector<std::uint32_t> met;

  void begin(std::size_t names, std::size_t words) {
    if (++epoch == 0) {
      name_epoch.assign(name_epoch.size(), 0);
      gains.assign(gains.size(), {});
      epoch = 1;
    }
    if (name_epoch.size() < names) name_epoch.resize(names, 0);
    if (gains.size() < words) gains.resize(words);
    reached.clear();
    spans.clear();
    met.clear();
  }
};

Index::Index(const Vocabulary& vocabulary, const std::vector<Name>& names, int floor) : vocabulary_(vocabulary), floor_(floor), short_names_(names), near_(vocabulary.size()) {
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
  words_names_.push_back({0, 0, listed_weight(word)});
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
std::vector<std::uint32_t> Index::frequencies(const std::vector<Name>& names) const {
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
  Listed listed{static_cast<std::uint16_t>(name.weight * kListedShare), name.initials, name.contents, static_cast<std::uint32_t>(name.tokens.size()), {}};
  const bool is_few = listed.count <= Listed::kFew;
  if (!is_few) listed.words[0] = static_cast<std::uint32_t>(words_.size());
  std::size_t at = 0;
  for (const Token& token : name.tokens) {
    const std::uint32_t word = token.number | (is_content(token) ? kContent : 0);
    if (is_few) listed.words[at++] = word;
    else words_.push_back(word);
  }
  listed_.push_back(listed);
}

void Index::list(const std::vector<Name>& names) {
  const std::vector<std::uint32_t> frequency = frequencies(names);
  Postings::Listing rare;
  Postings::Listing other;
  for (std::size_t n = 0; n < names.size(); ++n) {
    add_listed(names[n]);
    const std::vector<bool> is_rare = rarest(names[n], frequency);
    for (std::size_t t = 0; t < names[n].tokens.size(); ++t) (is_rare[t] ? rare : other).emplace_back(names[n].tokens[t].number, static_cast<std::uint32_t>(n));
  }
  const Postings first(vocabulary_.size(), rare);
  const Postings second(vocabulary_.size(), other);
  words_names_.push_back({});
  for (std::uint32_t word = 0; word < vocabulary_.size(); ++word) {
    words_names_[word].begin = static_cast<std::uint32_t>(names_.size());
    names_.insert(names_.end(), first.of(word).begin(), first.of(word).end());
    words_names_[word].rare_end = static_cast<std::uint32_t>(names_.size());
    names_.insert(names_.end(), second.of(word).begin(), second.of(word).end());
  }
  words_names_.back().begin = static_cast<std::uint32_t>(names_.size());
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

// From the tokens of a query to the words of the list that they may be like.
class Index::Reaching {
 public:
  Reaching(const Index& index, const Name& query, Notes& notes) : index_(index), query_(query), notes_(notes) {
    for (std::size_t first = 0; first < query.tokens.size(); ++first) {
      reach_token(first);
      reach_joined(first);
    }
  }

 private:
  void reach(std::uint32_t word, int likeness, std::size_t first, std::size_t count, int weight) {
    const Names& names = index_.words_names_[word];
    __builtin_prefetch(&index_.names_[names.begin]);
    notes_.reached.push_back({word, likeness * (weight + names.weight), static_cast<std::uint8_t>(first), static_cast<std::uint8_t>(count)});
  }

  bool is_listed(const Token& token) const {
    return token.number < index_.vocabulary_.size() && &index_.vocabulary_.token(token.number) == &token;
  }

  void reach_token(std::size_t at) {
    const Token& token = query_.tokens[at];
    if (is_listed(token)) reach_all(at, index_.near_listed(token.number));
    else reach_all(at, index_.near(token));
  }

  void reach_all(std::size_t at, const Near& near) {
    const int weight = query_weight(query_.tokens[at]);
    for (const Near::Word& one : near.words) __builtin_prefetch(&index_.words_names_[one.word]), __builtin_prefetch(&notes_.gains[one.word]);
    for (const Near::Word& one : near.words) reach(one.word, one.likeness, at, 1, weight);
    for (const std::uint64_t hash : near.spans) {
      int heaviest = 0;
      for (const SpanNames::Span& span : index_.spans_.near(hash))
        if (SpanNames::is_of(span, hash)) heaviest = std::max(heaviest, span.weight);
      notes_.spans.push_back({hash, kJoined * (weight + heaviest), static_cast<std::uint8_t>(at)});
    }
  }

  void reach_joined(std::size_t first) {
    int weight = query_weight(query_.tokens[first]);
    for (std::size_t count = 2; count <= kMostJoined && first + count <= query_.tokens.size(); ++count) {
      weight += query_weight(query_.tokens[first + count - 1]);
      const std::string text = joined(query_, first, count);
      const std::uint32_t number = text.empty() ? TextNumbers::kNone : index_.texts_.find(text);
      if (number == TextNumbers::kNone) continue;
      for (const std::uint32_t word : index_.words_of_text_.of(number)) reach(word, kJoined, first, count, weight);
    }
  }

  const Index& index_;
  const Name& query_;
  Notes& notes_;
};

// One walk through the names that the texts of a query have.
class Index::Search {
 public:
  Search(const Index& index, const Name& query) : index_(index), query_(query), notes_(notes_of_thread()), reached_(notes_.reached) {
    notes_.begin(index.listed_.size(), index.vocabulary_.size());
    Reaching(index, query, notes_);
    note_gains();
    costs_ = costs();
    most_total_ = most_total();
  }

  // Names with one of the cheapest tokens, and names that share one of their own rarest with any token; then those that are shortened.
  std::vector<std::uint32_t> run() {
    const std::vector<bool> is_cheap = cheapest();
    for (const Reach& reach : reached_) {
      const auto first = is_cheap.begin() + reach.first;
      const bool is_all = std::find(first, first + reach.count, true) != first + reach.count;
      meet(is_all ? index_.all_of(reach.word) : index_.rare_of(reach.word));
    }
    meet_by_initials();
    sift();
    add_by_spans();
    add_by_acronyms();
    index_.short_names_.find_cut(query_, found_);
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return std::move(found_);
  }

 private:
  static constexpr std::size_t kBits = 4096;
  // What an initial gains at most.
  static constexpr int kMostOfInitial = kInitial * 2 * kInitialWeight * std::max(kQueryShare, kListedShare);

  static Notes& notes_of_thread() {
    thread_local Notes notes;
    return notes;
  }

  // Whatever else a token of the query is used for.
  void note_gains() {
    for (const Reach& reach : reached_) {
      is_reached_[reach.word % kBits / 64] |= std::uint64_t{1} << reach.word % 64;
      Notes::Gain& gain = notes_.gains[reach.word];
      gain = {notes_.epoch, gain.epoch == notes_.epoch ? std::max(gain.most, reach.gain) : reach.gain};
    }
    for (const SpanReach& reach : notes_.spans) most_of_spans_ += reach.gain;
  }

  // How many names each token of the query reaches.
  std::vector<std::uint64_t> costs() const {
    std::vector<std::uint64_t> out(query_.tokens.size());
    for (const Reach& reach : reached_) {
      const std::size_t names = index_.all_of(reach.word).size();
      for (std::size_t t = reach.first; t < reach.first + std::size_t{reach.count}; ++t) out[t] += names;
    }
    return out;
  }

  // The weight that a listed name may have at most. Each token of the query, alone and with its neighbors, gains no more than with the
  // heaviest of what it reaches; a listed name beside which all of that is too little need not be looked at.
  int most_total() const {
    std::vector<int> alone(query_.tokens.size());
    int most = 0;
    for (const Reach& reach : reached_) {
      if (reach.count > 1) most += reach.gain;
      else alone[reach.first] = std::max(alone[reach.first], reach.gain);
    }
    for (const SpanReach& reach : notes_.spans) alone[reach.first] = std::max(alone[reach.first], reach.gain);
    most = std::accumulate(alone.begin(), alone.end(), most);
    return most / index_.floor_ - query_.weight * kQueryShare;
  }

  // The tokens that reach the fewest names for their weight.
  std::vector<bool> cheapest() const {
    const auto weight = [&](std::size_t t) { return without_initial(query_.tokens[t], query_weight(query_.tokens[t]), kQueryShare); };
    std::vector<std::size_t> order = numbered(query_.tokens.size());
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const std::uint64_t of_a = costs_[a] * static_cast<std::uint64_t>(weight(b));
      const std::uint64_t of_b = costs_[b] * static_cast<std::uint64_t>(weight(a));
      return of_a != of_b ? of_a < of_b : a < b;
    });
    return cover(order, index_.floor_, query_.weight * kQueryShare, weight);
  }

  void meet(std::span<const std::uint32_t> names) {
    for (const std::uint32_t name : names) {
      if (notes_.name_epoch[name] == notes_.epoch) continue;
      notes_.name_epoch[name] = notes_.epoch;
      __builtin_prefetch(&index_.listed_[name]);
      notes_.met.push_back(name);
    }
  }

  // When the query has initials, all its other words are met as they are: the one that reaches the fewest names is enough. Of initials alone
  // one is met as it is, and nobody knows which.
  void meet_by_initials() {
    if (query_.initials == 0) return;
    std::size_t best = query_.tokens.size();
    for (std::size_t t = 0; t < query_.tokens.size(); ++t) {
      if (!is_content(query_.tokens[t]) || query_.tokens[t].kind == Kind::Initial) continue;
      if (best == query_.tokens.size() || costs_[t] < costs_[best]) best = t;
    }
    const bool is_alone = best == query_.tokens.size();
    for (const Reach& reach : reached_)
      if (reach.count == 1 && (reach.first == best || (is_alone && query_.tokens[reach.first].kind == Kind::Initial))) meet(index_.all_of(reach.word));
  }

  void sift() {
    std::vector<std::uint32_t>& met = notes_.met;
    std::erase_if(met, [this](std::uint32_t name) { return is_too_heavy(index_.listed_[name]); });
    for (const std::uint32_t name : met)
      if (may_reach_floor(name, 0) || may_be_initials(name)) found_.push_back(name);
  }

  // Whatever its words are, it neither reaches the floor nor is shortened by initials.
  bool is_too_heavy(const Listed& listed) const {
    const int initials = static_cast<int>(query_.initials + listed.initials);
    return listed.total > most_total_ + kMostOfInitial * initials / index_.floor_ + 1 && !may_have_initials(listed);
  }

  bool may_have_initials(const Listed& listed) const { return query_.initials != listed.initials && query_.contents == listed.contents; }

  // Names that write in several words what the query has in one: as if each of them had all that is reached so.
  void add_by_spans() {
    for (const SpanReach& reach : notes_.spans)
      for (const SpanNames::Span& span : index_.spans_.near(reach.hash))
        if (SpanNames::is_of(span, reach.hash) && !is_too_heavy(index_.listed_[span.name]) && may_reach_floor(span.name, most_of_spans_)) found_.push_back(span.name);
  }

  bool may_be_initials(std::uint32_t name) const {
    const Listed& listed = index_.listed_[name];
    if (!may_have_initials(listed)) return false;
    const std::size_t more = query_.initials > listed.initials ? query_.initials - listed.initials : listed.initials - query_.initials;
    return contents_reached(name) + more >= listed.contents;
  }

  void add_by_acronyms() {
    index_.short_names_.for_each_acronym(query_, [this](std::uint32_t name, std::size_t rest) { add_if_rest(name, rest); });
    for (const Acronym& acronym : acronyms_of(query_)) {
      const std::uint32_t text = index_.texts_.find(acronym.text);
      if (text == TextNumbers::kNone) continue;
      const std::size_t rest = query_.contents - acronym.contents;
      for (const std::uint32_t word : index_.words_of_text_.of(text))
        for (const std::uint32_t name : index_.all_of(word)) __builtin_prefetch(&index_.listed_[name]);
      for (const std::uint32_t word : index_.words_of_text_.of(text))
        for (const std::uint32_t name : index_.all_of(word))
          if (index_.listed_[name].contents == rest + 1) add_if_rest(name, rest);
    }
  }

  void add_if_rest(std::uint32_t name, std::size_t rest) {
    if (rest == 0 || contents_reached(name) >= rest) found_.push_back(name);
  }

  // Content tokens of a listed name that some token of the query reaches.
  std::size_t contents_reached(std::uint32_t name) const {
    std::size_t out = 0;
    for (const std::uint32_t word : index_.words_of(index_.listed_[name])) out += (word & kContent) != 0 && gain_of(word & ~kContent) > 0 ? 1 : 0;
    return out;
  }

  // No assignment gains more than if every listed token had the best that reaches it, whatever else that is used for.
  bool may_reach_floor(std::uint32_t name, int most) const {
    const Listed& listed = index_.listed_[name];
    most += kMostOfInitial * static_cast<int>(query_.initials + listed.initials);
    for (const std::uint32_t word : index_.words_of(listed)) most += gain_of(word & ~kContent);
    return most >= index_.floor_ * (query_.weight * kQueryShare + listed.total);
  }

  // Most words are not reached, which a few bits that stay near the processor say.
  int gain_of(std::uint32_t word) const {
    if ((is_reached_[word % kBits / 64] >> word % 64 & 1) == 0) return 0;
    const Notes::Gain& gain = notes_.gains[word];
    return gain.epoch == notes_.epoch ? gain.most : 0;
  }

  const Index& index_;
  const Name& query_;
  Notes& notes_;
  const std::vector<Reach>& reached_;
  std::array<std::uint64_t, kBits / 64> is_reached_{};
  std::vector<std::uint64_t> costs_;
  int most_total_ = 0;
  int most_of_spans_ = 0;
  std::vector<std::uint32_t> found_;
};

std::vector<std::uint32_t> Index::candidates(const Name& query) const { return Search(*this, query).run(); }

}  // namespace lockgate::screen
