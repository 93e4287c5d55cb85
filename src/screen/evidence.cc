#include <algorithm>

#include "screen/comparison.h"

namespace lockgate::screen {
namespace {

// Writes the account line by line. Points are whole numbers: each line gets what the running sum grows by, so that no rounding
// is lost and the lines add up to the score.
class Account {
 public:
  Account(const Comparison& comparison, const Name& query, const Name& listed) : comparison_(comparison), query_(query), listed_(listed) {}

  std::vector<Evidence> write() {
    lines_.reserve(query_.tokens.size() + listed_.tokens.size() + 2);
    std::vector<bool> queries(query_.tokens.size());
    std::vector<bool> listeds(listed_.tokens.size());
    for (const Pair& pair : comparison_.pairs) {
      add(pair);
      std::fill_n(queries.begin() + pair.query, pair.queries, true);
      std::fill_n(listeds.begin() + pair.listed, pair.listeds, true);
    }
    for (std::size_t i = 0; i < queries.size(); ++i)
      if (!queries[i]) add_unmatched(query_.tokens[i].kind, query_.places[i], query_weight(query_.tokens[i]), true);
    for (std::size_t i = 0; i < listeds.size(); ++i)
      if (!listeds[i]) add_unmatched(listed_.tokens[i].kind, listed_.places[i], listed_weight(listed_.tokens[i]), false);
    if (comparison_.loss > 0) add_contradiction();
    if (comparison_.score < comparison_.uncapped) add_cap();
    return std::move(lines_);
  }

 private:
  void add(const Pair& pair) {
    Evidence line;
    line.query = {query_.places[pair.query].begin, query_.places[pair.query + pair.queries - 1u].end};
    line.listed = {listed_.places[pair.listed].begin, listed_.places[pair.listed + pair.listeds - 1u].end};
    line.kind = (pair.queries > 1 ? listed_.tokens[pair.listed] : query_.tokens[pair.query]).kind;
    line.relation = pair.likeness.relation;
    line.is_matched = true;
    line.likeness = pair.likeness.thousandths;
    line.weight = pair.gain / pair.likeness.thousandths;
    sum_ += pair.gain;
    line.points = sum_ / comparison_.total - points_;
    points_ += line.points;
    lines_.push_back(line);
  }

  void add_unmatched(Kind kind, Place place, int weight, bool is_query) {
    Evidence line;
    (is_query ? line.query : line.listed) = place;
    line.kind = kind;
    line.weight = weight;
    lines_.push_back(line);
  }

  void add_contradiction() {
    Evidence line;
    line.is_contradiction = true;
    line.points = comparison_.uncapped - points_;
    lines_.push_back(line);
  }

  void add_cap() {
    Evidence line;
    line.is_cap = true;
    line.points = comparison_.score - comparison_.uncapped;
    lines_.push_back(line);
  }

  const Comparison& comparison_;
  const Name& query_;
  const Name& listed_;
  std::vector<Evidence> lines_;
  int sum_ = 0;
  int points_ = 0;
};

}  // namespace

std::vector<Evidence> evidence_of(const Comparison& comparison, const Name& query, const Name& listed) { return Account(comparison, query, listed).write(); }

}  // namespace lockgate::screen
