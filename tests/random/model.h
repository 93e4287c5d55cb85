// Model: a rulebook made at random, as plain data. `render` writes it as Markdown for the engine, `Reference` says by itself
// what it means, and nothing of the engine stands between the two.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "law/law.h"
#include "random/rational.h"

namespace lockgate::random {

using law::kNone;

// A fact's value, in the member its type reads.
struct Value {
  bool flag = false;
  Rational number;
  std::string text;
  std::uint32_t words = 0;
};

// Two facts joined: `+`, `-`, `*`, or `/` for a ratio. `=` is the fact `left` alone.
struct Form {
  char op = '=';
  int left = kNone;
  int right = kNone;
  friend bool operator==(const Form&, const Form&) = default;
};

struct Fact {
  std::string name;
  law::Type type = law::Type::Bool;
  law::Dimension dimension = law::Dimension::Order;
  std::vector<std::string> words;  // of an enum or set
  std::optional<Form> derived;
  std::optional<Value> closed;
  bool is_divisor = false;         // of a ratio: never zero
  bool is_party() const { return dimension == law::Dimension::Party; }
  bool is_number() const { return type == law::Type::Decimal || type == law::Type::Integer; }
};

struct PlaceSet {
  struct Row {
    std::string member;
    Span span;
  };
  std::string name;
  std::vector<Row> rows;
};

struct Condition {
  enum class Kind : std::uint8_t { True, Flag, Compare, Member, Prefix, Has, Define, Date, Not, And, Or, Exists, All };
  Kind kind = Kind::True;
  int fact = kNone;                                // Flag, Member, Prefix, Has
  Form form;                                       // Compare
  law::Relation relation = law::Relation::Equal;   // Compare, Date
  Rational threshold;                              // Compare
  Date date;                                       // Date
  std::vector<std::string> words;                  // Member, Prefix, Has
  int set = kNone;                                 // Member: instead of words
  int define = kNone;                              // Define
  std::uint32_t values = 0;                        // Define: bits
  std::vector<Condition> args;
  int style = 0;                                   // one of several spellings
};

struct Define {
  std::string name;
  law::Define::Mode mode = law::Define::Mode::One;
  std::vector<std::string> values;  // of a flag: `false`, `true`
  std::size_t otherwise = 0;
  bool is_party = false;
};

struct Rule {
  std::string label;
  std::size_t define = 0;
  std::size_t value = 0;
  Condition when;
  std::vector<std::size_t> exception_to;
  Span in_force;
  std::optional<Span> enforced;
  bool is_never_enforced = false;
};

struct Order {
  std::size_t first = 0;
  std::size_t second = 0;
};

struct Gate {
  std::string name;
  std::size_t outcome = 0;                  // define
  std::vector<std::size_t> ranking;         // values of the define, mildest first
  std::vector<trade::Verdict> verdicts;     // by rank
  std::vector<std::size_t> asks;            // defines
};

struct Model {
  std::uint64_t seed = 0;
  std::vector<Fact> facts;
  std::vector<PlaceSet> sets;
  std::vector<Define> defines;  // a define's rules read only defines before it
  std::vector<Rule> rules;
  std::vector<Order> orders;
  std::vector<Gate> gates;
  bool shares_facts = false;    // several forms may read the same facts
};

// What is known of one fact: a value, a range, or nothing.
struct Known {
  std::optional<Value> value;
  std::optional<std::pair<Rational, Rational>> range;
  bool is_missing() const { return !value && !range; }
};

// The facts of a line or of a party, by fact. Facts of the other kind are not looked at.
using Facts = std::vector<Known>;

struct Situation {
  Date date;
  bool is_codified = false;
  Facts line;
  std::vector<Facts> parties;
};

}  // namespace lockgate::random
