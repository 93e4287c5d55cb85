#include "law/program.h"

#include "base/check.h"

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

void evaluate(const Graph& graph, const Truth* atoms, const std::vector<const Truth*>* parties, std::vector<Truth>& values) {
  values.resize(graph.nodes.size());
  Truth* out = values.data();
  for (const Node& node : graph.nodes) {
    const std::uint32_t* child = graph.children.data() + node.first;
    switch (node.op) {
      case Node::Op::False: *out = kFalse; break;
      case Node::Op::True: *out = kTrue; break;
      case Node::Op::Atom: *out = atoms[node.first]; break;
      case Node::Op::Not: *out = negate(values[node.first]); break;
      case Node::Op::And: *out = fold_and(child, child + node.count, values.data()); break;
      case Node::Op::Or: *out = fold_or(child, child + node.count, values.data()); break;
      case Node::Op::Exists: *out = over_parties(true, node.first, *parties); break;
      case Node::Op::All: *out = over_parties(false, node.first, *parties); break;
    }
    ++out;
  }
}

}  // namespace

std::uint32_t Program::node_of(const Condition& condition, Scope) const {
  const auto it = condition_nodes.find(&condition);
  LG_CHECK(it != condition_nodes.end());
  return it->second;
}

void evaluate_line(const Program& program, const Truth* atoms, const std::vector<const Truth*>& party_values,
                   std::vector<Truth>& values) {
  evaluate(program.line, atoms, &party_values, values);
}

void evaluate_party(const Program& program, const Truth* atoms, std::vector<Truth>& values) {
  evaluate(program.party, atoms, nullptr, values);
}

}  // namespace lockgate::law
