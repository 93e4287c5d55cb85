// GraphBuilder: one graph under construction. Equal nodes are one node and constants fold, so equal conditions have equal numbers,
// whichever rule or version of the law they come from.
#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "law/program.h"

namespace lockgate::law {

using NodeId = std::uint32_t;
inline constexpr NodeId kFalseNode = 0;
inline constexpr NodeId kTrueNode = 1;

class GraphBuilder {
 public:
  explicit GraphBuilder(Graph& graph) : graph_(graph) {
    graph_.nodes.push_back({Node::Op::False, 0, 0});
    graph_.nodes.push_back({Node::Op::True, 0, 0});
  }

  // Goes on with a copy of what another has built.
  GraphBuilder(Graph& graph, const GraphBuilder& other) : graph_(graph), known_(other.known_) { graph_ = other.graph_; }

  NodeId atom(std::uint32_t index) { return leaf(Node::Op::Atom, index); }
  NodeId quantifier(bool is_exists, NodeId body) {
    // Even a constant body depends on whether there is a party at all.
    return leaf(is_exists ? Node::Op::Exists : Node::Op::All, body);
  }

  NodeId negate(NodeId node) {
    if (node <= kTrueNode) return node == kFalseNode ? kTrueNode : kFalseNode;
    if (graph_.nodes[node].op == Node::Op::Not) return graph_.nodes[node].first;
    return leaf(Node::Op::Not, node);
  }

  NodeId all(std::vector<NodeId> nodes) { return join(Node::Op::And, std::move(nodes), kFalseNode, kTrueNode); }
  NodeId any(std::vector<NodeId> nodes) { return join(Node::Op::Or, std::move(nodes), kTrueNode, kFalseNode); }

 private:
  NodeId leaf(Node::Op op, std::uint32_t operand) {
    const auto [it, is_new] = known_.try_emplace({op, {operand}}, static_cast<NodeId>(graph_.nodes.size()));
    if (is_new) graph_.nodes.push_back({op, operand, 1});
    return it->second;
  }

  NodeId join(Node::Op op, std::vector<NodeId> nodes, NodeId absorbing, NodeId neutral) {
    std::set<NodeId> flat;
    for (const NodeId node : nodes) {
      if (node == absorbing) return absorbing;
      if (node == neutral) continue;
      const Node& inner = graph_.nodes[node];
      if (inner.op == op) flat.insert(graph_.children.begin() + inner.first, graph_.children.begin() + inner.first + inner.count);
      else flat.insert(node);
    }
    for (const NodeId node : flat)
      if (graph_.nodes[node].op == Node::Op::Not && flat.count(graph_.nodes[node].first) != 0) return absorbing;
    if (flat.empty()) return neutral;
    if (flat.size() == 1) return *flat.begin();
    std::vector<NodeId> children(flat.begin(), flat.end());
    const auto [it, is_new] = known_.try_emplace({op, children}, static_cast<NodeId>(graph_.nodes.size()));
    if (is_new) {
      graph_.nodes.push_back({op, static_cast<std::uint32_t>(graph_.children.size()), static_cast<std::uint32_t>(children.size())});
      graph_.children.insert(graph_.children.end(), children.begin(), children.end());
    }
    return it->second;
  }

  Graph& graph_;
  std::map<std::pair<Node::Op, std::vector<NodeId>>, NodeId> known_;
};

}  // namespace lockgate::law
