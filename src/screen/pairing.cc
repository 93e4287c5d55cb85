#include "screen/pairing.h"

#include <algorithm>

namespace lockgate::screen {
namespace {

constexpr std::size_t kFew = 24;

class Pairing {
 public:
  Pairing(const Name& query, const Name& listed, Likenesses* kept) : query_(query), listed_(listed), kept_(kept) {}

  std::vector<Pair> find() {
    pairs_.reserve(query_.tokens.size() + listed_.tokens.size());
    for (std::size_t q = 0; q < query_.tokens.size(); ++q) {
      for (std::size_t l = 0; l < listed_.tokens.size(); ++l) add(q, 1, l, 1, kept_ != nullptr ? kept_->of(q, listed_.tokens[l]) : likeness(query_.tokens[q], listed_.tokens[l]));
      add_joined(q);
    }
    sort_pairs(pairs_);
    return std::move(pairs_);
  }

 private:
  void add_joined(std::size_t q) {
    for (std::size_t count = 2; count <= kMostJoined; ++count)
      if (may_be_joined(query_, q, count))
        for (std::size_t l = 0; l < listed_.tokens.size(); ++l)
          if (begins_with(listed_.tokens[l], query_.tokens[q])) add(q, count, l, 1, joined_likeness(query_, q, count, listed_.tokens[l]));
    if (query_.tokens[q].kind != Kind::Core) return;
    for (std::size_t l = 0; l < listed_.tokens.size(); ++l)
      for (std::size_t count = 2; count <= kMostJoined; ++count)
        if (begins_with(query_.tokens[q], listed_.tokens[l]) && may_be_joined(listed_, l, count)) add(q, 1, l, count, joined_likeness(listed_, l, count, query_.tokens[q]));
  }

  // Otherwise no words of which `first` is the first write `whole`.
  static bool begins_with(const Token& whole, const Token& first) {
    return std::any_of(whole.texts.begin(), whole.texts.end(), [&](const Text& text) { return text.text.front() == first.own.front(); });
  }

  void add(std::size_t q, std::size_t queries, std::size_t l, std::size_t listeds, Likeness likeness) {
    if (likeness.thousandths > 0) pairs_.push_back(pair_of(query_, q, queries, listed_, l, listeds, likeness));
  }

  const Name& query_;
  const Name& listed_;
  Likenesses* kept_;
  std::vector<Pair> pairs_;
};

}  // namespace

Pair pair_of(const Name& query, std::size_t q, std::size_t queries, const Name& listed, std::size_t l, std::size_t listeds, Likeness likeness) {
  int of_query = 0;
  int of_listed = 0;
  for (std::size_t i = q; i < q + queries; ++i) of_query += query_weight(query.tokens[i]);
  for (std::size_t i = l; i < l + listeds; ++i) of_listed += listed_weight(listed.tokens[i]);
  // An initial tells no more of a word than of itself, unless all else agrees.
  const bool is_half = likeness.relation == Relation::Initial && likeness.thousandths == kInitial;
  const int weight = is_half ? 2 * std::min(of_query, of_listed) : of_query + of_listed;
  return {static_cast<std::uint8_t>(q), static_cast<std::uint8_t>(queries), static_cast<std::uint8_t>(l), static_cast<std::uint8_t>(listeds),
          likeness, likeness.thousandths * weight};
}

void sort_pairs(std::vector<Pair>& pairs) {
  const auto is_before = [](const Pair& a, const Pair& b) { return a.query != b.query ? a.query < b.query : a.gain > b.gain; };
  if (pairs.size() > kFew) return std::stable_sort(pairs.begin(), pairs.end(), is_before);
  // Without the memory that sorting takes on the side.
  for (auto at = pairs.begin(); at != pairs.end(); ++at) std::rotate(std::upper_bound(pairs.begin(), at, *at, is_before), at, at + 1);
}

std::vector<Pair> pairs_of(const Name& query, const Name& listed, Likenesses* kept) { return Pairing(query, listed, kept).find(); }

}  // namespace lockgate::screen
