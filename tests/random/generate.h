// Generate: rulebooks and situations from a seed.
#pragma once

#include "random/dice.h"
#include "random/model.h"

namespace lockgate::random {

struct Wish {
  bool may_conflict = false;   // leave one-valued defines unranked
  int forms_per_pair = 1;      // how many sums, ratios, … may share two facts
  bool has_parties = true;
  bool has_integers = true;
};

Model generate(std::uint64_t seed, const Wish& wish = {});

// Facts for a model: each given with `percent_given`, some numbers as ranges.
Situation situate(const Model& model, Dice& dice, int percent_given);

// A value the fact may have.
Value any_value(const Model& model, std::size_t fact, Dice& dice);

// Everything the model compares a fact with: what a completion must try.
std::vector<std::string> words_for(const Model& model, std::size_t fact);

}  // namespace lockgate::random
