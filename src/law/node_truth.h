// The truth of one node of a graph, its children given. Three-valued (Kleene), as sets of what is still possible (law/program.h).
#pragma once

#include <vector>

#include "law/program.h"

namespace lockgate::law {

// What the truths of some nodes have in common, and what there is among them: an `and` and an `or` follow from the two.
struct Mixture {
  Truth all = kUnknown;
  Truth any = 0;
  void add(Truth truth) { all &= truth, any |= truth; }
  Truth conjunction() const { return static_cast<Truth>((all & 1) | (any & 2)); }
  Truth disjunction() const { return static_cast<Truth>((any & 1) | (all & 2)); }
};

inline Mixture mixture_of(const Graph& graph, const Node& node, const Truth* values) {
  Mixture out;
  const std::uint32_t* child = graph.children.data() + node.first;
  for (const std::uint32_t* end = child + node.count; child != end; ++child) out.add(values[*child]);
  return out;
}

// Over no party `exists` is false and `all` is true.
inline Truth over_parties(bool is_exists, std::uint32_t node, const std::vector<const Truth*>& parties) {
  if (parties.empty()) return truth_of(!is_exists);
  Mixture mixture;
  for (const Truth* values : parties) mixture.add(values[node]);
  return is_exists ? mixture.disjunction() : mixture.conjunction();
}

// `parties`: by party, the truths of the other graph's nodes; null where no node asks for them.
inline Truth truth_of_node(const Graph& graph, const Node& node, const Truth* atoms, const std::vector<const Truth*>* parties, const Truth* values) {
  switch (node.op) {
    case Node::Op::False: return kFalse;
    case Node::Op::True: return kTrue;
    case Node::Op::Atom: return atoms[node.first];
    case Node::Op::Not: return negate(values[node.first]);
    case Node::Op::And: return mixture_of(graph, node, values).conjunction();
    case Node::Op::Or: return mixture_of(graph, node, values).disjunction();
    case Node::Op::Exists: return over_parties(true, node.first, *parties);
    case Node::Op::All: return over_parties(false, node.first, *parties);
  }
  return kUnknown;
}

}  // namespace lockgate::law
