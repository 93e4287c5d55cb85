// Cover: a decision diagram, and the few large boxes of kinds that lead to one of its leaves. A box limits some facts to some of
// their kinds; every box is as large as it can be, and together they hold all that leads to the leaf and nothing else.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "decide/canonical.h"

namespace lockgate::decide {

class Cover {
 public:
  using Box = std::map<Choice, std::set<std::uint32_t>>;

  int leaf(int number);
  int node(const Choice& choice, ByCell children);
  std::vector<Box> boxes(int root, int number);

 private:
  struct Node {
    std::optional<Choice> choice;  // none: a leaf
    ByCell children;
    int leaf = 0;
  };
  void walk(int id, int number, Box& path, std::vector<Box>& out);
  void expand(Box& box, int number);
  bool leads_only_to(const Box& box, int number) const;

  std::vector<Node> nodes_;
  std::map<int, int> leaves_;
  std::map<std::pair<Choice, ByCell>, int> known_;
  std::map<Choice, std::set<std::uint32_t>> kinds_;  // all that were seen of each choice
  int root_ = 0;
};

}  // namespace lockgate::decide
