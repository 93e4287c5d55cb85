// Difference: what changes for one order between two answers, and what that adds up to.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "cli/narrator.h"

namespace lockgate::cli {

struct GateChange {
  const trade::Gate* before;
  const trade::Gate* after;
};

struct Difference {
  trade::Order order;
  trade::Determination before;
  trade::Determination after;

  // Gates whose outcome, rate or review policy differs.
  std::vector<GateChange> gates() const;
  bool is_empty() const { return before.verdict == after.verdict && gates().empty(); }
  // Reasons of those gates that stand only after, and only before.
  std::vector<trade::Reason> appearing() const { return reasons(true); }
  std::vector<trade::Reason> disappearing() const { return reasons(false); }
  // Questions that are asked only after: where a rule waits for a fact, no reason stands yet.
  std::vector<trade::Unknown> asking() const;

 private:
  std::vector<trade::Reason> reasons(bool is_after) const;
};

// How many lines, pieces and how much money go from one answer to another.
struct Sum {
  std::uint64_t lines = 0;
  std::uint64_t without_quantity = 0;
  Range quantity;
  std::map<std::string, Range> value;  // by currency

  void add(const trade::Order& order);
  void add(const Sum& other);
  std::string text() const;  // `31 lines, 2,048 pieces, USD 61,440,000`
};

// Their labels, with `; ` between.
std::string rules_of(const std::vector<trade::Reason>& reasons);

nlohmann::ordered_json to_json(const Difference& difference);
nlohmann::ordered_json to_json(const Sum& sum);

}  // namespace lockgate::cli
