#include "screen/pairing.h"

#include <algorithm>
#include <bit>

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
    std::uint64_t wholes = 0;  // listed tokens that may be what words from this one on write together
    std::uint64_t firsts = 0;  // and those that may be the first of words that write this one
    for (std::size_t l = 0; l < listed_.tokens.size(); ++l) {
      wholes |= std::uint64_t{begins_with(listed_.tokens[l], query_.tokens[q])} << l;
      firsts |= std::uint64_t{begins_with(query_.tokens[q], listed_.tokens[l])} << l;
    }
    if (wholes != 0) add_asked_apart(q, wholes);
    if (firsts != 0 && query_.tokens[q].kind == Kind::Core) add_listed_apart(q, firsts);
  }

  void add_asked_apart(std::size_t q, std::uint64_t wholes) {
    for (std::size_t count = 2; count <= kMostJoined; ++count)
      if (may_be_joined(query_, q, count))
        for (std::uint64_t left = wholes; left != 0; left &= left - 1) {
          const auto l = static_cast<std::size_t>(std::countr_zero(left));
          add(q, count, l, 1, joined_likeness(query_, q, count, listed_.tokens[l]));
        }
  }

  void add_listed_apart(std::size_t q, std::uint64_t firsts) {
    for (; firsts != 0; firsts &= firsts - 1) {
      const auto l = static_cast<std::size_t>(std::countr_zero(firsts));
      for (std::size_t count = 2; count <= kMostJoined; ++count)
        if (may_be_joined(listed_, l, count)) add(q, 1, l, count, joined_likeness(listed_, l, count, query_.tokens[q]));
    }
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
