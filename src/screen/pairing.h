// Pairing: which tokens of two names have something in common, before any choice between them is made.
#pragma once

#include <vector>

#include "screen/comparison.h"

namespace lockgate::screen {

// `kept`: of the query; null: everything is worked out anew. Sorted by the first token of the query, then by gain, the greatest first.
std::vector<Pair> pairs_of(const Name& query, const Name& listed, Likenesses* kept);
void sort_pairs(std::vector<Pair>& pairs);

// Some tokens side by side on each side that are `likeness` alike.
Pair pair_of(const Name& query, std::size_t q, std::size_t queries, const Name& listed, std::size_t l, std::size_t listeds, Likeness likeness);

}  // namespace lockgate::screen
