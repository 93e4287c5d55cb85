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

constexpr Truth kNotYet = law::kOpen;

// One graph evaluated on demand: a node is computed when first asked for and remembered. An `and` stops at the first false:
// what it leaves out cannot change it.
struct Memo {
  const law::Graph* graph = nullptr;
  const Slots* slots = nullptr;
  std::vector<Truth> nodes;
  std::vector<Truth> atoms;

  void start(const law::Graph& evaluated, const Slots& facts) {
    graph = &evaluated;
    slots = &facts;
    nodes.assign(evaluated.nodes.size(), kNotYet);
    atoms.assign(evaluated.atom_count, kNotYet);
  }

  void start(const law::Residual& residual, const Slots& facts) {
    start(residual.graph, facts);
    nodes = residual.known;
  }
};

// One gate over the lines so far: the worst outcome and its verdict, and whether a line leaves a duty open.
struct Worst {
  int outcome = kNone;
  trade::Verdict verdict = trade::Verdict::Proceed;
  Truth duty = kFalse;
};

// Buffers kept from order to order, one set a thread.
struct Workspace {
  std::vector<Worst> gates;
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
  // Most nodes are atoms and their denials; they are answered here, without a call.
  template <law::Scope kScope>
  Truth value(Memo& memo, std::uint32_t id) {
    const Truth known = memo.nodes[id];
    if (known != kNotYet) return known;
    const Node& node = memo.graph->nodes[id];
    if (node.op == Node::Op::Atom) return atom<kScope>(memo, node.first);
    return memo.nodes[id] = compute<kScope>(memo, node);
  }

  // Of an `and` or an `or`; a graph without them has no children at all.
  static const std::uint32_t* children_of(const Memo& memo, const Node& node) { return memo.graph->children.data() + node.first; }

  template <law::Scope kScope>
  Truth compute(Memo& memo, const Node& node) {
    switch (node.op) {
      case Node::Op::False: return kFalse;
      case Node::Op::True: return kTrue;
      case Node::Op::Atom: return atom<kScope>(memo, node.first);
      case Node::Op::Not: return law::negate(value<kScope>(memo, node.first));
      case Node::Op::And: return join<kScope, kFalse>(memo, children_of(memo, node), children_of(memo, node) + node.count);
      case Node::Op::Or: return join<kScope, kTrue>(memo, children_of(memo, node), children_of(memo, node) + node.count);
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
    fill_variable(program_, variable, *memo.slots, memo.atoms.data() + variable.first_atom);
    return memo.atoms[index];
  }

  const law::Program& program_;
  Workspace& work_;
};

// The outcome of a gate on this line, or kNone while it is open.
int outcome_of(const law::Program& program, const law::Gate& gate, Lazy& lazy) {
  const std::vector<std::uint32_t>& nodes = program.defines[static_cast<std::size_t>(gate.outcome)].value;
  for (std::size_t i = 0; i < nodes.size(); ++i)
    if (lazy.line(nodes[i]) == kTrue) return gate.outcome_of_value[i];
  return kNone;
}

// Duties of this line that are not met: true, false, or unknown while one may or may not arise.
Truth open_duty(const law::Program& program, int gate, Lazy& lazy) {
  Truth out = kFalse;
  for (const int duty : program.duties[static_cast<std::size_t>(gate)]) {
    const law::RiderNodes& nodes = program.riders[static_cast<std::size_t>(duty)];
    const Truth arises = lazy.line(nodes.when);
    if (arises == kFalse || lazy.line(nodes.met) == kTrue) continue;
    if (arises == kTrue) return kTrue;
    out = kUnknown;
  }
  return out;
}

// nullopt: whether a duty arises is not settled, and the verdict turns on it.
std::optional<Brief> fold(const std::vector<Worst>& gates) {
  Brief out;
  out.verdict = trade::Verdict::Proceed;
  for (const Worst& gate : gates) {
    const bool turns_on_duty = gate.verdict == trade::Verdict::Proceed;
    if (turns_on_duty && gate.duty == kUnknown) return std::nullopt;
    out.verdict = std::max(out.verdict, turns_on_duty && gate.duty == kTrue ? trade::Verdict::Conditions : gate.verdict);
    out.outcomes.push_back(gate.outcome);
  }
  return out;
}

}  // namespace

std::optional<Brief> evaluate_brief(const Routes& routes, const BoundOrder& bound) {
  if (bound.overflows) return std::nullopt;
  const law::Program& program = routes.program();
  thread_local Workspace work;
  Lazy lazy(program, work);
  work.party_count = bound.parties.size();
  if (work.parties.size() < work.party_count) work.parties.resize(work.party_count);
  for (std::size_t p = 0; p < work.party_count; ++p) {
    work.parties[p].start(program.party, bound.parties[p]);
    if (lazy.party(p, program.party_conflict) != kFalse) return std::nullopt;
  }
  work.gates.assign(program.law->gates.size(), Worst{});
  for (const BoundOrder::Line& line : bound.lines) {
    const std::shared_ptr<const law::Residual> route = routes.of(line.slots);
    work.line.start(*route, line.slots);
    if (lazy.line(program.line_conflict) != kFalse) return std::nullopt;
    for (std::size_t g = 0; g < work.gates.size(); ++g) {
      Worst& worst = work.gates[g];
      const law::Gate& gate = program.law->gates[g];
      const int outcome = outcome_of(program, gate, lazy);
      if (outcome == kNone) return std::nullopt;
      if (outcome > worst.outcome) worst.outcome = outcome, worst.verdict = verdict_of(gate, outcome, line.slots);
      if (worst.verdict == trade::Verdict::Proceed) worst.duty = law::either(worst.duty, open_duty(program, static_cast<int>(g), lazy));
    }
  }
  return fold(work.gates);
}

}  // namespace lockgate::decide
