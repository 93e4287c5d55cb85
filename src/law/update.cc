#include "law/update.h"

#include <algorithm>

#include "law/node_truth.h"

namespace lockgate::law {
namespace {

// Nodes still to be looked at, the lowest first: readers come after what they read.
class Waiting {
 public:
  explicit Waiting(std::size_t nodes) {
    if (bits_.size() < nodes / 64 + 1) bits_.resize(nodes / 64 + 1);
  }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;
  // Nothing is left behind even where an exception ended the use.
  ~Waiting() {
    if (word_ <= last_) std::fill(bits_.begin() + static_cast<std::ptrdiff_t>(word_), bits_.begin() + static_cast<std::ptrdiff_t>(last_) + 1, 0);
  }

  void add(std::uint32_t node) {
    bits_[node / 64] |= std::uint64_t{1} << node % 64;
    word_ = std::min<std::size_t>(word_, node / 64);
    last_ = std::max<std::size_t>(last_, node / 64);
  }
  // False: there is none left. Something was added.
  bool take(std::uint32_t& node) {
    while (bits_[word_] == 0)
      if (word_++ == last_) return false;
    const int bit = __builtin_ctzll(bits_[word_]);
    bits_[word_] &= bits_[word_] - 1;
    node = static_cast<std::uint32_t>(word_ * 64 + static_cast<std::size_t>(bit));
    return true;
  }

 private:
  static thread_local std::vector<std::uint64_t> bits_;  // all zero between two uses
  std::size_t word_ = SIZE_MAX, last_ = 0;  // the words that may have bits
};

thread_local std::vector<std::uint64_t> Waiting::bits_;

}  // namespace

void Readers::fill(std::size_t size, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs) {
  first_.assign(size + 1, 0);
  for (const auto& [node, reader] : pairs) ++first_[node + 1];
  for (std::size_t n = 0; n < size; ++n) first_[n + 1] += first_[n];
  nodes_.resize(pairs.size());
  std::vector<std::uint32_t> next = first_;
  for (const auto& [node, reader] : pairs) nodes_[next[node]++] = reader;
}

Readers Readers::within(const Graph& graph) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::uint32_t id = 0; id < graph.nodes.size(); ++id) {
    const Node& node = graph.nodes[id];
    if (node.op == Node::Op::Not) pairs.emplace_back(node.first, id);
    if (node.op == Node::Op::And || node.op == Node::Op::Or)
      for (std::uint32_t i = 0; i < node.count; ++i) pairs.emplace_back(graph.children[node.first + i], id);
  }
  Readers out;
  out.fill(graph.nodes.size(), pairs);
  return out;
}

Readers Readers::across(const Graph& party, const Graph& line) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (std::uint32_t id = 0; id < line.nodes.size(); ++id)
    if (line.nodes[id].op == Node::Op::Exists || line.nodes[id].op == Node::Op::All) pairs.emplace_back(line.nodes[id].first, id);
  Readers out;
  out.fill(party.nodes.size(), pairs);
  return out;
}

Upwards::Upwards(const Program& program)
    : line(Readers::within(program.line)), party(Readers::within(program.party)), quantifiers(Readers::across(program.party, program.line)) {
  const auto nodes_of_atoms = [](const Graph& graph) {
    std::vector<std::uint32_t> out(graph.atom_count);
    for (std::uint32_t id = 0; id < graph.nodes.size(); ++id)
      if (graph.nodes[id].op == Node::Op::Atom) out[graph.nodes[id].first] = id;
    return out;
  };
  line_node = nodes_of_atoms(program.line), party_node = nodes_of_atoms(program.party);
}

void update(const Graph& graph, const Readers& readers, Change change, const Truth* atoms, const std::vector<const Truth*>* parties, std::vector<std::uint32_t>& nodes, Truth* values) {
  if (nodes.empty()) return;
  Waiting waiting(graph.nodes.size());
  for (const std::uint32_t node : nodes) waiting.add(node);
  nodes.clear();
  for (std::uint32_t node = 0; waiting.take(node);) {
    const Truth truth = truth_of_node(graph, graph.nodes[node], atoms, parties, values);
    if (truth == values[node] && !(change == Change::OfForm && truth == kUnknown)) continue;
    values[node] = truth;
    nodes.push_back(node);
    for (const std::uint32_t* reader = readers.begin(node); reader != readers.end(node); ++reader) waiting.add(*reader);
  }
}

}  // namespace lockgate::law
