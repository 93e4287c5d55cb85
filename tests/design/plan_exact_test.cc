// Plans against a simplex of their own in exact fractions: on small instances at random both find the same optimum.
#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <cstdlib>
#include <random>

#include "analysis/highs.h"
#include "analysis/plan.h"
#include "desk/demand_file.h"

namespace lockgate::analysis {
namespace {

using Fraction = boost::multiprecision::cpp_rational;

// Minimize cost * x over rows * x <= limits, x >= 0, by tableau, with Bland's rule, so it ends. First a column that lifts every broken
// limit is driven out.
class Simplex {
 public:
  void add(std::vector<Fraction> row, Fraction limit) { rows_.push_back(std::move(row)), limits_.push_back(std::move(limit)); }

  std::optional<Fraction> minimum(const std::vector<Fraction>& cost) {
    const std::size_t n = cost.size(), m = rows_.size();
    lift_ = n + m;
    for (std::size_t r = 0; r < m; ++r) {
      rows_[r].resize(n + m + 1);
      rows_[r][n + r] = 1;
      rows_[r][lift_] = -1;
      basis_.push_back(n + r);
    }
    cost_.assign(n + m + 1, 0);
    value_ = 0;
    const auto worst = static_cast<std::size_t>(std::min_element(limits_.begin(), limits_.end()) - limits_.begin());
    if (limits_[worst] < 0) {
      cost_[lift_] = 1;
      pivot(worst, lift_);
      run();
      if (value_ != 0) return std::nullopt;
      for (std::size_t r = 0; r < m; ++r)
        if (basis_[r] == lift_) leave(r);
    }
    is_lifted_ = false;
    cost_.assign(n + m + 1, 0);
    value_ = 0;
    std::copy(cost.begin(), cost.end(), cost_.begin());
    for (std::size_t r = 0; r < m; ++r) price_out(r);
    run();
    return value_;
  }

 private:
  // Takes a row's share out of the costs of what is in the basis.
  void price_out(std::size_t r) {
    const Fraction factor = cost_[basis_[r]];
    if (factor == 0) return;
    for (std::size_t k = 0; k < cost_.size(); ++k)
      if (rows_[r][k] != 0) cost_[k] -= factor * rows_[r][k];
    value_ += factor * limits_[r];
  }

  void leave(std::size_t r) {
    for (std::size_t k = 0; k < lift_; ++k)
      if (rows_[r][k] != 0) return pivot(r, k);
  }

  void pivot(std::size_t r, std::size_t k) {
    const Fraction by = 1 / rows_[r][k];
    for (Fraction& one : rows_[r])
      if (one != 0) one *= by;
    limits_[r] *= by;
    for (std::size_t other = 0; other < rows_.size(); ++other) {
      const Fraction factor = rows_[other][k];
      if (other == r || factor == 0) continue;
      for (std::size_t c = 0; c < rows_[r].size(); ++c)
        if (rows_[r][c] != 0) rows_[other][c] -= factor * rows_[r][c];
      limits_[other] -= factor * limits_[r];
    }
    basis_[r] = k;
    price_out(r);
  }

  void run() {
    for (;;) {
      std::size_t k = 0;
      while (k < cost_.size() && (cost_[k] >= 0 || (k == lift_ && !is_lifted_))) ++k;
      if (k == cost_.size()) return;
      std::size_t best = rows_.size();
      for (std::size_t r = 0; r < rows_.size(); ++r) {
        if (rows_[r][k] <= 0) continue;
        const bool is_first = best == rows_.size();
        const Fraction here = limits_[r] / rows_[r][k], there = is_first ? Fraction(0) : limits_[best] / rows_[best][k];
        if (is_first || here < there || (here == there && basis_[r] < basis_[best])) best = r;
      }
      ASSERT_LT(best, rows_.size()) << "every column of a plan has an upper bound";
      pivot(best, k);
    }
  }

  std::vector<std::vector<Fraction>> rows_;
  std::vector<Fraction> limits_, cost_;
  std::vector<std::size_t> basis_;
  std::size_t lift_ = 0;
  bool is_lifted_ = true;
  Fraction value_;
};

// Columns are moved so that they begin at zero; whatever is bounded becomes a row.
std::optional<double> exact_minimum(const LinearProgram& lp) {
  const auto n = static_cast<std::size_t>(lp.columns());
  Simplex simplex;
  Fraction moved = 0;
  std::vector<Fraction> cost;
  for (std::size_t k = 0; k < n; ++k) {
    cost.emplace_back(lp.cost[k]);
    moved += Fraction(lp.cost[k]) * Fraction(lp.low[k]);
    std::vector<Fraction> row(n);
    row[k] = 1;
    simplex.add(row, Fraction(lp.high[k]) - Fraction(lp.low[k]));
  }
  for (std::size_t r = 0; r < static_cast<std::size_t>(lp.rows()); ++r) {
    std::vector<Fraction> row(n), negative(n);
    Fraction shift = 0;
    for (int at = lp.row_start[r]; at < lp.row_start[r + 1]; ++at) {
      const auto k = static_cast<std::size_t>(lp.column[static_cast<std::size_t>(at)]);
      const Fraction factor(lp.value[static_cast<std::size_t>(at)]);
      row[k] += factor, negative[k] -= factor;
      shift += factor * Fraction(lp.low[k]);
    }
    if (std::isfinite(lp.row_high[r])) simplex.add(row, Fraction(lp.row_high[r]) - shift);
    if (std::isfinite(lp.row_low[r])) simplex.add(negative, shift - Fraction(lp.row_low[r]));
  }
  const auto found = simplex.minimum(cost);
  return found ? std::optional(static_cast<double>(Fraction(*found + moved))) : std::nullopt;
}

// Whole numbers and halves, so that fractions stay short.
Procurement any_procurement(std::mt19937& random) {
  const auto between = [&](int low, int high) { return low + static_cast<int>(random() % static_cast<unsigned>(high - low + 1)); };
  Procurement out;
  for (int s = 0; s < 2; ++s) {
    Supplier one;
    one.name = s == 0 ? "abroad" : "at home";
    one.price = between(2, 20), one.compute = between(1, 4), one.capacity = between(5, 60), one.lead = between(0, 1);
    one.fee = between(0, 2) / 4.0, one.upkeep = between(0, 2), one.paid_ahead = between(0, 4) / 4.0;
    one.needs_washington = s == 0 && between(0, 1) == 1, one.needs_beijing = s == 0 && between(0, 1) == 1;
    out.suppliers.push_back(one);
  }
  out.demand = {static_cast<double>(between(10, 80)), static_cast<double>(between(10, 120))};
  out.shortage_price = between(5, 60), out.installed = between(0, 40), out.retires = between(0, 2) / 8.0;
  out.discount = between(0, 2) / 8.0, out.residual = between(0, 2) / 4.0;
  if (between(0, 2) == 0) out.budget = between(0, 600);
  out.most_share = between(0, 2) == 0 ? 0.75 : 1;
  out.risk_weight = between(0, 2) / 4.0, out.tail = 0.5;
  return out;
}

PlanTree any_tree(std::mt19937& random) {
  PlanTree out;
  out.quarters = 2;
  const auto regime = [&] { return static_cast<Regime>(random() % kRegimes); };
  out.nodes.push_back({-1, 0, regime(), 1, false});
  for (int i = 0; i < 2; ++i) out.nodes.push_back({0, 1, regime(), 0.5, true});
  return out;
}

TEST(Plan, AgreesWithExactFractionsOnSmallInstances) {
  const auto opened = open_highs(desk::find_highs("."));
  const char* ci = std::getenv("CI");
  if (!opened && ci != nullptr && std::string(ci) == "true") FAIL() << "no HiGHS";
  if (!opened) GTEST_SKIP() << "HiGHS is not in .venv";
  std::mt19937 random(20261127);
  const char* asked = std::getenv("LOCKGATE_PLANS");
  const int instances = asked == nullptr ? 25 : std::atoi(asked);
  for (int i = 0; i < instances; ++i) {
    const PlanProgram plan = program_of(any_procurement(random), any_tree(random));
    const auto exact = exact_minimum(plan.program);
    ASSERT_TRUE(exact) << "a shortage is always possible, instance " << i;
    const auto solved = (*opened)->solve(plan.program);
    ASSERT_TRUE(solved) << solved.error().message;
    const Certificate certificate = certify(plan.program, *solved);
    const double scale = std::max(1.0, std::abs(*exact));
    EXPECT_NEAR(certificate.cost, *exact, 1e-6 * scale) << i;
    EXPECT_LE(certificate.bound, *exact + 1e-6 * scale) << i;
  }
}

}  // namespace
}  // namespace lockgate::analysis
