// Condition: a `when` with every name resolved. Form: the numeric expressions conditions compare.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "base/source.h"

namespace lockgate::law {

inline constexpr int kNone = -1;

enum class Relation : std::uint8_t { Less, LessEqual, Equal, GreaterEqual, Greater };

struct Condition {
  enum class Kind : std::uint8_t {
    True,
    False,
    Fact,    // a bool fact
    Number,  // form RELATION threshold
    Member,  // a place, text, code or enum fact is in one of `sets`, or is one of `words`, or starts with one of them
    Has,     // `words[0]` is in a set fact
    Define,  // a define has one of the values of `values`, or, if it is a set, has one of those members
    Date,    // order.date RELATION date
    Not,
    And,
    Or,
    Exists,  // args[0] over the parties
    All,
  };
  Kind kind = Kind::True;
  Place place;
  int id = kNone;  // among all conditions of a law; kNone: not of a law
  int fact = kNone;
  int form = kNone;
  Relation relation = Relation::Equal;
  Decimal threshold;
  Date date;
  std::vector<int> sets;
  std::vector<std::string> words;
  bool is_prefix = false;
  int define = kNone;
  std::uint64_t values = 0;  // bit i: value i of the define
  std::vector<Condition> args;
};

// A number made of facts. Its interval is exact because no fact stands in one form twice.
struct Form {
  enum class Kind : std::uint8_t { Fact, Constant, Add, Subtract, Multiply, Ratio };
  Kind kind = Kind::Fact;
  int fact = kNone;  // of a Fact; of another kind: the derived fact whose directly given value goes first, or kNone
  Decimal constant;
  int left = kNone;
  int right = kNone;
};

}  // namespace lockgate::law
