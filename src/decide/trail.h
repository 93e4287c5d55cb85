// Trail: which conditions of an order an answer rests on. The graph is evaluated from what is asked for downwards, a condition at a
// time, and what was looked at is kept in its order. What is looked at next hangs only on what was seen before, so trails make a tree
// (TrailTree): an order that shows what another one showed along its whole trail has the same answer, whatever else it says.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "decide/atom_view.h"

namespace lockgate::decide {

struct Look {
  std::uint32_t subject = 0;  // as AtomView counts them
  std::uint32_t atom = 0;
  std::uint32_t seen = 0;
};

// The graphs of a program, the cheapest conditions of an `and` or `or` first: what they settle need not be looked at. The places come
// before everything else: most law has nothing to say about most routes.
class LookOrder {
 public:
  explicit LookOrder(std::shared_ptr<const law::Program> program);

  const law::Program& program() const { return *program_; }
  const std::vector<std::uint32_t>& line_children() const { return line_children_; }
  const std::vector<std::uint32_t>& party_children() const { return party_children_; }

 private:
  std::shared_ptr<const law::Program> program_;
  std::vector<std::uint32_t> line_children_, party_children_;
};

class Trail {
 public:
  // Begins anew. Both outlive the trail's use.
  void start(const LookOrder& order, AtomView& view);

  law::Truth line(std::uint32_t node);
  law::Truth party(std::size_t party, std::uint32_t node);
  const std::vector<Look>& looks() const { return looks_; }

 private:
  law::Truth value(std::size_t subject, std::uint32_t node);
  law::Truth compute(std::size_t subject, const law::Node& node);
  law::Truth atom(std::size_t subject, std::uint32_t atom);
  law::Truth join(std::size_t subject, const law::Node& node, law::Truth absorbing);
  law::Truth quantify(std::uint32_t body, law::Truth absorbing);

  const LookOrder* order_ = nullptr;
  AtomView* view_ = nullptr;
  std::vector<std::vector<law::Truth>> nodes_;   // by subject; kOpen: not yet
  std::vector<std::vector<bool>> is_looked_at_;  // by subject and atom
  std::vector<Look> looks_;
};

// Answers, numbers of the caller's, by the trails that led to them.
class TrailTree {
 public:
  static constexpr std::int32_t kNothing = -1;

  // The answer of an order, if one like it was kept.
  std::int32_t find(AtomView& view) const;
  void keep(const std::vector<Look>& looks, std::int32_t answer);
  std::size_t size() const { return nodes_.size(); }

 private:
  struct Node {
    std::uint32_t subject = 0, atom = 0;
    std::int32_t answer = kNothing;
    std::int32_t first = kNothing;  // of its edges
  };
  struct Edge {
    std::uint32_t seen = 0;
    std::int32_t node = kNothing;
    std::int32_t next = kNothing;
  };
  std::int32_t follow(std::int32_t node, std::uint32_t seen) const;

  std::vector<Node> nodes_;
  std::vector<Edge> edges_;
};

}  // namespace lockgate::decide
