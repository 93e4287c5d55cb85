#include "analysis/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lockgate::analysis {
namespace {

constexpr double kMostGap = 1e-3;
constexpr double kMostViolation = 1e-5;
constexpr double kSmall = 1e-6;
constexpr double kWidest = 16;  // how far a rate is moved, as a factor
constexpr int kHalvings = 8;

const double& at(const std::vector<double>& list, int index) { return list[static_cast<std::size_t>(index)]; }

PlanTree tree_for(const PlanQuestion& q, const Hazards& hazards, const std::vector<int>& turns) {
  return tree_of(q.now, transition_of(hazards), static_cast<int>(q.procurement.demand.size()), turns, q.least);
}

std::size_t leader(const PlanQuestion& q, const std::vector<double>& today) {
  std::size_t best = today.size();
  double most = kSmall;
  for (std::size_t s = 0; s < today.size(); ++s)
    if (const double compute = today[s] * q.procurement.suppliers[s].compute; compute > most) most = compute, best = s;
  return best;
}

std::vector<Regime> stays(Regime regime, std::size_t quarters) { return std::vector<Regime>(quarters, regime); }

struct Scenario {
  std::string name;
  std::vector<Regime> path;
};

Regime closed_by_washington(Regime now) { return beijing_opens(now) ? Regime::Denied : Regime::Shut; }
Regime closed_by_beijing(Regime now) { return washington_opens(now) ? Regime::Blocked : Regime::Shut; }

std::vector<Scenario> scenarios_of(const PlanQuestion& q) {
  const std::size_t quarters = q.procurement.demand.size();
  const auto later = [&](Regime regime, std::size_t from, std::size_t until) {
    std::vector<Regime> out = stays(q.now, quarters);
    for (std::size_t i = from; i < std::min(until, quarters); ++i) out[i] = regime;
    return out;
  };
  std::vector<Scenario> out = {{fmt::format("stays {}", to_string(q.now)), stays(q.now, quarters)}};
  if (q.now != Regime::Fee) out.push_back({"both open, with a fee", later(Regime::Fee, 1, quarters)});
  if (washington_opens(q.now)) out.push_back({"Washington closes", later(closed_by_washington(q.now), 1, quarters)});
  if (beijing_opens(q.now)) out.push_back({"Beijing closes", later(closed_by_beijing(q.now), 1, quarters)});
  out.push_back({"both open for a year, then shut", later(Regime::Fee, 1, 5)});
  for (std::size_t i = 5; i < quarters; ++i) out.back().path[i] = Regime::Shut;
  out.push_back({"both shut", later(Regime::Shut, 1, quarters)});
  return out;
}

class Board {
 public:
  Board(const PlanQuestion& question, const Solver& solver) : q_(question), solver_(solver), coarse_(tree_for(question, question.hazards, question.coarse_turns)) {}

  Result<Plan> answer() {
    Plan out;
    auto solved = solve(q_, tree_for(q_, q_.hazards, q_.turns), solver_);
    if (!solved) return tl::unexpected(solved.error());
    out.solved = std::move(*solved);
    if (auto done = fill_coarse(out); !done) return tl::unexpected(done.error());
    if (auto done = fill_regrets(out); !done) return tl::unexpected(done.error());
    for (double Hazards::*hazard : {&Hazards::us_closing, &Hazards::us_opening, &Hazards::cn_closing, &Hazards::cn_opening})
      if (auto done = fill_turning(out, hazard); !done) return tl::unexpected(done.error());
    return out;
  }

 private:
  Result<double> cost_on(const std::vector<Regime>& path, const std::optional<std::vector<double>>& today) const {
    const auto solved = solve(q_, path_of(path), solver_, today);
    if (!solved) return tl::unexpected(solved.error());
    return solved->objective;
  }

  // Waiting, knowing everything, and planning for the likeliest path alone, each against the plan on the same tree.
  Result<void> fill_coarse(Plan& out) {
    const auto best = solve(q_, coarse_, solver_);
    const auto waits = best ? solve(q_, coarse_, solver_, std::vector<double>(q_.procurement.suppliers.size(), 0)) : best;
    if (!waits) return tl::unexpected(waits.error());
    coarse_today_ = best->today;
    out.waiting = waits->objective - best->objective;
    const auto likely = solve(q_, path_of(stays(q_.now, q_.procurement.demand.size())), solver_);
    const auto fixed = likely ? solve(q_, coarse_, solver_, likely->today) : likely;
    if (!fixed) return tl::unexpected(fixed.error());
    out.vss = fixed->objective - best->objective;
    std::vector<double> costs, probabilities;
    for (std::size_t n = 0; n < coarse_.nodes.size(); ++n) {
      if (!coarse_.nodes[n].is_leaf) continue;
      const auto cost = cost_on(path_to(static_cast<int>(n)), std::nullopt);
      if (!cost) return tl::unexpected(cost.error());
      costs.push_back(*cost), probabilities.push_back(coarse_.nodes[n].probability);
    }
    out.evpi = best->objective - mean_cvar(costs, probabilities, q_.procurement.risk_weight, q_.procurement.tail);
    return {};
  }

  std::vector<Regime> path_to(int node) const {
    std::vector<Regime> out;
    for (; node >= 0; node = coarse_.nodes[static_cast<std::size_t>(node)].parent) out.push_back(coarse_.nodes[static_cast<std::size_t>(node)].regime);
    std::reverse(out.begin(), out.end());
    return out;
  }

  Result<void> fill_regrets(Plan& out) {
    const std::vector<Scenario> scenarios = scenarios_of(q_);
    std::vector<std::pair<std::string, std::vector<double>>> plans = {{"this plan", out.solved.today}, {"order nothing now", std::vector<double>(out.solved.today.size(), 0)}};
    std::vector<double> best;
    for (const Scenario& scenario : scenarios) {
      out.scenarios.push_back(scenario.name);
      const auto solved = solve(q_, path_of(scenario.path), solver_);
      if (!solved) return tl::unexpected(solved.error());
      best.push_back(solved->objective);
      if (&scenario == &scenarios.front() || &scenario == &scenarios.back()) plans.emplace_back(fmt::format("as if sure of: {}", scenario.name), solved->today);
    }
    for (const auto& [name, today] : plans) {
      RegretRow row{name, {}, 0};
      for (std::size_t i = 0; i < scenarios.size(); ++i) {
        const auto cost = cost_on(scenarios[i].path, today);
        if (!cost) return tl::unexpected(cost.error());
        row.regret.push_back(std::max(0.0, *cost - best[i]));
        row.worst = std::max(row.worst, row.regret.back());
      }
      out.regrets.push_back(std::move(row));
    }
    return {};
  }

  Result<std::size_t> leader_at(double Hazards::*hazard, double rate) const {
    Hazards moved = q_.hazards;
    moved.*hazard = rate;
    const auto solved = solve(q_, tree_for(q_, moved, q_.coarse_turns), solver_);
    if (!solved) return tl::unexpected(solved.error());
    return leader(q_, solved->today);
  }

  // Up and down from the rate as it is; the nearer change counts.
  Result<void> fill_turning(Plan& out, double Hazards::*hazard) {
    static const char* const kNames[] = {"Washington closes", "Washington opens", "Beijing closes", "Beijing opens"};
    Turning turning{kNames[out.turnings.size()], q_.hazards.*hazard, std::nullopt, ""};
    const std::size_t now = leader(q_, coarse_today_);
    for (const double factor : {kWidest, 1 / kWidest}) {
      double same = turning.now, other = turning.now * factor;
      const auto far = leader_at(hazard, other);
      if (!far) return tl::unexpected(far.error());
      if (*far == now) continue;
      std::size_t to = *far;
      for (int i = 0; i < kHalvings; ++i) {
        const double middle = std::sqrt(same * other);
        const auto there = leader_at(hazard, middle);
        if (!there) return tl::unexpected(there.error());
        if (*there == now) same = middle;
        else other = middle, to = *there;
      }
      if (turning.changes_at && std::abs(std::log(*turning.changes_at / turning.now)) <= std::abs(std::log(other / turning.now))) continue;
      turning.changes_at = other;
      turning.to = to < q_.procurement.suppliers.size() ? q_.procurement.suppliers[to].name : "nobody";
    }
    out.turnings.push_back(std::move(turning));
    return {};
  }

  const PlanQuestion& q_;
  const Solver& solver_;
  PlanTree coarse_;
  std::vector<double> coarse_today_;
};

void read_shortage(const PlanQuestion& q, const PlanTree& tree, const PlanProgram& built, const Solution& solution, Solved& out) {
  out.shortage.assign(q.procurement.demand.size(), 0);
  out.short_chance = out.shortage;
  for (std::size_t n = 0; n < tree.nodes.size(); ++n) {
    const auto quarter = static_cast<std::size_t>(tree.nodes[n].quarter);
    const double lack = at(solution.x, built.columns.shortage[n]), demand = q.procurement.demand[quarter];
    out.shortage[quarter] += demand > 0 ? tree.nodes[n].probability * lack / demand : 0;
    if (lack > kSmall * std::max(1.0, demand)) out.short_chance[quarter] += tree.nodes[n].probability;
  }
}

// What one more unit of room today would save: the reduced cost of an order that is as large as it may be.
void read_worths(const PlanProgram& built, const Solution& solution, Solved& out) {
  const LinearProgram& lp = built.program;
  std::vector<double> reduced = lp.cost;
  for (int r = 0; r < lp.rows(); ++r)
    for (int e = lp.row_start[static_cast<std::size_t>(r)]; e < lp.row_start[static_cast<std::size_t>(r) + 1]; ++e)
      reduced[static_cast<std::size_t>(lp.column[static_cast<std::size_t>(e)])] -= at(solution.row_dual, r) * at(lp.value, e);
  for (const int column : built.columns.orders.front()) {
    out.today.push_back(column < 0 ? 0 : at(solution.x, column));
    const bool is_full = column >= 0 && at(lp.high, column) > at(lp.low, column) && at(solution.x, column) >= at(lp.high, column) - kSmall;
    out.cap_worth.push_back(is_full ? std::max(0.0, -at(reduced, column)) : 0);
  }
  if (!built.budget_rows.empty()) out.budget_worth = std::max(0.0, -at(solution.row_dual, built.budget_rows.front()));
}

}  // namespace

double mean_cvar(const std::vector<double>& costs, const std::vector<double>& probabilities, double weight, double tail) {
  std::vector<std::size_t> order(costs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return costs[a] > costs[b]; });
  double mean = 0, worst = 0, left = 1 - tail;
  for (const std::size_t i : order) {
    mean += probabilities[i] * costs[i];
    const double taken = std::min(left, probabilities[i]);
    worst += taken * costs[i], left -= taken;
  }
  return (1 - weight) * mean + weight * worst / (1 - tail);
}

Result<Solved> solve(const PlanQuestion& question, const PlanTree& tree, const Solver& solver, const std::optional<std::vector<double>>& today) {
  const PlanProgram built = program_of(question.procurement, tree, today);
  const auto solution = solver.solve(built.program);
  if (!solution) return tl::unexpected(solution.error());
  Solved out;
  out.certificate = certify(built.program, *solution);
  if (out.certificate.violation > kMostViolation || out.certificate.gap() > kMostGap)
    return fail("LG0973", fmt::format("the solver's answer does not stand up: rows are broken by {:.2g}, and the gap is {:.2g}", out.certificate.violation, out.certificate.gap()), "please report it with the demand file");
  out.objective = out.certificate.cost;
  out.nodes = tree.nodes.size(), out.columns = built.program.columns(), out.rows = built.program.rows(), out.left_out = tree.left_out;
  std::vector<double> costs, probabilities;
  for (std::size_t n = 0; n < tree.nodes.size(); ++n)
    if (tree.nodes[n].is_leaf) costs.push_back(at(solution->x, built.columns.cost[n])), probabilities.push_back(tree.nodes[n].probability);
  out.expected = mean_cvar(costs, probabilities, 0, question.procurement.tail);
  out.cvar = mean_cvar(costs, probabilities, 1, question.procurement.tail);
  read_shortage(question, tree, built, *solution, out);
  read_worths(built, *solution, out);
  return out;
}

Result<std::vector<Lack>> lacks(const PlanQuestion& question, const Solver& solver) {
  PlanQuestion willing = question;
  double dearest = 1;
  for (const Supplier& supplier : question.procurement.suppliers) dearest = std::max(dearest, (supplier.price + supplier.upkeep) / supplier.compute);
  willing.procurement.shortage_price = std::max(question.procurement.shortage_price, 1000 * (dearest + question.procurement.migration_price));
  willing.procurement.risk_weight = 0;
  willing.procurement.most_share = 1;
  std::vector<Regime> open = stays(Regime::Fee, question.procurement.demand.size());
  const auto solved = solve(willing, path_of(open), solver);
  if (!solved) return tl::unexpected(solved.error());
  std::vector<Lack> out;
  for (std::size_t q = 0; q < solved->shortage.size(); ++q) {
    const double demand = question.procurement.demand[q];
    if (solved->shortage[q] > kSmall) out.push_back({static_cast<int>(q), demand, solved->shortage[q] * demand});
  }
  return out;
}

Result<Plan> plan(const PlanQuestion& question, const Solver& solver) { return Board(question, solver).answer(); }

}  // namespace lockgate::analysis
