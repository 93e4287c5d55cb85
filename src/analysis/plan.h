// Plan: the program solved, and what a board asks of it: what to order now, what it costs, what going on with another order would
// cost in each turn of events, what waiting costs, and which turn of a key would change the order.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analysis/plan_program.h"

namespace lockgate::analysis {

struct PlanQuestion {
  Procurement procurement;
  Regime now = Regime::Free;
  Hazards hazards;
  std::vector<int> turns;         // of the tree
  std::vector<int> coarse_turns;  // of the smaller tree on which many programs are compared
  double least = 1e-4;
};

struct Solved {
  double objective = 0, expected = 0, cvar = 0;
  std::vector<double> today;            // units by supplier
  std::vector<double> shortage;         // by quarter: expected share of the demand
  std::vector<double> short_chance;     // by quarter: probability that the demand is not met
  std::vector<double> cap_worth;        // by supplier: what one more unit of capacity today would save
  double budget_worth = 0;              // what one more unit of money today would save
  Certificate certificate;
  std::size_t nodes = 0;
  int columns = 0, rows = 0;
  double left_out = 0;
};

struct RegretRow {
  std::string plan;
  std::vector<double> regret;  // by scenario
  double worst = 0;
};

struct Turning {
  std::string hazard;
  double now = 0;                    // per year
  std::optional<double> changes_at;  // the nearest rate at which another supplier gets most of today's compute
  std::string to;
};

struct Plan {
  Solved solved;
  std::vector<std::string> scenarios;
  std::vector<RegretRow> regrets;
  double waiting = 0;  // what ordering nothing today costs
  double evpi = 0, vss = 0;  // on the smaller tree
  std::vector<Turning> turnings;
};

// Errors: those of the solver, and LG0973: its answer does not stand up (broken rows, or a gap above a thousandth).
Result<Solved> solve(const PlanQuestion& question, const PlanTree& tree, const Solver& solver, const std::optional<std::vector<double>>& today = std::nullopt);
Result<Plan> plan(const PlanQuestion& question, const Solver& solver);

// Even with every key open: the quarters in which not all of the demand can run, and by how much.
struct Lack {
  int quarter = 0;
  double demand = 0, lack = 0;
};
Result<std::vector<Lack>> lacks(const PlanQuestion& question, const Solver& solver);

double mean_cvar(const std::vector<double>& costs, const std::vector<double>& probabilities, double weight, double tail);

}  // namespace lockgate::analysis
