// Update: a graph that was evaluated, and a few nodes that no longer are what they were. Only what hangs on them is evaluated anew.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "law/program.h"

namespace lockgate::law {

// Who reads a node, for every node of a graph.
class Readers {
 public:
  Readers() = default;
  // Nodes of the same graph that have the node among their parts.
  static Readers within(const Graph& graph);
  // Nodes of the line that ask about the node of a party.
  static Readers across(const Graph& party, const Graph& line);

  const std::uint32_t* begin(std::uint32_t node) const { return nodes_.data() + first_[node]; }
  const std::uint32_t* end(std::uint32_t node) const { return nodes_.data() + first_[node + 1]; }

 private:
  void fill(std::size_t size, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs);
  std::vector<std::uint32_t> first_;  // by node, and one more
  std::vector<std::uint32_t> nodes_;
};

// The ways upwards through the graphs of a program.
struct Upwards {
  explicit Upwards(const Program& program);
  Readers line, party, quantifiers;
  std::vector<std::uint32_t> line_node, party_node;  // by atom
};

// When a node counts as changed, so that its readers are looked at: when it has another truth, or also when it is open as before but
// may be open in another way, which a diagram of it would show.
enum class Change : std::uint8_t { OfTruth, OfForm };

// `nodes`: which to begin with; becomes those that changed, children first. `values` are those of before. `parties` as for `truth_of_node`.
void update(const Graph& graph, const Readers& readers, Change change, const Truth* atoms, const std::vector<const Truth*>* parties, std::vector<std::uint32_t>& nodes, Truth* values);

}  // namespace lockgate::law
