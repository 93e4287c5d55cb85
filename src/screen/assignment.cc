#include "screen/assignment.h"

#include <algorithm>

namespace lockgate::screen {
namespace {

constexpr int kMostSteps = 250'000;

std::uint64_t bits(std::uint8_t from, std::uint8_t count) { return ((std::uint64_t{1} << count) - 1) << from; }

// Depth first over the pairs in order: take one or leave it. What the rest could gain at best, were tokens free, cuts branches.
class Search {
 public:
  explicit Search(const std::vector<Pair>& pairs) : pairs_(pairs), at_best_(pairs.size() + 1, 0) {
    for (std::size_t i = pairs.size(); i-- > 0;) at_best_[i] = at_best_[i + 1] + gain_over_next(i);
  }

  Assignment run() {
    go(0, 0, 0, 0);
    Assignment out{{}, best_gain_, steps_ <= kMostSteps};
    for (const std::size_t i : best_) out.pairs.push_back(pairs_[i]);
    return out;
  }

 private:
  // Of the pairs with one first token of the query only the best can count.
  int gain_over_next(std::size_t i) const {
    const bool is_followed = i + 1 < pairs_.size() && pairs_[i + 1].query == pairs_[i].query;
    if (!is_followed) return pairs_[i].gain;
    int best_after = 0;
    for (std::size_t j = i + 1; j < pairs_.size() && pairs_[j].query == pairs_[i].query; ++j) best_after = std::max(best_after, pairs_[j].gain);
    return std::max(0, pairs_[i].gain - best_after);
  }

  void go(std::size_t i, std::uint64_t queries, std::uint64_t listeds, int gain) {
    if (gain > best_gain_) {
      best_gain_ = gain;
      best_ = taken_;
    }
    if (i == pairs_.size() || gain + at_best_[i] <= best_gain_ || ++steps_ > kMostSteps) return;
    const Pair& pair = pairs_[i];
    const std::uint64_t of_query = bits(pair.query, pair.queries);
    const std::uint64_t of_listed = bits(pair.listed, pair.listeds);
    if ((queries & of_query) == 0 && (listeds & of_listed) == 0) {
      taken_.push_back(i);
      go(i + 1, queries | of_query, listeds | of_listed, gain + pair.gain);
      taken_.pop_back();
    }
    go(i + 1, queries, listeds, gain);
  }

  const std::vector<Pair>& pairs_;
  std::vector<int> at_best_;
  std::vector<std::size_t> taken_;
  std::vector<std::size_t> best_;
  int best_gain_ = 0;
  int steps_ = 0;
};

// Of each first token of the query the pair that gains most, if no two of these share a token: then there is nothing to choose, as in most
// names. It is what the search would find first, and no assignment gains more. Empty: there is something to choose.
std::vector<Pair> undisputed(const std::vector<Pair>& pairs) {
  std::vector<Pair> out;
  std::uint64_t queries = 0;
  std::uint64_t listeds = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const Pair& pair = pairs[i];
    if (i > 0 && pair.query == pairs[i - 1].query) continue;  // sorted: it gains no more than the one before
    const std::uint64_t of_query = bits(pair.query, pair.queries);
    const std::uint64_t of_listed = bits(pair.listed, pair.listeds);
    if ((queries & of_query) != 0 || (listeds & of_listed) != 0) return {};
    queries |= of_query;
    listeds |= of_listed;
    out.push_back(pair);
  }
  return out;
}

}  // namespace

Assignment assign(std::vector<Pair> pairs) {
  Assignment out{undisputed(pairs), 0, true};
  if (out.pairs.empty()) return Search(pairs).run();
  for (const Pair& pair : out.pairs) out.gain += pair.gain;
  return out;
}

int most_gain(const std::vector<Pair>& pairs) {
  int out = 0;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    int best = pairs[i].gain;
    for (; i + 1 < pairs.size() && pairs[i + 1].query == pairs[i].query; ++i) best = std::max(best, pairs[i + 1].gain);
    out += best;
  }
  return out;
}

}  // namespace lockgate::screen
