// Inquiry: what may still come out of an order whose facts are not all known. Each gate has a diagram of its own, so gates that
// hang on different facts do not multiply; only the mildest verdict hangs on all gates together, and is searched for.
#pragma once

#include <memory>
#include <set>
#include <vector>

#include "decide/diagram.h"

namespace lockgate::decide {

class MildSearch;

class Inquiry {
 public:
  // `world` outlives this.
  explicit Inquiry(const World& world);
  // About one gate alone: nothing is known of the others, nor of the verdict.
  Inquiry(const World& world, int gate);
  ~Inquiry();

  // False: too much is open to try it all, and the answers are those of three-valued logic, safe but wide.
  bool is_exact() const { return is_exact_; }
  VerdictRange verdicts() const { return verdicts_; }
  std::vector<int> outcomes(int gate) const;
  // A field the gate asks about: what is sure whatever the missing facts are, and what is possible.
  Conclusion asked(int gate, std::size_t index) const;
  // A world in which the gate is settled: the first kind of every missing fact. For reasons when it is settled only case by case.
  World example(int gate) const;

  // The facts that settle everything; those that settle one gate.
  std::vector<Choice> needed() const;
  std::vector<Choice> needed(int gate) const;

  // The gate's own diagram: with it, what was found out about the gate can be kept.
  const std::shared_ptr<const Diagram>& explored(int gate) const { return gates_[static_cast<std::size_t>(gate)]; }

  // Of all gates, and of the faults: equal ones are the same inquiry.
  const std::vector<std::shared_ptr<const Diagram>>& explored() const { return all_; }

  // What may come out if a fact is of one of these kinds.
  VerdictRange verdicts(const Choice& choice, const World::Group& group) const;
  std::vector<GateFinding> findings(int gate, const Choice& choice, const World::Group& group) const;

 private:
  VerdictRange bounds(const Choice& choice, const std::vector<std::uint32_t>& cells) const;
  VerdictRange between(const World& world, VerdictRange bounds) const;
  VerdictRange of_all() const;
  VerdictRange by_kleene() const;

  const World& world_;
  const Diagram& diagram(int gate) const { return *gates_[static_cast<std::size_t>(gate)]; }

  std::vector<std::shared_ptr<const Diagram>> gates_;
  std::shared_ptr<const Diagram> faults_;
  std::vector<std::shared_ptr<const Diagram>> all_;
  mutable std::unique_ptr<MildSearch> search_;  // made when first asked
  VerdictRange verdicts_;
  bool is_exact_ = true;
};

}  // namespace lockgate::decide
