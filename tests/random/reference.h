// Reference: what a model means when every fact is known, straight from docs/law-language.md sections 4 to 6: no graph, no
// cells, no intervals, no third truth value.
#pragma once

#include <map>

#include "random/model.h"

namespace lockgate::random {

// What a gate says: the outcome's rank, and the values of the defines it asks about, as bits.
struct Said {
  std::size_t outcome = 0;
  std::vector<std::uint64_t> asked;
  friend auto operator<=>(const Said&, const Said&) = default;
};

class Reference {
 public:
  // Every fact of `situation` that anything reads has a value; a derived fact may do without.
  Reference(const Model& model, const Situation& situation) : model_(model), situation_(situation) {}

  std::vector<Said> gates();
  // The values a define has, as bits; `party` is an index, or kNone.
  std::uint64_t values(std::size_t define, int party);
  bool holds(const Condition& condition, int party);
  bool effective(std::size_t rule, int party);
  // A one-valued define got two values. Meaningful once `gates` has run.
  bool has_conflict() const { return has_conflict_; }

 private:
  bool is_active(const Rule& rule) const;
  bool quantified(const Condition& condition);
  bool member(const Condition& condition, const Value& value) const;
  bool compare(const Condition& condition, int party) const;
  const Known& known(int fact, int party) const;
  std::uint64_t combine(const Define& define, std::uint64_t hits);

  const Model& model_;
  const Situation& situation_;
  bool has_conflict_ = false;
  std::map<std::pair<std::size_t, int>, std::uint64_t> values_;
  std::map<std::pair<std::size_t, int>, bool> effective_;
};

}  // namespace lockgate::random
