#include "law/program.h"

#include "law/node_truth.h"
#include "law/residual.h"

namespace lockgate::law {
namespace {

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
