// ChangeSums: what the changes of a book add up to: lines, pieces and money by what changes, and which facts are asked only after.
#pragma once

#include <map>
#include <string>

#include "cli/change_words.h"

namespace lockgate::cli {

class ChangeSums {
 public:
  // `transition` as ChangeWords has it; of `amount` only quantity and price are looked at.
  void add(const std::string& transition, const Difference& difference, const trade::Order& amount);

  // A line for each, `mark` before it.
  std::string text(const std::string& mark) const;
  nlohmann::ordered_json sums_json() const;
  nlohmann::ordered_json asking_json() const;

 private:
  // A fact that is asked only after: of how many lines, and of how many of them alone.
  struct Asked {
    std::uint64_t lines = 0, settles = 0;
  };

  std::map<std::string, Sum> sums_;
  std::map<std::string, Asked> asked_;
};

}  // namespace lockgate::cli
