#include "screen/index.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/check.h"
#include "screen/comparison.h"
#include "screen/likeness.h"
#include "screen/looks.h"
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
std::string looks_key(const Token& token, const Text& text) {
  const bool may = token.kind == Kind::Core && text.via == Via::Own && text.text.size() <= kLongestLooks && is_spelled(token, text);
  return may ? "\x05" + looks(text.text) : "";
}

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
  std::vector<std::uint32_t> text_epoch;
  std::vector<std::uint32_t> text_first;  // where the reaches of a text begin

  void begin(std::size_t names, std::size_t texts) {
    ++epoch;
    if (epoch == 0) *this = {1, {}, {}, {}};
    if (name_epoch.size() < names) name_epoch.resize(names, 0);
    if (text_epoch.size() < texts) text_epoch.resize(texts, 0);
    if (text_first.size() < texts) text_first.resize(texts, 0);
  }
};

Index::Index(const std::vector<Name>& names, int floor) : floor_(floor), short_names_(names) {
  LG_CHECK(floor > kInitial && floor <= 1000);
  for (const Name& name : names) add(name);
  neighbors_.finish();
  Listing all;
  Listing rare;
  for (std::size_t n = 0; n < names.size(); ++n) list(static_cast<std::uint32_t>(n), names[n], all, rare);
  all_ = posted(std::move(all));
  rare_ = posted(std::move(rare));
}

void Index::add(const Name& name) {
  for (std::size_t first = 0; first < name.tokens.size(); ++first) {
    add_texts(name.tokens[first], static_cast<std::uint8_t>(first));
    add_spans(name, static_cast<std::uint8_t>(first));
  }
  for (std::size_t e = entry_begin_.back(); e < entries_.size(); ++e) ++frequency_[entries_[e].text];
  entry_begin_.push_back(static_cast<std::uint32_t>(entries_.size()));
  totals_.push_back(name.weight() * kListedShare);
  counts_.push_back({static_cast<std::uint8_t>(name.initials), static_cast<std::uint8_t>(name.contents)});
}

void Index::add_text(const std::string& text, const Token& token, std::uint8_t first) {
  entries_.push_back({number_of(text), first, 1, is_content(token), listed_weight(token)});
}

void Index::add_texts(const Token& token, std::uint8_t first) {
  for (const Text& text : token.texts) {
    add_text(text.text, token, first);
    if (const std::string key = looks_key(token, text); !key.empty()) add_text(key, token, first);
    const std::uint32_t number = number_of(text.text);
    if (is_spelled_[number] || !is_spelled(token, text)) continue;
    is_spelled_[number] = true;
    neighbors_.add(text.text, number);
  }
  for (const std::string& sound : token.sounds) add_text(sound_key(sound, token.is_han), token, first);
  if (!token.consonants.empty()) add_text(consonant_key(token.consonants, token.is_bare), token, first);
}

std::uint32_t Index::number_of(const std::string& text) {
  const auto [found, is_new] = numbers_.emplace(text, static_cast<std::uint32_t>(frequency_.size()));
  if (is_new) {
    frequency_.push_back(0);
    is_spelled_.push_back(false);
  }
  return found->second;
}

// Tokens written together are never looked for by their spelling, so they need no neighbors.
void Index::add_spans(const Name& name, std::uint8_t first) {
  int weight = listed_weight(name.tokens[first]);
  for (std::size_t count = 2; count <= kMostJoined && first + count <= name.tokens.size(); ++count) {
    weight += listed_weight(name.tokens[first + count - 1]);
    const std::string text = joined(name, first, count);
    if (!text.empty()) entries_.push_back({number_of(text), first, static_cast<std::uint8_t>(count), true, weight});
  }
}

void Index::list(std::uint32_t number, const Name& name, Listing& all, Listing& rare) const {
  const std::vector<bool> is_rare = rarest(name);
  for (std::uint32_t e = entry_begin_[number]; e < entry_begin_[number + 1]; ++e) {
    const Entry& entry = entries_[e];
    const auto first = is_rare.begin() + entry.first;
    all.emplace_back(entry.text, number);
    if (std::find(first, first + entry.count, true) != first + entry.count) rare.emplace_back(entry.text, number);
  }
}

std::vector<bool> Index::rarest(const Name& name) const {
  std::vector<std::uint64_t> frequency(name.tokens.size(), 0);
  for (std::size_t t = 0; t < name.tokens.size(); ++t)
    for (const Text& text : name.tokens[t].texts) frequency[t] += frequency_[numbers_.find(text.text)->second];
  std::vector<std::size_t> order = numbered(name.tokens.size());
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return frequency[a] < frequency[b]; });
  std::vector<bool> out = cover(order, floor_, name.weight() * kListedShare, [&](std::size_t i) { return without_initial(name.tokens[i], listed_weight(name.tokens[i]), kListedShare); });
  // A name that gives initials for words is found by one of its other words, whatever they weigh.
  const auto word = std::find_if(order.begin(), order.end(), [&](std::size_t i) { return is_content(name.tokens[i]) && name.tokens[i].kind != Kind::Initial; });
  if (name.initials > 0 && word != order.end()) out[*word] = true;
  return out;
}

Index::Postings Index::posted(Listing listing) const {
  std::sort(listing.begin(), listing.end());
  listing.erase(std::unique(listing.begin(), listing.end()), listing.end());
  Postings out;
  out.begin.assign(frequency_.size() + 1, 0);
  for (const auto& [text, name] : listing) {
    ++out.begin[text + 1];
    out.names.push_back(name);
  }
  for (std::size_t t = 1; t < out.begin.size(); ++t) out.begin[t] += out.begin[t - 1];
  return out;
}

void Index::reach_text(const std::string& text, int likeness, const Token& token, std::uint8_t at, std::vector<Reach>& out) const {
  if (const auto found = numbers_.find(text); found != numbers_.end()) out.push_back({found->second, likeness, query_weight(token), at, 1});
}

void Index::reach_of_token(const Token& token, std::uint8_t at, std::vector<Reach>& out) const {
  for (const Text& text : token.texts) {
    reach_text(text.text, 1000, token, at, out);
    if (token.kind != Kind::Core || !is_spelled(token, text)) continue;
    if (const std::string key = looks_key(token, text); !key.empty()) reach_text(key, kScanned, token, at, out);
    for (const Neighbor& neighbor : neighbors_.of(text.text))
      out.push_back({neighbor.number, after_edits(neighbor.edits, std::max(text.text.size(), neighbor.letters)), query_weight(token), at, 1});
  }
  for (const std::string& sound : token.sounds) reach_text(sound_key(sound, !token.is_han), kSound, token, at, out);
  if (!token.consonants.empty()) reach_text(consonant_key(token.consonants, !token.is_bare), kConsonants, token, at, out);
}

std::vector<Index::Reach> Index::reach(const Name& query) const {
  std::vector<Reach> out;
  for (std::size_t first = 0; first < query.tokens.size(); ++first) {
    reach_of_token(query.tokens[first], static_cast<std::uint8_t>(first), out);
    int weight = query_weight(query.tokens[first]);
    for (std::size_t count = 2; count <= kMostJoined && first + count <= query.tokens.size(); ++count) {
      weight += query_weight(query.tokens[first + count - 1]);
      const std::string text = joined(query, first, count);
      const auto found = text.empty() ? numbers_.end() : numbers_.find(text);
      if (found != numbers_.end()) out.push_back({found->second, kJoined, weight, static_cast<std::uint8_t>(first), static_cast<std::uint8_t>(count)});
    }
  }
  std::sort(out.begin(), out.end(), [](const Reach& a, const Reach& b) { return a.text < b.text; });
  return out;
}

std::uint64_t Index::cost(const std::vector<Reach>& reached, std::size_t token) const {
  std::uint64_t out = 0;
  for (const Reach& reach : reached)
    if (reach.first <= token && token < reach.first + std::size_t{reach.count}) out += all_.begin[reach.text + 1] - all_.begin[reach.text];
  return out;
}

// The tokens that reach the fewest names for their weight.
std::vector<bool> Index::cheapest(const Name& query, const std::vector<Reach>& reached) const {
  std::vector<std::uint64_t> costs;
  for (std::size_t t = 0; t < query.tokens.size(); ++t) costs.push_back(cost(reached, t));
  const auto weight = [&](std::size_t t) { return without_initial(query.tokens[t], query_weight(query.tokens[t]), kQueryShare); };
  std::vector<std::size_t> order = numbered(query.tokens.size());
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return costs[a] * static_cast<std::uint64_t>(weight(b)) < costs[b] * static_cast<std::uint64_t>(weight(a));
  });
  return cover(order, floor_, query.weight() * kQueryShare, weight);
}

// One walk through the postings.
class Index::Search {
 public:
  Search(const Index& index, const Name& query) : index_(index), query_(query), reached_(index.reach(query)) {
    notes_.begin(index.totals_.size(), index.frequency_.size());
    for (std::size_t r = reached_.size(); r-- > 0;) {
      notes_.text_epoch[reached_[r].text] = notes_.epoch;
      notes_.text_first[reached_[r].text] = static_cast<std::uint32_t>(r);
    }
  }

  // Names with one of the cheapest tokens, and names that share one of their own rarest with any token; then those that are shortened.
  std::vector<std::uint32_t> run() {
    const std::vector<bool> is_cheap = index_.cheapest(query_, reached_);
    for (const Reach& reach : reached_) {
      const auto first = is_cheap.begin() + reach.first;
      const bool is_all = std::find(first, first + reach.count, true) != first + reach.count;
      visit(is_all ? index_.all_ : index_.rare_, reach.text);
    }
    visit_by_initials();
    visit_by_acronyms();
    index_.short_names_.find_cut(query_, found_);
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return std::move(found_);
  }

 private:
  void visit(const Postings& postings, std::uint32_t text) {
    for (std::uint32_t p = postings.begin[text]; p < postings.begin[text + 1]; ++p) {
      const std::uint32_t name = postings.names[p];
      if (notes_.name_epoch[name] == notes_.epoch) continue;
      notes_.name_epoch[name] = notes_.epoch;
      if (may_reach_floor(name) || may_be_initials(name)) found_.push_back(name);
    }
  }

  // When the query has initials, all its other words are met as they are: the one that reaches the fewest names is enough.
  void visit_by_initials() {
    if (query_.initials == 0) return;
    std::size_t best = query_.tokens.size();
    std::uint64_t least = 0;
    for (std::size_t t = 0; t < query_.tokens.size(); ++t) {
      if (!is_content(query_.tokens[t]) || query_.tokens[t].kind == Kind::Initial) continue;
      const std::uint64_t cost = index_.cost(reached_, t);
      if (best == query_.tokens.size() || cost < least) best = t, least = cost;
    }
    for (const Reach& reach : reached_)
      if (reach.first == best && reach.count == 1) visit(index_.all_, reach.text);
  }

  bool may_be_initials(std::uint32_t name) const {
    const Counts& listed = index_.counts_[name];
    if (query_.initials == listed.initials || query_.contents != listed.contents) return false;
    const std::size_t more = query_.initials > listed.initials ? query_.initials - listed.initials : listed.initials - query_.initials;
    return contents_reached(name) + more >= listed.contents;
  }

  void visit_by_acronyms() {
    index_.short_names_.for_each_acronym(query_, [this](std::uint32_t name, std::size_t rest) { add_if_rest(name, rest); });
    for (const Acronym& acronym : acronyms_of(query_)) {
      const auto found = index_.numbers_.find(acronym.text);
      if (found == index_.numbers_.end()) continue;
      const std::size_t rest = query_.contents - acronym.contents;
      for (std::uint32_t p = index_.all_.begin[found->second]; p < index_.all_.begin[found->second + 1]; ++p)
        if (index_.counts_[index_.all_.names[p]].contents == rest + 1) add_if_rest(index_.all_.names[p], rest);
    }
  }

  void add_if_rest(std::uint32_t name, std::size_t rest) {
    if (rest == 0 || contents_reached(name) >= rest) found_.push_back(name);
  }

  // Content tokens of a listed name that some token of the query reaches.
  std::size_t contents_reached(std::uint32_t name) const {
    std::size_t out = 0;
    std::size_t seen = kMostWords;
    for (std::uint32_t e = index_.entry_begin_[name]; e < index_.entry_begin_[name + 1]; ++e) {
      const Entry& entry = index_.entries_[e];
      if (!entry.is_content || entry.count > 1 || entry.first == seen || notes_.text_epoch[entry.text] != notes_.epoch) continue;
      seen = entry.first;
      ++out;
    }
    return out;
  }

  // No assignment gains more than if every listed token had the best that reaches it, whatever else that is used for.
  bool may_reach_floor(std::uint32_t name) const {
    const int initials = static_cast<int>(query_.initials + index_.counts_[name].initials);
    int most = kInitial * 2 * kInitialWeight * std::max(kQueryShare, kListedShare) * initials;
    int best = 0;
    for (std::uint32_t e = index_.entry_begin_[name]; e < index_.entry_begin_[name + 1]; ++e) {
      const Entry& entry = index_.entries_[e];
      const bool is_next_token = e > index_.entry_begin_[name] && index_.entries_[e - 1].first != entry.first;
      if (is_next_token) most += std::exchange(best, 0);
      if (notes_.text_epoch[entry.text] == notes_.epoch) best = std::max(best, gain_of(entry));
    }
    return most + best >= index_.floor_ * (query_.weight() * kQueryShare + index_.totals_[name]);
  }

  int gain_of(const Entry& entry) const {
    int best = 0;
    for (std::size_t r = notes_.text_first[entry.text]; r < reached_.size() && reached_[r].text == entry.text; ++r)
      best = std::max(best, reached_[r].likeness * (reached_[r].weight + entry.weight));
    return best;
  }

  static thread_local Notes notes_;
  const Index& index_;
  const Name& query_;
  const std::vector<Reach> reached_;
  std::vector<std::uint32_t> found_;
};

thread_local Index::Notes Index::Search::notes_;

std::vector<std::uint32_t> Index::candidates(const Name& query) const { return Search(*this, query).run(); }

}  // namespace lockgate::screen
