// ChangeJson: a line that two answers treat differently, as the service tells it, and what many of them add up to.
#pragma once

#include <map>
#include <utility>

#include "base/json.h"
#include "cli/difference.h"

namespace lockgate::cli {

// With verdicts, gates, what causes it, quantity and value.
nlohmann::ordered_json change_json(const Difference& difference);

// What goes from one verdict to another, in lines, pieces and money.
class Transitions {
 public:
  void add(const Difference& difference) { sums_[{difference.before.verdict, difference.after.verdict}].add(difference.order); }
  nlohmann::ordered_json json() const;

 private:
  std::map<std::pair<trade::Verdict, trade::Verdict>, Sum> sums_;
};

}  // namespace lockgate::cli
