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
#include "trade/language.h"

namespace lockgate::decide {

struct Leaf {
  std::vector<GateFinding> gates;  // by gate of the law
  trade::Verdict verdict = trade::Verdict::Hold;
  friend bool operator<(const Leaf& a, const Leaf& b) { return std::tie(a.verdict, a.gates) < std::tie(b.verdict, b.gates); }
};

class Diagram {
 public:
  // Explores `world`. Gives up exactness after kBudget evaluations; `is_exact` says so and the world's Kleene values stand.
  // Labels are written for `order` in `language`.
  static Diagram explore(const World& world, const trade::Order& order, trade::Language language);

  struct Branch {
    std::vector<std::uint32_t> cells;
    std::string label;  // the kinds in words: `up to 327.70 mm2`
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
  std::set<int> reachable_leaves() const { return reachable_leaves({}, 0); }
  // Leaves still possible when `choice` takes its branch number `branch` (a Choice without variable: no restriction).
  std::set<int> reachable_leaves(const Choice& choice, int branch) const;
  // The choices the diagram depends on when leaves are seen through `view` only, in order of branching.
  std::vector<Choice> support(const std::function<int(const Leaf&)>& view) const;
  const Node* first(const Choice& choice) const;
  // A world of some leaf: what was narrowed on the way there. For reasons when the root itself is open.
  const World* example() const { return example_.get(); }

 private:
  friend class Explorer;
  std::optional<std::set<Choice>> needed_choices(const std::function<int(const Leaf&)>& view) const;
  std::vector<Leaf> leaves_;
  std::vector<Node> nodes_;
  int root_ = law::kNone;
  bool is_exact_ = true;
  std::shared_ptr<const World> example_;
};

}  // namespace lockgate::decide
