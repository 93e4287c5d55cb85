#include "decide/trail.h"

#include <algorithm>

#include "law/residual.h"

namespace lockgate::decide {
namespace {

using law::kFalse;
using law::kOpen;
using law::kTrue;
using law::kUnknown;
using law::Node;
using law::Truth;

constexpr std::uint32_t kHeaviest = 1U << 20;

bool is_place(const law::Program& program, const law::Variable& variable) {
  return variable.fact != law::kNone && program.law->facts[static_cast<std::size_t>(variable.fact)].type == law::Type::Place;
}

// Of each condition on a fact. How the law is read is asked last: where nothing hangs on it, all readings leave one trail.
std::vector<std::uint32_t> atom_weights(const law::Program& program, const std::vector<std::int32_t>& variables) {
  constexpr std::uint32_t kPlace = 1, kAnyFact = 4, kReading = 1000;
  std::vector<std::uint32_t> out;
  for (const std::int32_t index : variables) {
    const law::Variable& variable = program.variables[static_cast<std::size_t>(index)];
    const bool is_reading = variable.fact != law::kNone && variable.fact == program.law->reading_fact;
    out.push_back(is_reading ? kReading : is_place(program, variable) ? kPlace : kAnyFact);
  }
  return out;
}

// What the conditions below each node weigh, counted along every way to them.
std::vector<std::uint32_t> weights_of(const law::Graph& graph, const std::vector<std::uint32_t>& atoms, const std::vector<std::uint32_t>& party) {
  std::vector<std::uint32_t> out;
  for (const Node& node : graph.nodes) {
    std::uint32_t weight = 0;
    if (node.op == Node::Op::Atom) weight = atoms[node.first];
    if (node.op == Node::Op::Not) weight = out[node.first];
    if (node.op == Node::Op::Exists || node.op == Node::Op::All) weight = 4 + 2 * party[node.first];
    if (node.op == Node::Op::And || node.op == Node::Op::Or)
      for (std::uint32_t i = 0; i < node.count; ++i) weight += out[graph.children[node.first + i]];
    out.push_back(std::min(weight, kHeaviest));
  }
  return out;
}

std::vector<std::uint32_t> lightest_first(const law::Graph& graph, const std::vector<std::uint32_t>& weights) {
  std::vector<std::uint32_t> out = graph.children;
  for (const Node& node : graph.nodes) {
    if (node.op != Node::Op::And && node.op != Node::Op::Or) continue;
    const auto first = out.begin() + node.first;
    std::stable_sort(first, first + node.count, [&](std::uint32_t a, std::uint32_t b) { return weights[a] < weights[b]; });
  }
  return out;
}

}  // namespace

LookOrder::LookOrder(std::shared_ptr<const law::Program> program) : program_(std::move(program)) {
  const auto party_weights = weights_of(program_->party, atom_weights(*program_, program_->party_variable), {});
  party_children_ = lightest_first(program_->party, party_weights);
  line_children_ = lightest_first(program_->line, weights_of(program_->line, atom_weights(*program_, program_->line_variable), party_weights));
}

void Trail::start(const LookOrder& order, AtomView& view) {
  order_ = &order, view_ = &view;
  looks_.clear();
  if (nodes_.size() < view.subjects()) nodes_.resize(view.subjects()), is_looked_at_.resize(view.subjects());
  nodes_[0].assign(order.program().line.nodes.size(), kOpen);
  is_looked_at_[0].assign(order.program().line.atom_count, false);
  for (std::size_t s = 1; s < view.subjects(); ++s) {
    nodes_[s].assign(order.program().party.nodes.size(), kOpen);
    is_looked_at_[s].assign(order.program().party.atom_count, false);
  }
}

Truth Trail::line(std::uint32_t node) { return value(0, node); }
Truth Trail::party(std::size_t party, std::uint32_t node) { return value(party + 1, node); }

Truth Trail::value(std::size_t subject, std::uint32_t id) {
  if (nodes_[subject][id] != kOpen) return nodes_[subject][id];
  const law::Graph& graph = subject == 0 ? order_->program().line : order_->program().party;
  const Truth out = compute(subject, graph.nodes[id]);
  return nodes_[subject][id] = out;
}

Truth Trail::compute(std::size_t subject, const Node& node) {
  switch (node.op) {
    case Node::Op::False: return kFalse;
    case Node::Op::True: return kTrue;
    case Node::Op::Atom: return atom(subject, node.first);
    case Node::Op::Not: return law::negate(value(subject, node.first));
    case Node::Op::And: return join(subject, node, kFalse);
    case Node::Op::Or: return join(subject, node, kTrue);
    case Node::Op::Exists: return quantify(node.first, kTrue);
    case Node::Op::All: return quantify(node.first, kFalse);
  }
  return kUnknown;
}

Truth Trail::atom(std::size_t subject, std::uint32_t atom) {
  if (!is_looked_at_[subject][atom]) {
    is_looked_at_[subject][atom] = true;
    looks_.push_back({static_cast<std::uint32_t>(subject), atom, view_->seen(subject, atom)});
  }
  return view_->truth(subject, atom);
}

// One part that absorbs decides alone, and the rest is not looked at; an open whole hangs on all of them.
Truth Trail::join(std::size_t subject, const Node& node, Truth absorbing) {
  const std::vector<std::uint32_t>& children = subject == 0 ? order_->line_children() : order_->party_children();
  for (std::uint32_t i = 0; i < node.count; ++i)  // what is known already costs no look
    if (nodes_[subject][children[node.first + i]] == absorbing) return absorbing;
  Truth out = law::negate(absorbing);
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const Truth part = value(subject, children[node.first + i]);
    if (part == absorbing) return absorbing;
    if (part == kUnknown) out = kUnknown;
  }
  return out;
}

Truth Trail::quantify(std::uint32_t body, Truth absorbing) {
  Truth out = law::negate(absorbing);
  for (std::size_t s = 1; s < view_->subjects(); ++s) {
    const Truth part = value(s, body);
    if (part == absorbing) return absorbing;
    if (part == kUnknown) out = kUnknown;
  }
  return out;
}

std::int32_t TrailTree::follow(std::int32_t node, std::uint32_t seen) const {
  for (std::int32_t e = nodes_[static_cast<std::size_t>(node)].first; e != kNothing; e = edges_[static_cast<std::size_t>(e)].next)
    if (edges_[static_cast<std::size_t>(e)].seen == seen) return edges_[static_cast<std::size_t>(e)].node;
  return kNothing;
}

std::int32_t TrailTree::find(AtomView& view) const {
  std::int32_t at = nodes_.empty() ? kNothing : 0;
  while (at != kNothing) {
    const Node& node = nodes_[static_cast<std::size_t>(at)];
    if (node.answer != kNothing) return node.answer;
    at = follow(at, view.seen(node.subject, node.atom));
  }
  return kNothing;
}

void TrailTree::keep(const std::vector<Look>& looks, std::int32_t answer) {
  if (nodes_.empty()) nodes_.emplace_back();
  std::int32_t at = 0;
  for (const Look& look : looks) {
    Node& node = nodes_[static_cast<std::size_t>(at)];
    if (node.first == kNothing) node.subject = look.subject, node.atom = look.atom;
    const std::int32_t known = follow(at, look.seen);
    if (known != kNothing) {
      at = known;
      continue;
    }
    const auto next = static_cast<std::int32_t>(nodes_.size());
    edges_.push_back({look.seen, next, node.first});
    node.first = static_cast<std::int32_t>(edges_.size()) - 1;
    nodes_.emplace_back();
    at = next;
  }
  nodes_[static_cast<std::size_t>(at)].answer = answer;
}

}  // namespace lockgate::decide
