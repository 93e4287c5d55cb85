// Diagram: the exact answer under missing facts, as a reduced decision diagram. Its branches are kinds of missing facts, its
// leaves what the gates say. One leaf: settled whatever the missing facts are. The facts it branches on are the smallest set
// that settles the answer in every case, because equal branches are merged (docs/law-language.md, section 7).
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "decide/finding.h"
#include "decide/open_fact.h"

namespace lockgate::decide {

// What is asked of a world: what some gates say, and whether the rules are at fault.
struct Asked {
  std::vector<int> gates;
  bool faults = false;

  static Asked everything(const law::Law& law);
  static Asked gate(int index) { return {{index}, false}; }
};

struct Leaf {
  std::vector<GateFinding> gates;  // by gate asked
  trade::Verdict verdict = trade::Verdict::Hold;  // of these gates; a fault holds
  friend bool operator<(const Leaf& a, const Leaf& b) { return std::tie(a.verdict, a.gates) < std::tie(b.verdict, b.gates); }
};

// What is asked, if no missing fact can change it.
std::optional<Leaf> settled_leaf(const World& world, const Asked& asked);

class Diagram {
 public:
  // Gives up exactness after kBudget evaluations; `is_exact` says so and the world's Kleene values stand.
  static Diagram explore(const World& world, const Asked& asked);
  // Of what is settled.
  static Diagram of(Leaf leaf);

  struct Branch {
    std::vector<std::uint32_t> cells;
    int child;
  };
  struct Node {
    Choice choice;             // of an inner node
    std::vector<Branch> branches;
    int leaf = law::kNone;     // of a leaf
  };

  bool is_exact() const { return is_exact_; }
  const std::vector<Leaf>& leaves() const { return leaves_; }
  const std::vector<Node>& nodes() const { return nodes_; }
  int root() const { return root_; }
  std::vector<int> reachable_leaves() const { return reachable_leaves({}, {}); }
  // Leaves still possible when `choice` is in one of `cells` (a Choice without variable: no restriction), in order.
  std::vector<int> reachable_leaves(const Choice& choice, const std::vector<std::uint32_t>& cells) const;
  // The choices the diagram depends on, in order of branching.
  const std::vector<Choice>& needed() const { return needed_; }
  // The same when leaves are seen through `view` only.
  std::vector<Choice> support(const std::function<int(const Leaf&)>& view) const;

 private:
  friend class Explorer;
  std::optional<std::set<Choice>> needed_choices(const std::function<int(const Leaf&)>& view) const;
  std::vector<Leaf> leaves_;
  std::vector<Node> nodes_;
  int root_ = law::kNone;
  std::vector<Choice> needed_;
  bool is_exact_ = true;
};

}  // namespace lockgate::decide
