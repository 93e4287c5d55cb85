// Canonical: a decision diagram whose choices come in one order on every path, so that equal answers are one node. A diagram
// that was explored depth-first asks in the order that settles most; only in this form does it depend on a choice exactly if it
// holds one.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "decide/open_fact.h"

namespace lockgate::decide {

// Where each kind leads.
using ByCell = std::vector<std::pair<std::uint32_t, int>>;

class Canonical {
 public:
  // Nodes of this diagram, by what they say. Equal nodes have equal numbers.
  int leaf(int view);
  int node(const Choice& choice, ByCell children);
  // What a node depends on; nullopt: it grew too large to say.
  std::optional<std::set<Choice>> choices(int root) const;

 private:
  struct Node {
    std::optional<Choice> choice;  // none: a leaf
    ByCell children;
  };
  int intern(const Choice& choice, ByCell children);
  int child_at(int node, const Choice& choice, std::uint32_t cell) const;

  std::vector<Node> nodes_;
  std::map<int, int> leaves_;
  std::map<std::pair<Choice, ByCell>, int> known_;
  std::map<std::pair<Choice, ByCell>, int> built_;
};

}  // namespace lockgate::decide
