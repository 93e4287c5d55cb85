// Law: a body of law, that is, the rulebooks loaded together, parsed, bound and typed. Immutable once loaded.
// docs/law-language.md says what each declaration means.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/source.h"
#include "law/condition.h"
#include "trade/determination.h"
#include "trade/value.h"

namespace lockgate::law {

struct Origin {
  SourcePtr source;
  Place place;
  int book = kNone;
};

struct Book {
  std::string name;
  std::string title;
  std::string title_zh;
  std::string authority;
  std::string zone;
  std::optional<Date> recorded;
  std::optional<Date> verified_through;
  bool is_overlay = false;
  Origin origin;
};

enum class Type : std::uint8_t { Bool, Decimal, Integer, Text, Code, Place, Enum, Set };
enum class Dimension : std::uint8_t { Order, Item, Party };

// The value of a fact that is absent.
struct Closed {
  trade::Value value;
  std::string without;             // only while no fact with this prefix is given; empty: always
  std::vector<std::string> roles;  // only for parties in these roles; empty: all
  std::string because;
};

// How long a code is that is made of digits, dots not counted.
struct Digits {
  int fewest = 0;
  int most = 0;
  bool fits(std::string_view code) const;
  std::string in_words() const;
};

struct Fact {
  std::string name;
  Type type = Type::Bool;
  std::string unit;
  Dimension dimension = Dimension::Order;
  std::vector<std::string> words;  // of an Enum or Set
  std::optional<Digits> digits;    // of a Code
  std::string label;
  std::string label_zh;
  std::string means;
  std::string question;
  std::string question_zh;
  std::string asked_as;
  std::vector<Closed> closed;
  int form = kNone;                        // a derived number
  std::vector<std::string> owner_lists;    // sum(owners, listed in …)
  Origin origin;
};

// A dated set of places, names or items.
struct NamedSet {
  enum class Kind : std::uint8_t { Places, Names, Items };
  struct Row {
    std::string member;  // a place code, or a folded text
    Span span;
  };
  struct Term {
    bool is_minus = false;
    int set = kNone;                    // or the literals
    std::vector<std::string> literals;
  };
  std::string name;
  std::string label;
  std::string label_zh;
  Kind kind = Kind::Places;
  std::vector<Row> rows;
  std::vector<Term> terms;  // of a derived set
  Origin origin;
};

struct Define {
  enum class Mode : std::uint8_t { One, Strictest, Flag, Set };
  std::string name;
  Mode mode = Mode::One;
  std::vector<std::string> values;  // of a Flag: `false`, `true`
  int otherwise = 0;                // no meaning for a Set
  Dimension dimension = Dimension::Order;
  std::string label;
  std::string label_zh;
  Origin origin;
};

struct Rule {
  enum class Kind : std::uint8_t { Rule, Exception, Step, Part };
  std::string label;
  Kind kind = Kind::Rule;
  std::string cites;
  std::string link;
  std::vector<Span> in_force;
  std::vector<Span> enforced;
  Date recorded;
  std::string basis = "text";
  std::string confidence = "P";
  std::string contested;
  std::string because;
  std::string ends_because;
  Condition when;
  int define = kNone;
  int value = kNone;
  std::vector<int> exception_to;
  int reading = kNone;
  std::vector<int> instead_of;
  Origin origin;
};

// `first` goes before `second` while both hold.
struct Order {
  int first = kNone;
  int second = kNone;
  Origin origin;
};

// A duty, flag or note: something that hangs on a gate and changes no outcome.
struct Rider {
  enum class Kind : std::uint8_t { Duty, Flag, Note };
  Kind kind = Kind::Duty;
  std::string label;
  int gate = kNone;
  std::string cites;
  std::string link;
  std::string basis = "text";
  std::string says;
  std::string says_zh;
  std::vector<Span> in_force;
  std::vector<Span> enforced;
  Date recorded;
  Condition when;
  std::optional<Condition> met;
  std::optional<Condition> failed;
  Origin origin;
};

struct PartOf {
  int rule = kNone;
  std::string measure;
  std::string heading;
  Decimal rate_percent;
};

struct Gate {
  struct Outcome {
    std::string word;
    trade::Verdict verdict;
  };
  struct Field {
    std::string name;
    int define = kNone;
  };
  std::string name;
  std::string title;
  std::string title_zh;
  std::vector<Outcome> outcomes;  // mildest first
  int outcome = kNone;            // define
  std::vector<int> outcome_of_value;  // by value of that define: index into `outcomes`
  std::vector<Field> fields;
  std::vector<int> asks;          // indices into `fields`: unsettled, they are asked about like the outcome
  std::string covered_outcome;
  int covered_by = kNone;         // fact
  int parts_define = kNone;
  std::vector<PartOf> parts;      // value i of parts_define is parts[i]
  Origin origin;
};

struct Reading {
  struct Assumption {
    int fact = kNone;
    trade::Value value;
  };
  std::string name;
  std::string says;
  std::string says_zh;
  std::string held_by;
  std::vector<Assumption> assumes;
  Origin origin;
};

struct Untranslatable {
  std::string name;
  std::string what;
  std::string cites;
  std::string effect;
  std::string status;
  Origin origin;
};

// A `case` entry: facts and expected conclusions, by name; bound when it is run.
struct Case {
  struct Assignment {
    std::string name;  // `item.tpp`, `party2.role`
    std::string value;
    Place place;
  };
  struct Expectation {
    enum class Kind : std::uint8_t { Equals, Has, Lacks, Unknown };
    Kind kind = Kind::Equals;
    std::string name;
    std::string value;
    Place place;
  };
  struct Mention {
    std::string name;
    Place place;
  };
  std::string name;
  Date on;
  std::string posture = "enforced";
  std::string reading;
  std::vector<Assignment> given;
  std::vector<Expectation> expect;
  std::vector<Mention> by;
  std::vector<Mention> need;
  Origin origin;
};

struct Law {
  std::vector<Book> books;
  std::vector<Fact> facts;
  std::vector<NamedSet> sets;
  std::vector<Define> defines;
  std::vector<Form> forms;
  std::vector<Rule> rules;
  std::vector<Order> orders;
  std::vector<Rider> riders;
  std::vector<Gate> gates;
  std::vector<Reading> readings;
  std::vector<Untranslatable> untranslatables;
  std::vector<Case> cases;
  std::string digest;

  int find_fact(std::string_view name) const;
  int find_define(std::string_view name) const;
  int find_rule(std::string_view label) const;
  int find_reading(std::string_view name) const;
  // Conditions are numbered once all are bound, so that a program can say by number where each became a node.
  int condition_count = 0;
  void number_conditions();
  // How contested law is read is a fact like any other, so one program serves every reading: word 0 is the reading the law itself
  // takes, word r + 1 is readings[r]. kNone: nothing is contested.
  int reading_fact = kNone;
  int find_gate(std::string_view name) const;

  // Every date at which the law may change: ends of rules, riders, rows and date comparisons. Sorted.
  std::vector<Date> boundaries() const;
  // The latest date for which every book has been verified, if all say so.
  std::optional<Date> verified_through() const;

  std::map<std::string, int, std::less<>> fact_names;
  std::map<std::string, int, std::less<>> define_names;
  std::map<std::string, int, std::less<>> rule_names;
  std::map<std::string, int, std::less<>> set_names;
};

// The places in a set on a date, as truth by place code.
std::vector<bool> places_on(const Law& law, int set, Date date);
// The folded members of a set of names or items on a date.
std::vector<std::string> names_on(const Law& law, int set, Date date);

// A value as rulebooks write it (`true`, `4000..5200`, `{a, b}`, `CN`), or nullopt when it is not one of the fact.
std::optional<trade::Value> parse_value(const Fact& fact, std::string_view text);

const char* to_string(Type type);
const char* to_string(Dimension dimension);

// Reads the rulebook folders together; a Markdown file given for a folder stands for itself. What is wrong goes to `diagnostics`, all of it; the law is usable only without errors.
// An overlay from memory: what a folder of this name with the one file `rulebook.md` would be, but that it names no tables.
struct OverlayText {
  std::string name;
  std::string text;
  // Where its diagnostics say that they are: `published/NAME/rulebook.md`.
  static constexpr std::string_view kFolder = "published/";
  std::string path() const { return std::string(kFolder) + name + "/rulebook.md"; }
};

// Folders in `overlays` are rulebooks laid over the base: they may replace rules of the same label. `texts` are laid over those.
// `first`: another state of the same law, to be compared with this one on one graph (`lower_both`). What both call the same fact has then one
// number, and so has every sum and ratio of facts; facts that only the first has are kept. LG1030: they do not mean the same by a fact.
Law load_law(const std::vector<std::string>& folders, const std::vector<std::string>& overlays, Diagnostics& diagnostics, const Law* first = nullptr, const std::vector<OverlayText>& texts = {});
// One Markdown file from memory, with no tables beside it.
Law load_text(std::string name, std::string text, Diagnostics& diagnostics);

}  // namespace lockgate::law
