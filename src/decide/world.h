// World: one order under one program, as truths of atoms: for each party once, for each leg and chip once.
// A missing or ranged fact leaves atoms unknown; narrowing a fact to some of its kinds gives another world.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "decide/allowance.h"
#include "decide/bound_order.h"
#include "decide/routes.h"
#include "law/program.h"

namespace lockgate::decide {

using law::Truth;

// A leg and a chip of the order, with everything concluded about it.
struct Instance {
  int leg = 0;
  int chip = 0;
  SharedSlots slots;
  std::vector<Truth> atoms;
  std::vector<Truth> values;  // by line node
  std::shared_ptr<const law::Residual> route;  // what the graph comes to there; null: the whole graph is evaluated
};

struct PartyState {
  SharedSlots slots;
  std::vector<Truth> atoms;
  std::vector<Truth> values;  // by party node
};

// Whose variable: a fact of the order or a chip (`index` = chip, or kNone for facts all chips share), or of a party.
struct Subject {
  law::Scope scope = law::Scope::Line;
  int index = law::kNone;
  friend auto operator<=>(const Subject&, const Subject&) = default;
};

class World {
 public:
  // `reading`: how contested law is read; kNone: as the law itself does. `routes` outlives this, and so does `allowance`, from which each
  // evaluation takes; null: there is no end.
  World(const Routes& routes, const FactBinder& binder, const BoundOrder& bound, int reading, Allowance* allowance = nullptr);

  // One line and its parties, given as facts.
  World(std::shared_ptr<const law::Program> program, Slots line, std::vector<Slots> parties);

  // The same truths read by another program over the same graph (law::Versions).
  World under(std::shared_ptr<const law::Program> program) const {
    World out = *this;
    out.program_ = std::move(program);
    out.routes_ = nullptr;
    return out;
  }

  // Makes the values those of the atoms: after a choice, what hangs on what was chosen. May throw Allowance::Spent.
  void evaluate();

  const law::Program& program() const { return *program_; }
  // Where the world comes from: what is kept there for other orders; null: nowhere.
  const Routes* routes() const { return routes_; }
  const std::vector<Instance>& instances() const { return instances_; }
  const std::vector<PartyState>& parties() const { return parties_; }
  // Rules that read a number which did not fit.
  bool overflowed() const { return overflowed_; }

  // The cells a variable may still be in, given what is known; groups of neighbours with equal truth are one.
  struct Group {
    std::vector<std::uint32_t> cells;
  };
  std::vector<Group> groups(int variable, Subject subject) const;
  // Sets a variable to one group of its cells.
  void choose(int variable, Subject subject, const Group& group);

  // Which subject a variable of an instance or party belongs to.
  Subject subject_of(int variable, int chip) const;
  const Slots& slots_of(Subject subject) const;

  // A form that was chosen, and the cells it is in.
  struct Pin {
    int variable;
    Subject subject;
    std::uint32_t first, last;
  };
  const std::vector<Pin>& pinned() const { return pinned_; }

 private:
  std::vector<std::uint32_t> given_cells(const law::Variable& variable, Subject subject) const;
  void fill_atoms(law::Scope scope, const Slots& slots, std::vector<Truth>& atoms);
  void refill_forms(int fact, Subject subject, int owner, const Slots& slots, std::vector<Truth>& atoms);
  void fill_all();
  void mark(law::Scope scope, int owner, int variable) { stale_.push_back({scope, owner, variable}); }
  void add_stale(law::Scope scope, std::size_t owner, std::vector<std::uint32_t>& nodes) const;
  bool reads(int form, int fact) const;
  bool fits_pinned(int index, Subject subject, std::uint32_t cell) const;

  std::shared_ptr<const law::Program> program_;
  const Routes* routes_ = nullptr;
  Allowance* allowance_ = nullptr;
  std::vector<Instance> instances_;
  std::vector<PartyState> parties_;
  // Atoms that the values do not show yet: a variable of a party or of an instance, by its index.
  struct Stale {
    law::Scope scope;
    int owner;
    int variable;
  };
  std::vector<Stale> stale_;
  std::vector<Pin> pinned_;
  bool overflowed_ = false;
};

// The truths of one variable's atoms, given the facts. True: a number in it did not fit, and its atoms are unknown.
bool fill_variable(const law::Program& program, const law::Variable& variable, const Slots& slots, Truth* atoms);

// The cells [first, last] an interval may be in.
std::pair<std::uint32_t, std::uint32_t> cells_of(const law::Variable& variable, const Interval& interval);
// The interval a run of cells stands for.
Interval interval_of_cells(const law::Variable& variable, std::uint32_t first, std::uint32_t last);

}  // namespace lockgate::decide
