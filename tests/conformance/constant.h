// Constant: the value of an expression without facts, with CEL's semantics and the deviations of docs/law-language.md section 8.
// Only the conformance test uses it: it shows that the product's parser reads CEL as others do and that the operators mean what
// the page says. Conditions of rules are bound and lowered instead; tests/properties judges that path.
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "law/expression.h"

namespace lockgate::law {

struct Constant {
  // An error is a value: `&&` and `||` absorb it where their other side decides.
  struct Failure {
    std::string why;
  };
  struct Instant {
    int128 nanos = 0;  // since 1970-01-01T00:00:00Z
    friend auto operator<=>(const Instant&, const Instant&) = default;
  };
  struct Length {
    int128 nanos = 0;
    friend auto operator<=>(const Length&, const Length&) = default;
  };
  using List = std::vector<Constant>;

  std::variant<Failure, bool, std::int64_t, Decimal, std::string, Date, Instant, Length, List> value;

  bool is_failure() const { return std::holds_alternative<Failure>(value); }
  static Constant failure(std::string why) { return {Failure{std::move(why)}}; }
};

using ConstantNames = std::map<std::string, Constant>;

// `names` gives the values of names; any other name is a failure.
Constant evaluate_constant(const Expression& expression, const ConstantNames& names = {});

// `2009-02-13T23:31:30.5Z`, years 1 to 9999, and `1h30m`, `-1.5s`. A failure if it is not one.
Constant parse_instant(std::string_view text);
Constant parse_length(std::string_view text);

}  // namespace lockgate::law
