#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <utility>

#include "screen/comparison.h"
#include "screen/cover.h"
#include "screen/index.h"
#include "screen/likeness.h"
#include "screen/normal_form.h"
#include "screen/shortened.h"

namespace lockgate::screen {

// What one search notes down. Kept from search to search, so that nothing is cleared: a mark counts only in its own epoch.
struct Index::Notes {
  struct Gain {
    std::uint32_t epoch = 0;
    int most = 0;
  };
  std::uint32_t epoch = 0;
  std::vector<std::uint32_t> name_epoch;
  std::vector<std::uint32_t> word_epoch;
  std::vector<Gain> gains = std::vector<Gain>(kWordKeys);  // by key
  std::vector<Reach> reached;
  std::vector<SpanReach> spans;
  std::vector<std::uint32_t> met;

  void begin(std::size_t names, std::size_t words) {
    if (++epoch == 0) {
      name_epoch.assign(name_epoch.size(), 0);
      word_epoch.assign(word_epoch.size(), 0);
      gains.assign(gains.size(), {});
      epoch = 1;
    }
    if (name_epoch.size() < names) name_epoch.resize(names, 0);
    if (word_epoch.size() < words) word_epoch.resize(words, 0);
    reached.clear();
    spans.clear();
    met.clear();
  }
};

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
    index_.word_names_.ask_for_names(word);
    notes_.reached.push_back({word, likeness * (weight + index_.word_names_.weight(word)), static_cast<std::uint8_t>(first), static_cast<std::uint8_t>(count)});
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
    for (const Near::Word& one : near.words) index_.word_names_.ask_for(one.word), __builtin_prefetch(&notes_.gains[key_of(one.word)]);
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
    for (std::size_t i = 0; i < most_of_initials_.size(); ++i) most_of_initials_[i] = kMostOfInitial * static_cast<int>(i) / index.floor_ + 1;
  }

  // Names with one of the cheapest tokens, and names that share one of their own rarest with any token; then those that are shortened.
  std::vector<std::uint32_t> run() {
    const std::vector<bool> is_cheap = cheapest();
    for (const Reach& reach : reached_) {
      const auto first = is_cheap.begin() + reach.first;
      if (std::find(first, first + reach.count, true) != first + reach.count && is_first_time(reach.word)) see_all(reach.word);
    }
    for (const Reach& reach : reached_)
      if (is_first_time(reach.word)) see(reach.word, index_.word_names_.sights().rare(reach.word)), see(reach.word, index_.word_names_.wide_sights().rare(reach.word));
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
      const WordKey key = key_of(reach.word);
      is_reached_[key % kBits / 64] |= std::uint64_t{1} << key % 64;
      Notes::Gain& gain = notes_.gains[key];
      gain = {notes_.epoch, gain.epoch == notes_.epoch ? std::max(gain.most, reach.gain) : reach.gain};
    }
    for (const SpanReach& reach : notes_.spans) most_of_spans_ += reach.gain;
  }

  // How many names each token of the query reaches.
  std::vector<std::uint64_t> costs() const {
    std::vector<std::uint64_t> out(query_.tokens.size());
    for (const Reach& reach : reached_) {
      const std::size_t names = index_.word_names_.count(reach.word);
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

  bool is_first_time(std::uint32_t word) { return std::exchange(notes_.word_epoch[word], notes_.epoch) != notes_.epoch; }

  // The names of a word: most are passed over as they are seen from it.
  void see_all(std::uint32_t word) { see(word, index_.word_names_.sights().all(word)), see(word, index_.word_names_.wide_sights().all(word)); }

  template <class Sight>
  void see(std::uint32_t word, std::span<const Sight> names) {
    // What is wanted for the question itself is taken away here, what is wanted for the name is asked there.
    const int of_word = gain_of(key_of(word)) - index_.floor_ * query_.weight * kQueryShare;
    for (const Sight& sight : names) {
      if (is_too_heavy(sight)) continue;
      if (sight.is_part) meet(sight.name);
      else if (may_reach_floor(sight, of_word) || may_be_initials(sight)) found_.push_back(sight.name);
    }
  }

  template <class Sight>
  bool may_reach_floor(const Sight& sight, int most) const {
    return most + gain_of_others(sight) + kMostOfInitial * static_cast<int>(query_.initials + sight.initials) >= index_.floor_ * sight.total;
  }

  // All of them are looked up before anything depends on one: hardly any is reached.
  template <class Sight>
  std::uint32_t others_reached(const Sight& sight) const {
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < sight.others.size(); ++i) out |= static_cast<std::uint32_t>(may_be_reached(sight.others[i])) << i;
    return out;
  }

  template <class Sight>
  int gain_of_others(const Sight& sight) const {
    int out = 0;
    for (std::uint32_t left = others_reached(sight); left != 0; left &= left - 1) out += gain_noted(sight.others[static_cast<std::size_t>(std::countr_zero(left))]);
    return out;
  }

  void meet(std::uint32_t name) {
    if (std::exchange(notes_.name_epoch[name], notes_.epoch) == notes_.epoch) return;
    __builtin_prefetch(&index_.listed_[name]);
    notes_.met.push_back(name);
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
      if (reach.count == 1 && (reach.first == best || (is_alone && query_.tokens[reach.first].kind == Kind::Initial)))
        see_all(reach.word);
  }

  void sift() {
    for (const std::uint32_t name : notes_.met)
      if (may_reach_floor(name, 0) || may_be_initials(name)) found_.push_back(name);
  }

  // Whatever its words are, it neither reaches the floor nor is shortened by initials.
  template <class Seen>
  bool is_too_heavy(const Seen& listed) const {
    const auto initials = static_cast<std::size_t>(query_.initials + listed.initials);
    return listed.total > most_total_ + most_of_initials_[initials] && !may_have_initials(listed);
  }

  template <class Seen>
  bool may_have_initials(const Seen& listed) const { return query_.initials != listed.initials && query_.contents == listed.contents; }

  // Names that write in several words what the query has in one: as if each of them had all that is reached so.
  void add_by_spans() {
    for (const SpanReach& reach : notes_.spans)
      for (const SpanNames::Span& span : index_.spans_.near(reach.hash))
        if (SpanNames::is_of(span, reach.hash) && !is_too_heavy(index_.listed_[span.name]) && may_reach_floor(span.name, most_of_spans_)) found_.push_back(span.name);
  }

  template <class Sight>
  bool may_be_initials(const Sight& sight) const { return may_have_initials(sight) && may_be_initials(sight.name); }

  bool may_be_initials(std::uint32_t name) const {
    const Listed& listed = index_.listed_[name];
    if (!may_have_initials(listed)) return false;
    const std::size_t more = query_.initials > listed.initials ? query_.initials - listed.initials : listed.initials - query_.initials;
    return contents_reached(name) + more >= listed.contents;
  }

  void add_by_acronyms() {
    index_.short_names_.for_each_acronym(query_, [this](WordKey key) { return gain_of(key) > 0; }, [this](std::uint32_t name, std::size_t rest) { add_if_rest(name, rest); });
    if (!is_firm(query_)) return;
    for (const Acronym& acronym : acronyms_of(query_)) {
      const std::size_t rest = query_.contents - acronym.contents;
      const std::uint32_t text = rest == 0 && acronym.text.size() < kShortestListed ? TextNumbers::kNone : index_.texts_.find(acronym.text);
      if (text == TextNumbers::kNone) continue;
      for (const std::uint32_t word : index_.words_of_text_.of(text)) add_acronym(index_.word_names_.sights().all(word), rest), add_acronym(index_.word_names_.wide_sights().all(word), rest);
    }
  }

  // Names of a word that may be the initials of words of the question, of which so many are left.
  template <class Sight>
  void add_acronym(std::span<const Sight> names, std::size_t rest) {
    for (const Sight& sight : names) {
      const bool may_agree = sight.contents == rest + 1 && (sight.is_part || static_cast<std::size_t>(std::popcount(others_reached(sight))) >= rest);
      if (may_agree) add_if_rest(sight.name, rest);
    }
  }

  void add_if_rest(std::uint32_t name, std::size_t rest) {
    if (rest == 0 || contents_reached(name) >= rest) found_.push_back(name);
  }

  // Content tokens of a listed name that some token of the query reaches.
  std::size_t contents_reached(std::uint32_t name) const {
    std::size_t out = 0;
    for (const std::uint32_t word : index_.words_of(name)) out += (word & kContent) != 0 && gain_of(key_of(word & ~kContent)) > 0 ? 1 : 0;
    return out;
  }

  // No assignment gains more than if every listed token had the best that reaches it, whatever else that is used for.
  bool may_reach_floor(std::uint32_t name, int most) const {
    const Listed& listed = index_.listed_[name];
    most += kMostOfInitial * static_cast<int>(query_.initials + listed.initials);
    for (const std::uint32_t word : index_.words_of(name)) most += gain_of(key_of(word & ~kContent));
    return most >= index_.floor_ * (query_.weight * kQueryShare + listed.total);
  }

  // Most words are not reached, which a few bits that stay near the processor say.
  bool may_be_reached(WordKey key) const { return (is_reached_[key % kBits / 64] >> key % 64 & 1) != 0; }
  int gain_of(WordKey key) const { return may_be_reached(key) ? gain_noted(key) : 0; }
  int gain_noted(WordKey key) const {
    const Notes::Gain& gain = notes_.gains[key];
    return gain.epoch == notes_.epoch ? gain.most : 0;
  }

  const Index& index_;
  const Name& query_;
  Notes& notes_;
  const std::vector<Reach>& reached_;
  std::array<std::uint64_t, kBits / 64> is_reached_{};
  std::vector<std::uint64_t> costs_;
  int most_total_ = 0;
  std::array<int, 2 * kMostWords + 1> most_of_initials_{};  // what so many of them add to that
  int most_of_spans_ = 0;
  std::vector<std::uint32_t> found_;
};

std::vector<std::uint32_t> Index::candidates(const Name& query) const { return Search(*this, query).run(); }

}  // namespace lockgate::screen
