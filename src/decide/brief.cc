#include "decide/brief.h"

#include <algorithm>

#include "decide/finding.h"

namespace lockgate::decide {
namespace {

using law::kFalse;
using law::kNone;
using law::kTrue;
using law::kUnknown;
using law::Node;
using law::Truth;

constexpr Truth kNotYet = 0;

// One graph evaluated on demand: a node is computed when first asked for and remembered. An `and` stops at the first false:
// what it leaves out cannot change it.
struct Memo {
  std::vector<Truth> nodes;
  std::vector<Truth> atoms;
  Slots slots;

  void start(const law::Graph& graph) {
    nodes.assign(graph.nodes.size(), kNotYet);
    atoms.assign(graph.atom_count, kNotYet);
  }
};

// Buffers kept from order to order, one set a thread.
struct Workspace {
  Memo line;
  std::vector<Memo> parties;
  std::size_t party_count = 0;
};

class Lazy {
 public:
  Lazy(const law::Program& program, Workspace& work) : program_(program), work_(work) {}

  Truth line(std::uint32_t id) { return value<law::Scope::Line>(work_.line, id); }
  Truth party(std::size_t p, std::uint32_t id) { return value<law::Scope::Party>(work_.parties[p], id); }

 private:
  template <law::Scope kScope>
  const law::Graph& graph() const {
    return kScope == law::Scope::Line ? program_.line : program_.party;
  }

  // Most nodes are atoms and their denials; they are answered here, without a call.
  template <law::Scope kScope>
  Truth value(Memo& memo, std::uint32_t id) {
    const Truth known = memo.nodes[id];
    if (known != kNotYet) return known;
    const Node& node = graph<kScope>().nodes[id];
    if (node.op == Node::Op::Atom) return atom<kScope>(memo, node.first);
    return memo.nodes[id] = compute<kScope>(memo, node);
  }

  template <law::Scope kScope>
  Truth compute(Memo& memo, const Node& node) {
    const std::uint32_t* children = graph<kScope>().children.data() + node.first;
    switch (node.op) {
      case Node::Op::False: return kFalse;
      case Node::Op::True: return kTrue;
      case Node::Op::Atom: return atom<kScope>(memo, node.first);
      case Node::Op::Not: return law::negate(value<kScope>(memo, node.first));
      case Node::Op::And: return join<kScope, kFalse>(memo, children, children + node.count);
      case Node::Op::Or: return join<kScope, kTrue>(memo, children, children + node.count);
      case Node::Op::Exists: return quantify<kTrue>(node.first);
      case Node::Op::All: return quantify<kFalse>(node.first);
    }
    return kUnknown;
  }

  // `kAbsorbing` decides alone: false for `and`, true for `or`.
  template <law::Scope kScope, Truth kAbsorbing>
  Truth join(Memo& memo, const std::uint32_t* child, const std::uint32_t* end) {
    Truth result = law::negate(kAbsorbing);
    for (; child != end; ++child) {
      const Truth truth = value<kScope>(memo, *child);
      if (truth == kAbsorbing) return kAbsorbing;
      if (truth == kUnknown) result = kUnknown;
    }
    return result;
  }

  template <Truth kAbsorbing>
  Truth quantify(std::uint32_t body) {
    Truth result = law::negate(kAbsorbing);
    for (std::size_t p = 0; p < work_.party_count; ++p) {
      const Truth truth = party(p, body);
      if (truth == kAbsorbing) return kAbsorbing;
      if (truth == kUnknown) result = kUnknown;
    }
    return result;
  }

  template <law::Scope kScope>
  Truth atom(Memo& memo, std::uint32_t index) {
    const Truth known = memo.atoms[index];
    return known != kNotYet ? known : fill<kScope>(memo, index);
  }

  // The atoms of a fact are all known once one is.
  template <law::Scope kScope>
  Truth fill(Memo& memo, std::uint32_t index) {
    const std::int32_t owner = (kScope == law::Scope::Line ? program_.line_variable : program_.party_variable)[index];
    const law::Variable& variable = program_.variables[static_cast<std::size_t>(owner)];
    fill_variable(program_, variable, memo.slots, memo.atoms.data() + variable.first_atom);
    return memo.atoms[index];
  }

  const law::Program& program_;
  Workspace& work_;
};

// A number that does not fit holds the order whether or not an outcome turns on it, so it is looked for first.
bool overflows(const law::Program& program, law::Scope scope, const Slots& slots) {
  return std::any_of(program.forms.begin(), program.forms.end(), [&](int index) {
    const law::Variable& variable = program.variables[static_cast<std::size_t>(index)];
    return variable.scope == scope && FormValue::of(*program.law, variable.form, slots).overflowed();
  });
}

// The outcome of a gate on this line, or kNone while it is open.
int outcome_of(const law::Program& program, const law::Gate& gate, Lazy& lazy) {
  const std::vector<std::uint32_t>& nodes = program.defines[static_cast<std::size_t>(gate.outcome)].value;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (lazy.line(nodes[i]) == kTrue) return gate.outcome_of_value[i];
  return kNone;
}

bool has_open_duty(const law::Program& program, int gate, Lazy& lazy) {
  const std::vector<int>& duties = program.duties[static_cast<std::size_t>(gate)];
  return std::any_of(duties.begin(), duties.end(), [&](int duty) {
    const law::RiderNodes& nodes = program.riders[static_cast<std::size_t>(duty)];
    return lazy.line(nodes.when) == kTrue && lazy.line(nodes.met) != kTrue;
  });
}

trade::Verdict verdict_of(const law::Program& program, int index, int outcome, Lazy& lazy, const Slots& line) {
  const law::Gate& gate = program.law->gates[static_cast<std::size_t>(index)];
  const trade::Verdict verdict = is_covered(gate, outcome, line) ? trade::Verdict::Conditions : gate.outcomes[static_cast<std::size_t>(outcome)].verdict;
  if (verdict == trade::Verdict::Proceed && has_open_duty(program, index, lazy)) return trade::Verdict::Conditions;
  return verdict;
}

}  // namespace

std::optional<Brief> evaluate_brief(const law::Program& program, const FactBinder& binder, const trade::Order& order) {
  thread_local Workspace work;
  Lazy lazy(program, work);
  work.party_count = order.parties.size();
  if (work.parties.size() < work.party_count) work.parties.resize(work.party_count);
  for (std::size_t p = 0; p < work.party_count; ++p) {
    binder.bind_party(order.parties[p], work.parties[p].slots);
    work.parties[p].start(program.party);
    if (overflows(program, law::Scope::Party, work.parties[p].slots)) return std::nullopt;
    if (lazy.party(p, program.party_conflict) != kFalse) return std::nullopt;
  }
  Brief out;
  out.verdict = trade::Verdict::Proceed;
  out.outcomes.assign(program.law->gates.size(), kNone);
  for (const Leg& leg : legs_of(order))
    for (const Chip& chip : chips_of(order.item)) {
      binder.bind_line(order, leg, chip, work.line.slots);
      work.line.start(program.line);
      if (overflows(program, law::Scope::Line, work.line.slots)) return std::nullopt;
      if (lazy.line(program.line_conflict) != kFalse) return std::nullopt;
      for (std::size_t g = 0; g < out.outcomes.size(); ++g) {
        const int outcome = outcome_of(program, program.law->gates[g], lazy);
        if (outcome == kNone) return std::nullopt;
        if (outcome <= out.outcomes[g]) continue;
        out.outcomes[g] = outcome;
        out.verdict = std::max(out.verdict, verdict_of(program, static_cast<int>(g), outcome, lazy, work.line.slots));
      }
    }
  return out;
}

}  // namespace lockgate::decide
