#include "decide/residual_form.h"

#include <algorithm>

namespace lockgate::decide {
namespace {

using law::kUnknown;
using law::Node;

ResidualForm::Id settled(Truth truth) { return truth == law::kTrue ? ResidualForm::kIsTrue : ResidualForm::kIsFalse; }

constexpr std::uint32_t kLine = 0;  // whose atom it is: the line's, or that of party p + 1

}  // namespace

// Parts that are settled say nothing: a settled part of an open `and` is true, of an open `or` false.
ResidualForm::Id ResidualForm::join(Node::Op op, std::vector<Id> parts) {
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  if (parts.size() == 1) return parts.front();
  parts.push_back(static_cast<std::uint32_t>(op));
  return intern(std::move(parts));
}

ResidualForm::Id ResidualForm::of_node(const law::Graph& graph, std::uint32_t id, const std::vector<Truth>& values, std::uint32_t subject,
                                       const std::vector<Id>& done) {
  const Node& node = graph.nodes[id];
  if (values[id] != kUnknown) return settled(values[id]);
  if (node.op == Node::Op::Atom) return intern({node.first, subject, UINT32_MAX});
  if (node.op == Node::Op::Not) return intern({done[node.first], static_cast<std::uint32_t>(node.op)});
  std::vector<Id> parts;
  for (std::uint32_t i = 0; i < node.count; ++i)
    if (const std::uint32_t child = graph.children[node.first + i]; values[child] == kUnknown) parts.push_back(done[child]);
  return join(node.op, std::move(parts));
}

ResidualForm::Id ResidualForm::of_quantifier(const Node& node, std::uint32_t id, const World& world, const std::vector<std::vector<Id>>& parties) {
  const Truth truth = world.instances()[0].values[id];
  if (truth != kUnknown) return settled(truth);
  std::vector<Id> parts;
  for (std::size_t p = 0; p < parties.size(); ++p)
    if (world.parties()[p].values[node.first] == kUnknown) parts.push_back(parties[p][node.first]);
  return join(node.op == Node::Op::Exists ? Node::Op::Or : Node::Op::And, std::move(parts));
}

std::vector<ResidualForm::Id> ResidualForm::of(const World& world) {
  const law::Program& program = world.program();
  std::vector<std::vector<Id>> parties(world.parties().size());
  for (std::size_t p = 0; p < parties.size(); ++p)
    for (std::uint32_t id = 0; id < program.party.nodes.size(); ++id)
      parties[p].push_back(of_node(program.party, id, world.parties()[p].values, static_cast<std::uint32_t>(p + 1), parties[p]));
  std::vector<Id> out;
  for (std::uint32_t id = 0; id < program.line.nodes.size(); ++id) {
    const Node& node = program.line.nodes[id];
    const bool is_quantifier = node.op == Node::Op::Exists || node.op == Node::Op::All;
    out.push_back(is_quantifier ? of_quantifier(node, id, world, parties) : of_node(program.line, id, world.instances()[0].values, kLine, out));
  }
  return out;
}

}  // namespace lockgate::decide
