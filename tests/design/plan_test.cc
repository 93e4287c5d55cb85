// Plans over regimes that turn: the posterior of the shipped turns, answers that stand up, and what must hold of any plan.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>

#include "analysis/highs.h"
#include "desk/demand_file.h"

namespace lockgate::analysis {
namespace {

const Solver* the_solver() {
  static const std::unique_ptr<Solver> kSolver = [] {
    auto solver = open_highs(desk::find_highs("."));
    return solver ? std::move(*solver) : nullptr;
  }();
  return kSolver.get();
}

#define NEEDS_SOLVER                                                                               \
  const char* ci = std::getenv("CI");                                                              \
  if (the_solver() == nullptr && ci != nullptr && std::string(ci) == "true") FAIL() << "no HiGHS"; \
  if (the_solver() == nullptr) GTEST_SKIP() << "HiGHS is not in .venv"

std::vector<Flip> flips() {
  Diagnostics diagnostics;
  return desk::read_flips(".", diagnostics);
}

// A safe source that is dear, and a cheap one that both keys must open.
PlanQuestion small() {
  PlanQuestion q;
  q.procurement.suppliers = {{"cheap", 10, 0.25, 1, 100, 1, 0, 0.2, true, true, false}, {"safe", 14, 0, 1, 100, 1, 0, 0, false, false, false}};
  q.procurement.demand = {40, 60, 80, 100, 120};
  q.procurement.shortage_price = 30;
  q.procurement.installed = 40;
  q.now = Regime::Free;
  q.hazards = {0.9, 4, 0.5, 2, 0.6};
  q.turns = {1, 2, 3};
  q.coarse_turns = {1, 2};
  return q;
}

PlanTree tree_of(const PlanQuestion& q) { return tree_of(q.now, transition_of(q.hazards), static_cast<int>(q.procurement.demand.size()), q.turns, q.least); }

TEST(Regime, PosteriorOfTheShippedTurns) {
  const auto us = key_of(flips(), "washington"), cn = key_of(flips(), "beijing");
  ASSERT_TRUE(us && cn);
  EXPECT_EQ(us->closing.turns, 3);
  EXPECT_EQ(us->opening.turns, 3);
  EXPECT_NEAR(us->closing.median(), 0.87, 0.01);
  EXPECT_NEAR(us->closing.quantile(0.05), 0.29, 0.01);
  EXPECT_NEAR(us->closing.quantile(0.95), 1.92, 0.02);
  EXPECT_NEAR(us->opening.median(), 4.2, 0.1);
  EXPECT_EQ(regime_of(*us, *cn), Regime::Blocked);
}

TEST(Regime, TransitionsAddUp) {
  for (const auto& row : transition_of(small().hazards)) {
    double sum = 0;
    for (const double p : row) {
      EXPECT_GE(p, 0);
      sum += p;
    }
    EXPECT_NEAR(sum, 1, 1e-12);
  }
}

TEST(PlanTree, ProbabilitiesOfEachQuarterAddUp) {
  const PlanTree tree = tree_of(small());
  std::vector<double> sums(5);
  for (const PlanNode& node : tree.nodes) sums[static_cast<std::size_t>(node.quarter)] += node.probability;
  for (const double sum : sums) EXPECT_NEAR(sum, 1, 1e-9);
}

TEST(Certificate, ABadDualIsABadBoundAndNeverAWrongOne) {
  LinearProgram lp;  // min x + 2 y, x + y >= 3, x <= 2: 2 + 2 = 4
  const int x = lp.add_column(1, 0, 2), y = lp.add_column(2, 0, 10);
  lp.add_row({{x, 1}, {y, 1}}, 3, INFINITY);
  EXPECT_DOUBLE_EQ(certify(lp, {{2, 1}, {2}}).bound, 4);
  for (const double dual : {-5.0, 0.0, 1.0, 1.9, 7.0}) EXPECT_LE(certify(lp, {{2, 1}, {dual}}).bound, 4 + 1e-12);
  EXPECT_NEAR(certify(lp, {{2, 0.5}, {2}}).violation, 0.5 / 2.5, 1e-9);
}

TEST(Plan, TheAnswerStandsUp) {
  NEEDS_SOLVER;
  const auto solved = solve(small(), tree_of(small()), *the_solver());
  ASSERT_TRUE(solved) << solved.error().message;
  EXPECT_LT(solved->certificate.gap(), 1e-6);
  EXPECT_LT(solved->certificate.violation, 1e-6);
}

TEST(Plan, OnASurePathTheCheapSourceAloneIsOrdered) {
  NEEDS_SOLVER;
  const PlanQuestion q = small();
  const auto open = solve(q, path_of(std::vector<Regime>(5, Regime::Free)), *the_solver());
  EXPECT_NEAR(open->objective, 10 * 80, 1e-4);  // twenty more each quarter, at ten
  EXPECT_NEAR(open->today[1], 0, 1e-4);
  const auto shut = solve(q, path_of(std::vector<Regime>(5, Regime::Shut)), *the_solver());
  EXPECT_NEAR(shut->objective, 14 * 80, 1e-4);
}

TEST(Plan, MoreBudgetNeverCostsMore) {
  NEEDS_SOLVER;
  PlanQuestion q = small();
  double before = INFINITY;
  for (const double budget : {0.0, 100.0, 200.0, 400.0, 800.0}) {
    q.procurement.budget = budget;
    const auto solved = solve(q, tree_of(q), *the_solver());
    ASSERT_TRUE(solved);
    EXPECT_LE(solved->objective, before + 1e-6);
    before = solved->objective;
  }
}

TEST(Plan, AShareInTodaysOrderOrARiskWeightNeverCostsLessInTheMean) {
  NEEDS_SOLVER;
  PlanQuestion q = small();
  const double free = solve(q, tree_of(q), *the_solver())->objective;
  q.procurement.most_share = 0.6;
  EXPECT_GE(solve(q, tree_of(q), *the_solver())->objective, free - 1e-6);
  q.procurement.most_share = 1, q.procurement.risk_weight = 0.5;
  const auto careful = solve(q, tree_of(q), *the_solver());
  EXPECT_GE(careful->expected, free - 1e-6);
  EXPECT_NEAR(careful->objective, 0.5 * careful->expected + 0.5 * careful->cvar, 1e-4 * careful->objective);
}

TEST(Plan, WhatABoardAsksFor) {
  NEEDS_SOLVER;
  const auto made = plan(small(), *the_solver());
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_GE(made->waiting, -1e-6);
  EXPECT_GE(made->evpi, -1e-6);
  EXPECT_GE(made->vss, -1e-6);
  EXPECT_EQ(made->turnings.size(), 4u);
  for (const RegretRow& row : made->regrets) EXPECT_EQ(row.regret.size(), made->scenarios.size());
}

TEST(Plan, SaysWhichQuarterCannotBeMetAndByHowMuch) {
  NEEDS_SOLVER;
  PlanQuestion q = small();
  q.procurement.demand[1] = 350;
  const auto lacking = lacks(q, *the_solver());
  ASSERT_TRUE(lacking);
  ASSERT_EQ(lacking->size(), 1u);
  EXPECT_EQ(lacking->front().quarter, 1);
  EXPECT_NEAR(lacking->front().lack, 110, 1e-3);  // 40 run and 200 can come
}

TEST(DemandFile, TheExampleIsRead) {
  const auto demand = desk::read_demand("examples/demand.toml", ".");
  ASSERT_TRUE(demand) << demand.error().message << demand.error().where;
  EXPECT_EQ(demand->question.procurement.suppliers.size(), 8u);
  EXPECT_EQ(demand->question.procurement.demand.size(), 12u);
}

}  // namespace
}  // namespace lockgate::analysis
