#include "screen/index.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "base/check.h"
#include "screen/comparison.h"
#include "screen/likeness.h"
#include "screen/normal_form.h"
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
  std::uint32_t epoch = 0;
  std::vector<std::uint32_t> name_epoch;
  std::vector<Reach> reached;
  std::vector<std::uint32_t> met;

  void begin(std::size_t names) {
    ++epoch;
    if (epoch == 0) std::fill(name_epoch.begin(), name_epoch.end(), epoch++);
    if (name_epoch.size() < names) name_epoch.resize(names, 0);
    reached.clear();
    met.clear();
  }
};

Index::Index(const std::vector<Name>& names, int floor) : floor_(floor), short_names_(names) {
  LG_CHECK(floor > kInitial && floor <= 1000);
  for (const Name& name : names) add(name);
  listed_.push_back({static_cast<std::uint32_t>(entries_.size()), 0, 0, 0});
  neighbors_.finish();
  Listing all;
  Listing rare;
  for (std::size_t n = 0; n < names.size(); ++n) list(static_cast<std::uint32_t>(n), names[n], all, rare);
  begin_.resize(frequency_.size() + 1);
  for (const Entry& entry : entries_) begin_[entry.text].weight = std::max<int>(begin_[entry.text].weight, entry.weight);
  all_ = post(std::move(all), &Begin::all);
  rare_ = post(std::move(rare), &Begin::rare);
}

void Index::add(const Name& name) {
  const std::size_t before = entries_.size();
  for (std::size_t first = 0; first < name.tokens.size(); ++first) {
    add_texts(name.tokens[first], static_cast<std::uint8_t>(first));
    add_spans(name, static_cast<std::uint8_t>(first));
  }
  for (std::size_t e = before; e < entries_.size(); ++e) ++frequency_[entries_[e].text];
  listed_.push_back({static_cast<std::uint32_t>(before), name.weight() * kListedShare, static_cast<std::uint8_t>(name.initials), static_cast<std::uint8_t>(name.contents)});
}

void Index::add_text(const std::string& text, const Token& token, std::uint8_t first) {
  const std::uint8_t count = is_content(token) ? 1 : 0;
  entries_.push_back({number_of(text), static_cast<std::uint16_t>(listed_weight(token)), first, count});
}

void Index::add_texts(const Token& token, std::uint8_t first) {
  for (const Text& text : token.texts) {
    add_text(text.text, token, first);
    if (const std::string key = looks_key(text); !key.empty()) add_text(key, token, first);
    const std::uint32_t number = number_of(text.text);
    if (word_of_[number] == Neighbors::kNone && text.is_spelled) word_of_[number] = neighbors_.add(text.text, number);
  }
  for (const std::string& sound : token.sounds) add_text(sound_key(sound, token.is_han), token, first);
  has_sounds_[token.is_han ? 1 : 0] |= !token.sounds.empty();
  if (!token.consonants.empty()) add_text(consonant_key(token.consonants, token.is_bare), token, first);
}

std::uint32_t Index::number_of(const std::string& text) {
  const std::uint32_t number = numbers_.add(text);
  if (number == frequency_.size()) {
    frequency_.push_back(0);
    word_of_.push_back(Neighbors::kNone);
  }
  return number;
}

// Tokens written together are never looked for by their spelling, so they need no neighbors.
void Index::add_spans(const Name& name, std::uint8_t first) {
  int weight = listed_weight(name.tokens[first]);
  for (std::size_t count = 2; count <= kMostJoined && first + count <= name.tokens.size(); ++count) {
    weight += listed_weight(name.tokens[first + count - 1]);
    const std::string text = joined(name, first, count);
    if (!text.empty()) entries_.push_back({number_of(text), static_cast<std::uint16_t>(weight), first, static_cast<std::uint8_t>(count)});
  }
}

void Index::list(std::uint32_t number, const Name& name, Listing& all, Listing& rare) const {
  const std::vector<bool> is_rare = rarest(name);
  for (std::uint32_t e = listed_[number].entries; e < listed_[number + 1].entries; ++e) {
    const Entry& entry = entries_[e];
    const auto first = is_rare.begin() + entry.first;
    const auto last = first + std::max<int>(1, entry.count);
    all.emplace_back(entry.text, number);
    if (std::find(first, last, true) != last) rare.emplace_back(entry.text, number);
  }
}

std::vector<bool> Index::rarest(const Name& name) const {
  std::vector<std::uint64_t> frequency(name.tokens.size(), 0);
  for (std::size_t t = 0; t < name.tokens.size(); ++t)
    for (const Text& text : name.tokens[t].texts) frequency[t] += frequency_[numbers_.find(text.text)];
  std::vector<std::size_t> order = numbered(name.tokens.size());
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return frequency[a] < frequency[b]; });
  std::vector<bool> out = cover(order, floor_, name.weight() * kListedShare, [&](std::size_t i) { return without_initial(name.tokens[i], listed_weight(name.tokens[i]), kListedShare); });
  // A name that gives initials for words is found by one of its other words, whatever they weigh.
  const auto word = std::find_if(order.begin(), order.end(), [&](std::size_t i) { return is_content(name.tokens[i]) && name.tokens[i].kind != Kind::Initial; });
  if (name.initials > 0 && word != order.end()) out[*word] = true;
  return out;
}

// The names, text by text; notes where those of each begin.
std::vector<std::uint32_t> Index::post(Listing listing, std::uint32_t Begin::*begin) {
  std::sort(listing.begin(), listing.end());
  listing.erase(std::unique(listing.begin(), listing.end()), listing.end());
  std::vector<std::uint32_t> out;
  for (const auto& [text, name] : listing) {
    ++(begin_[text + 1].*begin);
    out.push_back(name);
  }
  for (std::size_t t = 1; t < begin_.size(); ++t) begin_[t].*begin += begin_[t - 1].*begin;
  return out;
}

void Index::reach_text(const std::string& text, int likeness, const Token& token, std::uint8_t at, std::vector<Reach>& out) const {
  if (const std::uint32_t number = numbers_.find(text); number != TextNumbers::kNone) out.push_back({number, likeness, query_weight(token), at, 1});
}

void Index::reach_neighbors(const Text& text, std::uint32_t number, const Token& token, std::uint8_t at, std::vector<Reach>& out) const {
  const auto add = [&](std::span<const Neighbor> neighbors) {
    for (const Neighbor& neighbor : neighbors)
      out.push_back({neighbor.number, after_edits(neighbor.edits, std::max(text.text.size(), neighbor.letters)), query_weight(token), at, 1});
  };
  const bool is_listed = number != TextNumbers::kNone && word_of_[number] != Neighbors::kNone;
  if (is_listed) add(neighbors_.of_added(word_of_[number]));
  else add(neighbors_.of(text.text));
}

void Index::reach_of_token(const Token& token, std::uint8_t at, std::vector<Reach>& out) const {
  for (const Text& text : token.texts) {
    const std::uint32_t number = numbers_.find(text.text);
    if (number != TextNumbers::kNone) out.push_back({number, 1000, query_weight(token), at, 1});
    if (token.kind != Kind::Core || !text.is_spelled) continue;
    if (const std::string key = looks_key(text); !key.empty()) reach_text(key, kScanned, token, at, out);
    reach_neighbors(text, number, token, at, out);
  }
  if (has_sounds_[token.is_han ? 0 : 1])
    for (const std::string& sound : token.sounds) reach_text(sound_key(sound, !token.is_han), kSound, token, at, out);
  if (!token.consonants.empty()) reach_text(consonant_key(token.consonants, !token.is_bare), kConsonants, token, at, out);
}

void Index::reach_spans(const Name& query, std::size_t first, std::vector<Reach>& out) const {
  int weight = query_weight(query.tokens[first]);
  for (std::size_t count = 2; count <= kMostJoined && first + count <= query.tokens.size(); ++count) {
    weight += query_weight(query.tokens[first + count - 1]);
    const std::string text = joined(query, first, count);
    const std::uint32_t number = text.empty() ? TextNumbers::kNone : numbers_.find(text);
    if (number != TextNumbers::kNone) out.push_back({number, kJoined, weight, static_cast<std::uint8_t>(first), static_cast<std::uint8_t>(count)});
  }
}

void Index::reach(const Name& query, std::vector<Reach>& out) const {
  for (std::size_t first = 0; first < query.tokens.size(); ++first) {
    reach_of_token(query.tokens[first], static_cast<std::uint8_t>(first), out);
    reach_spans(query, first, out);
  }
  for (const Reach& reach : out) __builtin_prefetch(&begin_[reach.text]);
  std::sort(out.begin(), out.end(), [](const Reach& a, const Reach& b) { return a.text < b.text; });
}

// How many names each token of the query reaches.
std::vector<std::uint64_t> Index::costs(const Name& query, const std::vector<Reach>& reached) const {
  std::vector<std::uint64_t> out(query.tokens.size());
  for (const Reach& reach : reached) {
    const std::size_t names = all_of(reach.text).size();
    for (std::size_t t = reach.first; t < reach.first + std::size_t{reach.count}; ++t) out[t] += names;
  }
  return out;
}

// The weight that a listed name may have at most. Each token of the query, alone and with its neighbors, gains no more than with the
// heaviest of what it reaches; a listed name beside which all of that is too little need not be looked at.
int Index::most_total(const Name& query, const std::vector<Reach>& reached) const {
  std::vector<int> alone(query.tokens.size());
  int most = 0;
  for (const Reach& reach : reached) {
    const int gain = reach.likeness * (reach.weight + begin_[reach.text].weight);
    if (reach.count > 1) most += gain;
    else alone[reach.first] = std::max(alone[reach.first], gain);
  }
  most = std::accumulate(alone.begin(), alone.end(), most);
  return most / floor_ - query.weight() * kQueryShare;
}

// The tokens that reach the fewest names for their weight.
std::vector<bool> Index::cheapest(const Name& query, const std::vector<std::uint64_t>& costs) const {
  const auto weight = [&](std::size_t t) { return without_initial(query.tokens[t], query_weight(query.tokens[t]), kQueryShare); };
  std::vector<std::size_t> order = numbered(query.tokens.size());
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return costs[a] * static_cast<std::uint64_t>(weight(b)) < costs[b] * static_cast<std::uint64_t>(weight(a));
  });
  return cover(order, floor_, query.weight() * kQueryShare, weight);
}

// One walk through the names that the texts of a query have.
class Index::Search {
 public:
  Search(const Index& index, const Name& query) : index_(index), query_(query), notes_(notes_of_thread()), reached_(notes_.reached) {
    notes_.begin(index.listed_.size());
    index.reach(query, notes_.reached);
    for (const Reach& reach : reached_) is_reached_[reach.text % kBits / 64] |= std::uint64_t{1} << reach.text % 64;
    costs_ = index.costs(query, reached_);
    most_total_ = index.most_total(query, reached_);
  }

  // Names with one of the cheapest tokens, and names that share one of their own rarest with any token; then those that are shortened.
  std::vector<std::uint32_t> run() {
    const std::vector<bool> is_cheap = index_.cheapest(query_, costs_);
    for (const Reach& reach : reached_) {
      const auto first = is_cheap.begin() + reach.first;
      const bool is_all = std::find(first, first + reach.count, true) != first + reach.count;
      meet(is_all ? index_.all_of(reach.text) : index_.rare_of(reach.text));
    }
    meet_by_initials();
    sift();
    add_by_acronyms();
    index_.short_names_.find_cut(query_, found_);
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return std::move(found_);
  }

 private:
  static constexpr std::size_t kBits = 4096;
  // Far enough ahead for memory to answer.
  static constexpr std::size_t kAhead = 10;
  // What an initial gains at most.
  static constexpr int kMostOfInitial = kInitial * 2 * kInitialWeight * std::max(kQueryShare, kListedShare);

  static Notes& notes_of_thread() {
    thread_local Notes notes;
    return notes;
  }

  void meet(std::span<const std::uint32_t> names) {
    for (const std::uint32_t name : names) {
      if (notes_.name_epoch[name] == notes_.epoch) continue;
      notes_.name_epoch[name] = notes_.epoch;
      __builtin_prefetch(&index_.listed_[name]);
      notes_.met.push_back(name);
    }
  }

  // When the query has initials, all its other words are met as they are: the one that reaches the fewest names is enough.
  void meet_by_initials() {
    if (query_.initials == 0) return;
    std::size_t best = query_.tokens.size();
    for (std::size_t t = 0; t < query_.tokens.size(); ++t) {
      if (!is_content(query_.tokens[t]) || query_.tokens[t].kind == Kind::Initial) continue;
      if (best == query_.tokens.size() || costs_[t] < costs_[best]) best = t;
    }
    for (const Reach& reach : reached_)
      if (reach.first == best && reach.count == 1) meet(index_.all_of(reach.text));
  }

  void sift() {
    std::vector<std::uint32_t>& met = notes_.met;
    std::erase_if(met, [this](std::uint32_t name) { return is_too_heavy(index_.listed_[name]); });
    for (std::size_t i = 0; i < met.size(); ++i) {
      if (i + kAhead < met.size()) prefetch_entries(met[i + kAhead]);
      if (may_reach_floor(met[i]) || may_be_initials(met[i])) found_.push_back(met[i]);
    }
  }

  // Whatever its entries are, it neither reaches the floor nor is shortened by initials.
  bool is_too_heavy(const Listed& listed) const {
    const int initials = static_cast<int>(query_.initials + listed.initials);
    return listed.total > most_total_ + kMostOfInitial * initials / index_.floor_ + 1 && !may_have_initials(listed);
  }

  bool may_have_initials(const Listed& listed) const { return query_.initials != listed.initials && query_.contents == listed.contents; }

  void prefetch_entries(std::uint32_t name) const {
    const Entry* entries = &index_.entries_[index_.listed_[name].entries];
    __builtin_prefetch(entries);
    __builtin_prefetch(entries + 8);
  }

  std::span<const Entry> entries_of(std::uint32_t name) const {
    const std::uint32_t from = index_.listed_[name].entries;
    return std::span(index_.entries_).subspan(from, index_.listed_[name + 1].entries - from);
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
      const std::uint32_t text = index_.numbers_.find(acronym.text);
      if (text == TextNumbers::kNone) continue;
      const std::size_t rest = query_.contents - acronym.contents;
      for (const std::uint32_t name : index_.all_of(text))
        if (index_.listed_[name].contents == rest + 1) add_if_rest(name, rest);
    }
  }

  void add_if_rest(std::uint32_t name, std::size_t rest) {
    if (rest == 0 || contents_reached(name) >= rest) found_.push_back(name);
  }

  // Content tokens of a listed name that some token of the query reaches.
  std::size_t contents_reached(std::uint32_t name) const {
    std::size_t out = 0;
    std::size_t seen = kMostWords;
    for (const Entry& entry : entries_of(name)) {
      if (entry.count != 1 || entry.first == seen || reaches_of(entry.text) == reached_.end()) continue;
      seen = entry.first;
      ++out;
    }
    return out;
  }

  // No assignment gains more than if every listed token had the best that reaches it, whatever else that is used for.
  bool may_reach_floor(std::uint32_t name) const {
    const int initials = static_cast<int>(query_.initials + index_.listed_[name].initials);
    int most = kMostOfInitial * initials;
    int best = 0;
    std::uint8_t token = 0;
    for (const Entry& entry : entries_of(name)) {
      if (entry.first != token) most += std::exchange(best, 0);
      token = entry.first;
      best = std::max(best, gain_of(entry));
    }
    return most + best >= index_.floor_ * (query_.weight() * kQueryShare + index_.listed_[name].total);
  }

  // Most entries are not reached, which a few bits that stay near the processor say.
  std::vector<Reach>::const_iterator reaches_of(std::uint32_t text) const {
    if ((is_reached_[text % kBits / 64] >> text % 64 & 1) == 0) return reached_.end();
    const auto at = std::lower_bound(reached_.begin(), reached_.end(), text, [](const Reach& reach, std::uint32_t wanted) { return reach.text < wanted; });
    return at != reached_.end() && at->text == text ? at : reached_.end();
  }

  int gain_of(const Entry& entry) const {
    int best = 0;
    for (auto reach = reaches_of(entry.text); reach != reached_.end() && reach->text == entry.text; ++reach)
      best = std::max(best, reach->likeness * (reach->weight + entry.weight));
    return best;
  }

  const Index& index_;
  const Name& query_;
  Notes& notes_;
  const std::vector<Reach>& reached_;
  std::array<std::uint64_t, kBits / 64> is_reached_{};
  std::vector<std::uint64_t> costs_;
  int most_total_ = 0;
  std::vector<std::uint32_t> found_;
};

std::vector<std::uint32_t> Index::candidates(const Name& query) const { return Search(*this, query).run(); }

}  // namespace lockgate::screen
