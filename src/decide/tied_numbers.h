// TiedNumbers: numbers tied to each other by the sums and ratios they stand in. Can all that was chosen of them be so at once?
// Each form is an interval of its own; this is what makes several forms of the same facts exact together.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

#include "decide/facts.h"
#include "law/program.h"

namespace lockgate::decide {

// Does the value of a form hang on a fact: one of its numbers, or one that may be given in the place of a part of it?
bool form_reads(const law::Law& law, int form, int fact);

class TiedNumbers {
 public:
  explicit TiedNumbers(const law::Law& law) : law_(law) {}

  // The form of `variable` lies in its cells [first, last]. `chip` tells apart the same fact of different chips.
  // A product of two facts that are both open is left out: nothing is said of it, so nothing possible is lost.
  void require(const law::Variable& variable, std::uint32_t first, std::uint32_t last, const Slots& slots, int chip);
  bool can_hold() const;

 private:
  using Rational = boost::multiprecision::cpp_rational;

  // terms . facts + rest
  struct Linear {
    std::map<int, Rational> terms;
    Rational rest;
  };
  // `sum` > 0, or >= 0.
  struct AtLeast {
    Linear sum;
    bool is_strict = false;
  };

  static Rational exact(const Decimal& number);
  static Linear combine(const Linear& a, const Linear& b, const Rational& factor);
  static std::optional<std::vector<AtLeast>> eliminate(int fact, const std::vector<AtLeast>& all);
  std::optional<Linear> linear(int form, const Slots& slots, int chip);
  Linear fact(int fact, const Slots& slots, int chip);
  void bound(const Linear& top, const Linear& bottom, const Decimal& threshold, int sign, bool is_strict);

  const law::Law& law_;
  std::map<std::pair<int, int>, int> numbers_;  // (fact, chip or kNone)
  std::vector<AtLeast> all_;
};

}  // namespace lockgate::decide
