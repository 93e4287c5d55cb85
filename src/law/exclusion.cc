// The quick half of "can these hold together": no search, only what stands in the conjuncts themselves.
#include <algorithm>
#include <map>
#include <set>

#include "law/program.h"

namespace lockgate::law {
namespace {

using NodeId = std::uint32_t;

void add_conjuncts(const Graph& graph, NodeId id, std::set<NodeId>& out) {
  const Node& node = graph.nodes[id];
  if (node.op != Node::Op::And) return void(out.insert(id));
  for (std::uint32_t i = 0; i < node.count; ++i) add_conjuncts(graph, graph.children[node.first + i], out);
}

// Is the denial of `id` among what is asked for?
bool denies(const Graph& graph, NodeId id, const std::set<NodeId>& asked) {
  const Node& denied = graph.nodes[id];
  const auto is_asked = [&](NodeId child) { return asked.count(child) != 0; };
  const auto* first = graph.children.data() + denied.first;
  if (asked.count(id) != 0) return true;
  if (denied.op == Node::Op::Or) return std::any_of(first, first + denied.count, is_asked);    // not (a or b), and a
  if (denied.op == Node::Op::And) return std::all_of(first, first + denied.count, is_asked);  // not (a and b), a, and b
  return false;
}

// The cells of each variable that leave every asked atom possible.
bool no_kind_is_left(const Program& program, Scope scope, const std::set<NodeId>& asked) {
  const Graph& graph = program.graph(scope);
  const std::vector<Atom>& atoms = scope == Scope::Line ? program.line_atoms : program.party_atoms;
  std::map<int, std::vector<bool>> left;
  for (const NodeId id : asked) {
    const bool is_not = graph.nodes[id].op == Node::Op::Not;
    const Node& node = is_not ? graph.nodes[graph.nodes[id].first] : graph.nodes[id];
    if (node.op != Node::Op::Atom) continue;
    const int index = atoms[node.first].variable;
    const Variable& variable = program.variables[static_cast<std::size_t>(index)];
    std::vector<bool>& cells = left.try_emplace(index, std::vector<bool>(variable.cell_count, true)).first->second;
    for (std::uint32_t cell = 0; cell < variable.cell_count; ++cell)
      if (variable.row(cell)[node.first - variable.first_atom] != truth_of(!is_not)) cells[cell] = false;
    if (std::none_of(cells.begin(), cells.end(), [](bool is_left) { return is_left; })) return true;
  }
  return false;
}

}  // namespace

bool exclude_each_other(const Program& program, Scope scope, const std::vector<NodeId>& nodes) {
  const Graph& graph = program.graph(scope);
  std::set<NodeId> asked;
  for (const NodeId node : nodes) add_conjuncts(graph, node, asked);
  if (asked.count(0) != 0) return true;
  for (const NodeId id : asked)
    if (graph.nodes[id].op == Node::Op::Not && denies(graph, graph.nodes[id].first, asked)) return true;
  return no_kind_is_left(program, scope, asked);
}

}  // namespace lockgate::law
