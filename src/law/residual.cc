#include "law/residual.h"

namespace lockgate::law {
namespace {

using NodeId = std::uint32_t;

class Restriction {
 public:
  Restriction(const Graph& graph, const std::vector<Truth>& atoms) : graph_(graph), atoms_(atoms) {
    out_.graph.atom_count = graph.atom_count;
    out_.graph.nodes.reserve(graph.nodes.size());
    for (NodeId id = 0; id < graph.nodes.size(); ++id) add(id);
  }

  Residual take() { return std::move(out_); }

 private:
  void add(NodeId id) {
    const Node& node = graph_.nodes[id];
    same_.push_back(id);
    switch (node.op) {
      case Node::Op::False: return keep(node, kFalse);
      case Node::Op::True: return keep(node, kTrue);
      case Node::Op::Atom: return keep(node, atoms_[node.first]);
      case Node::Op::Not: return keep({node.op, same_[node.first], 1}, out_.known[node.first] == kOpen ? kOpen : negate(out_.known[node.first]));
      case Node::Op::And: return join(id, kFalse);
      case Node::Op::Or: return join(id, kTrue);
      case Node::Op::Exists:
      case Node::Op::All: return keep(node, kOpen);
    }
  }

  void keep(const Node& node, Truth known) {
    if (known == kOpen) out_.open.push_back(static_cast<NodeId>(out_.known.size()));
    out_.graph.nodes.push_back(node);
    out_.known.push_back(known);
  }

  // Children that are decided either decide the node or say nothing. A node with one child left is that child.
  void join(NodeId id, Truth deciding) {
    const Node& node = graph_.nodes[id];
    Node left{node.op, static_cast<std::uint32_t>(out_.graph.children.size()), 0};
    for (std::uint32_t i = 0; i < node.count; ++i) {
      const NodeId child = graph_.children[node.first + i];
      if (out_.known[child] == deciding) return out_.graph.children.resize(left.first), keep(left, deciding);
      if (out_.known[child] == kOpen) out_.graph.children.push_back(same_[child]), ++left.count;
    }
    if (left.count == 1) same_[id] = out_.graph.children[left.first];
    keep(left, left.count == 0 ? negate(deciding) : kOpen);
  }

  const Graph& graph_;
  const std::vector<Truth>& atoms_;
  Residual out_;
  std::vector<NodeId> same_;  // by node: the node that says the same with less
};

}  // namespace

Residual restrict_to(const Graph& graph, const std::vector<Truth>& atoms) { return Restriction(graph, atoms).take(); }

}  // namespace lockgate::law
