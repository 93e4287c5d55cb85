// PlanProgram: what to order from whom, quarter by quarter, as a linear program over a tree of regimes.
//
//   minimize (1 - l) E[cost] + l CVaR_b(cost), cost discounted to today, of a whole path (Rockafellar and Uryasev: CVaR of the end of
//   the horizon, not of each stage; so what is planned for later may be planned anew when it comes)
//   running: what was delivered, less what retires; goods that need other software work only as far as the migration has come
//   running + shortage >= demand, the shortage at a price; orders to a supplier whose keys are shut are not taken, deliveries under
//   shut keys do not come, and what was paid ahead for them is lost
//   of today's orders no supplier has more than a share: today's only, since a share in every scenario cannot be held where
//   suppliers are shut, and would buy less of the safe one
#pragma once

#include <optional>

#include "analysis/linear_program.h"
#include "analysis/plan_tree.h"

namespace lockgate::analysis {

struct Supplier {
  std::string name;
  double price = 0;            // a unit
  double fee = 0;              // share of the price, where Washington takes one
  double compute = 1;          // of a unit, in the demand's measure
  double capacity = 0;         // units a quarter
  int lead = 1;                // quarters
  double upkeep = 0;           // a unit and quarter
  double paid_ahead = 0;       // share of the price, with the order
  bool needs_washington = false, needs_beijing = false, needs_migration = false;
};

struct Procurement {
  std::vector<Supplier> suppliers;
  std::vector<double> demand;   // by quarter: compute running
  double shortage_price = 0;    // a unit of compute and quarter
  double installed = 0;         // running today, of what needs no migration
  double retires = 0;           // share a quarter
  double discount = 0;          // a quarter
  double residual = 0;          // of the price, at the end, of what runs then
  double migration_price = 0;   // a unit of compute made to run
  double migration_pace = 0;    // the most a quarter
  int migration_lead = 2;
  double migrated = 0;
  std::optional<double> budget;      // of money a quarter
  double most_share = 1;             // of today's compute, from one supplier
  double risk_weight = 0, tail = 0.9;
};

struct PlanColumns {
  std::vector<std::vector<int>> orders;  // by node, by supplier; -1: cannot be ordered there
  std::vector<int> shortage, migration, cost;
};

struct PlanProgram {
  LinearProgram program;
  PlanColumns columns;
  std::vector<int> budget_rows;  // by node
};

// `today`: orders of the first quarter that are fixed, by supplier.
PlanProgram program_of(const Procurement& procurement, const PlanTree& tree, const std::optional<std::vector<double>>& today = std::nullopt);

}  // namespace lockgate::analysis
