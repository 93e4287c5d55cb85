// Comparison: two names, the best one-to-one assignment of their tokens, and the score that it makes. This is the
// specification; the index only saves it work.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "screen/likeness.h"
#include "screen/name.h"

namespace lockgate::screen {

// Some tokens of the query that stand for some of the listed name; unless a name was cut, one of the two counts is 1.
struct Pair {
  std::uint8_t query = 0;
  std::uint8_t queries = 1;
  std::uint8_t listed = 0;
  std::uint8_t listeds = 1;
  Likeness likeness;
  int gain = 0;  // thousandths times weight
};

// Without a brand in common, or the whole of both names, no score reaches this.
inline constexpr int kWithoutBrand = 500;
// Tokens written together on one side, at most.
inline constexpr std::size_t kMostJoined = 3;
// Fewer tokens of a listed name than of the question are no surprise: people leave out, but seldom add.
inline constexpr int kQueryShare = 2;
inline constexpr int kListedShare = 1;

struct Comparison {
  int score = 0;       // 0 to 1000
  int uncapped = 0;    // before kWithoutBrand
  int gain = 0;
  int loss = 0;        // what brands or numbers take away when each name has one that the other lacks
  int total = 0;       // weights of both names; a perfect match gains 1000 times as much
  std::vector<Pair> pairs;  // by place in the query
  bool is_exact = true;     // false: too many ways to assign the tokens, the best of many was taken
};

// Where the share of a token's weight in the total is counted.
inline int query_weight(const Token& token) { return token.weight * kQueryShare; }
inline int listed_weight(const Token& token) { return token.weight * kListedShare; }

// Has it a legal form or a trade word? People have neither.
bool is_firm(const Name& name);

Comparison compare(const Name& query, const Name& listed);
// The same when the score reaches `floor`; otherwise some score below it. What cannot reach it is mostly seen before anything is assigned.
// `kept`: of the query, or null.
Comparison compare(const Name& query, const Name& listed, int floor, Likenesses* kept);

// The same with further pairs, of words that only echo each other. What has no brand in common stays below `kWithoutBrand`, in the order of
// what else agrees.
Comparison compare_nearly(const Name& query, const Name& listed, const std::vector<Pair>& echoes);

// May `count` tokens from `from` on stand for one token of the other name?
bool may_be_joined(const Name& name, std::size_t from, std::size_t count);
// Their own texts, written together; empty when they may not.
std::string joined(const Name& name, std::size_t from, std::size_t count);

// One line of the account of a score. The points of all lines add up to the score exactly.
struct Evidence {
  Place query;   // bytes of the query's input; empty: nothing there
  Place listed;  // bytes of the listed name's input
  Kind kind = Kind::Core;
  Relation relation = Relation::Exact;
  bool is_matched = false;
  bool is_contradiction = false;  // Comparison::loss
  bool is_cap = false;            // what is taken away for want of a brand
  int likeness = 0;
  int weight = 0;  // of both sides
  int points = 0;
};

std::vector<Evidence> evidence_of(const Comparison& comparison, const Name& query, const Name& listed);

}  // namespace lockgate::screen
