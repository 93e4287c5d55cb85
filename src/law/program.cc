#include "law/program.h"

#include "law/residual.h"

namespace lockgate::law {
namespace {

Truth fold_and(const std::uint32_t* child, const std::uint32_t* end, const Truth* values) {
  Truth all = kUnknown;
  Truth any = 0;
  for (; child != end; ++child) {
    all &= values[*child];
    any |= values[*child];
  }
  return static_cast<Truth>((all & 1) | (any & 2));
}

Truth fold_or(const std::uint32_t* child, const std::uint32_t* end, const Truth* values) {
  Truth all = kUnknown;
  Truth any = 0;
  for (; child != end; ++child) {
    all &= values[*child];
    any |= values[*child];
  }
  return static_cast<Truth>((any & 1) | (all & 2));
}

// Over no party `exists` is false and `all` is true.
Truth over_parties(bool is_exists, std::uint32_t node, const std::vector<const Truth*>& parties) {
  Truth all = kUnknown;
  Truth any = 0;
  if (parties.empty()) return truth_of(!is_exists);
  for (const Truth* values : parties) {
    all &= values[node];
    any |= values[node];
  }
  return is_exists ? static_cast<Truth>((any & 1) | (all & 2)) : static_cast<Truth>((all & 1) | (any & 2));
}

Truth truth_of_node(const Graph& graph, const Node& node, const Truth* atoms, const std::vector<const Truth*>* parties, const Truth* values) {
  const std::uint32_t* child = graph.children.data() + node.first;
  switch (node.op) {
    case Node::Op::False: return kFalse;
    case Node::Op::True: return kTrue;
    case Node::Op::Atom: return atoms[node.first];
    case Node::Op::Not: return negate(values[node.first]);
    case Node::Op::And: return fold_and(child, child + node.count, values);
    case Node::Op::Or: return fold_or(child, child + node.count, values);
    case Node::Op::Exists: return over_parties(true, node.first, *parties);
    case Node::Op::All: return over_parties(false, node.first, *parties);
  }
  return kUnknown;
}

void evaluate(const Graph& graph, const Truth* atoms, const std::vector<const Truth*>* parties, std::vector<Truth>& values) {
  values.resize(graph.nodes.size());
  for (std::size_t id = 0; id < values.size(); ++id) values[id] = truth_of_node(graph, graph.nodes[id], atoms, parties, values.data());
}

}  // namespace

void evaluate_line(const Program& program, const Truth* atoms, const std::vector<const Truth*>& party_values,
                   std::vector<Truth>& values) {
  evaluate(program.line, atoms, &party_values, values);
}

void evaluate_line(const Residual& residual, const Truth* atoms, const std::vector<const Truth*>& party_values, std::vector<Truth>& values) {
  values = residual.known;
  for (const std::uint32_t id : residual.open) values[id] = truth_of_node(residual.graph, residual.graph.nodes[id], atoms, &party_values, values.data());
}

void evaluate_party(const Program& program, const Truth* atoms, std::vector<Truth>& values) {
  evaluate(program.party, atoms, nullptr, values);
}

}  // namespace lockgate::law
