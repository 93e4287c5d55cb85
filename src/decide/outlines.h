// Outlines: determinations without sentences, for books of orders. Orders that show a gate the same conditions (decide/trail.h) share
// what it says, so an order costs little more than looking; only what no order before it showed is worked out, by the evaluator that
// decides one order. Not thread-safe; one for each book.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "decide/decider.h"
#include "decide/determine.h"
#include "decide/trail.h"

namespace lockgate::decide {

class Outlines {
 public:
  // The decider outlives this.
  explicit Outlines(const Decider& decider) : decider_(decider), view_(limits_) {}

  // What `decide` says, as far as it names no value of this order: the verdict, what gates say and the labels of their reasons, the
  // missing facts, whether gates are contested and the answer is stale. Equal answers are mostly one object.
  std::shared_ptr<const trade::Determination> decide(const trade::Order& order, const Options& options);

  // How many times a gate was worked out, and how many orders were decided by themselves.
  std::uint64_t worked_out() const { return worked_out_; }
  std::uint64_t alone() const { return alone_; }

 private:
  using Ids = std::vector<std::uint32_t>;
  struct HashOfIds {
    std::size_t operator()(const Ids& ids) const;
  };
  // Orders whose parties have the same roles, and for each gate what was found: where its license is not held, and where it is.
  struct Shelf {
    Shelf(std::shared_ptr<const law::Program> program, std::size_t gates) : order(std::move(program)), trees(2 * gates) {}
    LookOrder order;
    std::vector<TrailTree> trees;
  };
  // One order in one reading of the law.
  class Sight;

  bool look(Sight& sight, Ids& ids);
  Shelf& shelf_of(const Sight& sight);
  std::uint32_t work_out(Sight& sight, int gate, TrailTree& tree);
  std::optional<std::uint32_t> faults_of(Sight& sight);
  std::uint32_t keep(GateOutline outline);
  VerdictRange verdicts_of(Sight& sight, const Ids& own);
  trade::Determination put_together(Sight& sight, const Options& options, const Ids& own, const std::vector<Ids>& others);
  std::shared_ptr<const trade::Determination> alone(const trade::Order& order, const Options& options);
  void forget_if_full();

  const Decider& decider_;
  Limits limits_;
  AtomView view_;
  Trail trail_;
  std::map<std::pair<const law::Program*, std::string>, std::unique_ptr<Shelf>> shelves_;
  std::vector<GateOutline> outlines_;
  std::unordered_map<std::string, std::uint32_t> known_outlines_;
  std::unordered_map<Ids, std::shared_ptr<const trade::Determination>, HashOfIds> whole_;
  std::map<std::vector<const void*>, VerdictRange> verdicts_;
  std::size_t kept_looks_ = 0;
  std::uint64_t worked_out_ = 0, alone_ = 0;
};

}  // namespace lockgate::decide
