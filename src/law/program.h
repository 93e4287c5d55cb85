// Program: the law of one segment (a stretch of time in which no date matters, a posture) as one hash-consed
// graph of And, Or and Not over atoms. An atom is one condition on one fact; the atoms of a fact cut its values into
// kinds (`cells`) the law cannot tell apart. Nothing here knows an order; `decide` fills in the atoms.
//
// Truth is a set of what is still possible: bit 1 = may be true, bit 2 = may be false. True is 1, false is 2, unknown is 3.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/name_hash.h"
#include "law/law.h"

namespace lockgate::law {

using Truth = std::uint8_t;
inline constexpr Truth kTrue = 1;
inline constexpr Truth kFalse = 2;
inline constexpr Truth kUnknown = 3;

inline Truth truth_of(bool value) { return value ? kTrue : kFalse; }
inline Truth either(Truth a, Truth b) { return static_cast<Truth>(((a | b) & 1) | (a & b & 2)); }
inline Truth negate(Truth t) { return static_cast<Truth>(((t & 1) << 1) | (t >> 1)); }

// Line: facts of the order and the item. Party: the same nodes are evaluated for each party.
enum class Scope : std::uint8_t { Line, Party };

// One source of truth for a few atoms: a fact, one word of a set fact, or a form of several facts.
struct Variable {
  enum class Kind : std::uint8_t { Bool, Word, Class, Number, Form };
  Kind kind = Kind::Bool;
  Scope scope = Scope::Line;
  int fact = kNone;   // of a Form: kNone
  int word = kNone;   // of a Word: index into the fact's words
  int form = kNone;   // of a Form
  std::uint32_t first_atom = 0;
  std::uint32_t atom_count = 0;
  std::uint32_t cell_count = 0;
  std::vector<Truth> truth;  // cell-major: truth[cell * atom_count + atom]

  // Number and Form: cell 2k is the open interval below thresholds[k], cell 2k+1 the point, the last lies above all.
  std::vector<Decimal> thresholds;
  // Class of a place or enum: its cell by code.
  std::vector<std::uint16_t> cell_of_code;
  // Class of a text or code: its cell; a text not in it is matched atom by atom (prefixes), else `other_cell`.
  NameMap<std::string, std::uint16_t> cell_of_text;
  NameMap<std::string, std::uint16_t> cell_of_longer;  // of a prefix: the cell of every longer code the law does not name
  // Class of a code: fewer digits than the law names may go on in several ways, each with its cell.
  NameMap<std::string, std::vector<std::uint32_t>> cells_of_short;
  std::uint16_t other_cell = 0;
  bool has_prefix = false;
  std::vector<std::string> cell_example;  // of a Class: a value in the cell; empty: any other value

  const Truth* row(std::size_t cell) const { return truth.data() + cell * atom_count; }
};

struct Atom {
  int variable = kNone;
  Relation relation = Relation::Equal;  // Number, Form
  Decimal threshold;
  std::vector<bool> codes;              // Class of place or enum: which codes are in
  std::vector<std::string> words;       // Class of text or code, sorted
  bool is_prefix = false;
  std::string key;                      // equal keys are one atom
  std::string label;                    // of a Class: `Country Group D:5`, `CN`
  std::string label_zh;
};

struct Node {
  enum class Op : std::uint8_t { False, True, Atom, Not, And, Or, Exists, All };
  Op op = Op::False;
  std::uint32_t first = 0;  // Atom: its index; Not, Exists, All: the node; And, Or: into `children`
  std::uint32_t count = 0;
};

struct Graph {
  std::vector<Node> nodes;  // children before parents; 0 is False, 1 is True
  std::vector<std::uint32_t> children;
  std::uint32_t atom_count = 0;
};

struct RuleNodes {
  int rule = kNone;
  Scope scope = Scope::Line;
  std::uint32_t when = 0;
  std::uint32_t effective = 0;  // `when`, and no exception or higher rule
  std::vector<int> defeaters;   // rules: exceptions to it and rules ordered over it
};

struct RiderNodes {
  int rider = kNone;
  std::uint32_t when = 0;
  std::uint32_t met = 0;
  std::uint32_t failed = 0;
};

struct DefineNodes {
  Scope scope = Scope::Line;
  std::vector<std::uint32_t> value;  // node "the define has value i"
  std::vector<int> rules;            // indices into Program::rules
};

struct Segment {
  Span span;
  bool is_codified = false;  // posture
  Date known_at = Date::latest();
};

struct Upwards;  // law/update.h

struct Program {
  const Law* law = nullptr;
  Segment segment;
  Graph line;
  Graph party;
  std::vector<Atom> line_atoms;
  std::vector<Atom> party_atoms;
  std::vector<std::int32_t> line_variable;   // by atom
  std::vector<std::int32_t> party_variable;
  std::vector<Variable> variables;
  std::vector<RuleNodes> rules;
  std::vector<bool> has_rules_of;  // by reading: rules of the segment that hold in it alone
  std::vector<RiderNodes> riders;
  std::vector<std::vector<int>> duties;  // by gate: indices into `riders`
  std::vector<DefineNodes> defines;  // by define
  std::vector<int> rule_index;       // by rule of the law: index into `rules`, or kNone when not active
  // True when two rules that may not hold together do. Pairs that plainly exclude each other are not in it.
  std::uint32_t line_conflict = 0;
  std::uint32_t party_conflict = 0;

  std::shared_ptr<const Upwards> upwards;  // of the finished graphs

  const Graph& graph(Scope scope) const { return scope == Scope::Line ? line : party; }
  // The node of a condition as it was lowered, for traces.
  std::uint32_t node_of(const Condition& condition, Scope scope) const { return condition_nodes[static_cast<std::size_t>(condition.id) * 2 + static_cast<std::size_t>(scope)]; }
  std::vector<std::uint32_t> condition_nodes;  // by condition of the law, line and party
};

std::shared_ptr<const Program> lower(const Law& law, const Segment& segment);

// Two states of the law over one graph: the same atoms, and the same nodes where nothing changed. They may be two segments of one law, or two
// laws of which the second was loaded beside the first (`load_law`). Conflicts are not looked for.
struct Versions {
  std::shared_ptr<const Program> before;
  std::shared_ptr<const Program> after;
};
Versions lower_both(const Law& first, const Segment& before, const Law& second, const Segment& after);

// Do these nodes plainly exclude each other: one asks for what another denies, or for other kinds of the same fact?
// False proves nothing; `decide/check.h` searches.
bool exclude_each_other(const Program& program, Scope scope, const std::vector<std::uint32_t>& nodes);

// Evaluates a graph: `values` gets one truth per node. `quantified` gives, for an Exists or All node, the truth over the parties.
void evaluate_line(const Program& program, const Truth* atoms, const std::vector<const Truth*>& party_values, std::vector<Truth>& values);
void evaluate_party(const Program& program, const Truth* atoms, std::vector<Truth>& values);

}  // namespace lockgate::law
