#include "analysis/plan_program.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace lockgate::analysis {
namespace {

constexpr double kFree = std::numeric_limits<double>::infinity();

using Entries = std::vector<std::pair<int, double>>;

bool takes_orders(const Supplier& supplier, Regime regime) { return (!supplier.needs_washington || washington_opens(regime)) && (!supplier.needs_beijing || beijing_opens(regime)); }

class Builder {
 public:
  Builder(const Procurement& p, const PlanTree& tree) : p_(p), tree_(tree) {
    most_compute_ = p.installed + p.migrated;
    for (const Supplier& s : p.suppliers) most_compute_ += s.capacity * s.compute * tree.quarters;
    for (const double demand : p.demand) most_compute_ = std::max(most_compute_, demand);
    most_cost_ = 1;
    for (const Supplier& s : p.suppliers) most_cost_ += s.capacity * tree.quarters * (s.price * (1 + s.fee) + s.upkeep * tree.quarters);
    most_cost_ += most_compute_ * (p.shortage_price + p.migration_price) * tree.quarters;
  }

  PlanProgram build(const std::optional<std::vector<double>>& today) {
    for (int n = 0; n < static_cast<int>(tree_.nodes.size()); ++n) add_node(n, n == 0 ? today : std::nullopt);
    add_diversification();
    add_risk();
    return std::move(out_);
  }

 private:
  LinearProgram& lp() { return out_.program; }
  double discount(int quarter) const { return std::pow(1 - p_.discount, quarter); }
  const PlanNode& node(int n) const { return tree_.nodes[static_cast<std::size_t>(n)]; }

  void add_orders(int n, const std::optional<std::vector<double>>& today) {
    std::vector<int> columns;
    for (std::size_t s = 0; s < p_.suppliers.size(); ++s) {
      const Supplier& supplier = p_.suppliers[s];
      const bool can = takes_orders(supplier, node(n).regime) && node(n).quarter + supplier.lead < tree_.quarters;
      const double fixed = today ? (*today)[s] : 0;
      columns.push_back(can ? lp().add_column(0, today ? fixed : 0, today ? fixed : supplier.capacity) : -1);
    }
    out_.columns.orders.push_back(columns);
  }

  // The order that comes in at a node: its column and node, or -1.
  int delivered(int n, std::size_t s) const {
    const Supplier& supplier = p_.suppliers[s];
    const int from = tree_.ancestor(n, supplier.lead);
    return from < 0 || !takes_orders(supplier, node(n).regime) ? -1 : out_.columns.orders[static_cast<std::size_t>(from)][s];
  }

  // What a unit costs once it is there: the rest of its price, its upkeep to the end, less what it is worth then.
  double cost_on_delivery(const Supplier& s, int n) const {
    const int left = tree_.quarters - node(n).quarter;
    double cost = s.price * ((1 - s.paid_ahead) + (takes_fee(node(n).regime) && s.needs_washington ? s.fee : 0));
    for (int k = 0; k < left; ++k) cost += s.upkeep * std::pow((1 - p_.retires) * (1 - p_.discount), k);
    return cost - s.price * p_.residual * std::pow((1 - p_.retires) * (1 - p_.discount), left);
  }

  // now - keeps * before - what is new = 0
  int add_stock(int n, std::vector<int>& stock, double first, double keeps, const Entries& arriving, double most) {
    const int column = lp().add_column(0, 0, most);
    Entries row = {{column, 1}};
    for (const auto& [c, factor] : arriving) row.emplace_back(c, -factor);
    const bool is_root = node(n).parent < 0;
    if (!is_root) row.emplace_back(stock[static_cast<std::size_t>(node(n).parent)], -keeps);
    lp().add_row(row, is_root ? first : 0, is_root ? first : 0);
    stock.push_back(column);
    return column;
  }

  void add_node(int n, const std::optional<std::vector<double>>& today) {
    add_orders(n, today);
    out_.columns.migration.push_back(lp().add_column(0, 0, p_.migration_pace));
    Entries ready, waiting;
    for (std::size_t s = 0; s < p_.suppliers.size(); ++s)
      if (const int column = delivered(n, s); column >= 0) (p_.suppliers[s].needs_migration ? waiting : ready).emplace_back(column, p_.suppliers[s].compute);
    const int runs = add_stock(n, ready_, p_.installed, 1 - p_.retires, ready, most_compute_);
    const int other = add_stock(n, other_, 0, 1 - p_.retires, waiting, most_compute_);
    Entries moved;
    if (const int from = tree_.ancestor(n, p_.migration_lead); from >= 0) moved.emplace_back(out_.columns.migration[static_cast<std::size_t>(from)], 1);
    const int migrated = add_stock(n, migrated_, p_.migrated, 1, moved, most_compute_);
    const int used = lp().add_column(0, 0, most_compute_);
    lp().add_row({{used, 1}, {other, -1}}, -kFree, 0);
    lp().add_row({{used, 1}, {migrated, -1}}, -kFree, 0);
    const int shortage = lp().add_column(0, 0, most_compute_);
    out_.columns.shortage.push_back(shortage);
    lp().add_row({{runs, 1}, {used, 1}, {shortage, 1}}, p_.demand[static_cast<std::size_t>(node(n).quarter)], kFree);
    add_cost(n, shortage);
  }

  // What is paid at a node, undiscounted, but for the price of going short.
  Entries paid(int n) const {
    Entries out = {{out_.columns.migration[static_cast<std::size_t>(n)], p_.migration_price}};
    for (std::size_t s = 0; s < p_.suppliers.size(); ++s) {
      const Supplier& supplier = p_.suppliers[s];
      if (const int column = out_.columns.orders[static_cast<std::size_t>(n)][s]; column >= 0 && supplier.paid_ahead > 0) out.emplace_back(column, supplier.price * supplier.paid_ahead);
      if (const int column = delivered(n, s); column >= 0) out.emplace_back(column, cost_on_delivery(supplier, n));
    }
    return out;
  }

  void add_cost(int n, int shortage) {
    Entries row = paid(n);
    if (p_.budget) out_.budget_rows.push_back(lp().add_row(row, -kFree, *p_.budget));
    row.emplace_back(shortage, p_.shortage_price);
    const int column = lp().add_column(node(n).is_leaf ? (1 - p_.risk_weight) * node(n).probability : 0, -most_cost_, most_cost_);
    for (auto& [c, factor] : row) factor *= -discount(node(n).quarter);
    row.emplace_back(column, 1);
    if (node(n).parent >= 0) row.emplace_back(out_.columns.cost[static_cast<std::size_t>(node(n).parent)], -1);
    lp().add_row(row, 0, 0);
    out_.columns.cost.push_back(column);
  }

  void add_diversification() {
    if (p_.most_share >= 1) return;
    const std::vector<int>& today = out_.columns.orders.front();
    for (std::size_t s = 0; s < today.size(); ++s) {
      if (today[s] < 0) continue;
      Entries row;
      for (std::size_t o = 0; o < today.size(); ++o)
        if (today[o] >= 0) row.emplace_back(today[o], p_.suppliers[o].compute * ((o == s ? 1.0 : 0.0) - p_.most_share));
      lp().add_row(row, -kFree, 0);
    }
  }

  // CVaR: eta + E[excess over eta] / (1 - tail).
  void add_risk() {
    if (p_.risk_weight <= 0) return;
    const int eta = lp().add_column(p_.risk_weight, -most_cost_, most_cost_);
    for (std::size_t n = 0; n < tree_.nodes.size(); ++n) {
      if (!tree_.nodes[n].is_leaf) continue;
      const int excess = lp().add_column(p_.risk_weight * tree_.nodes[n].probability / (1 - p_.tail), 0, 2 * most_cost_);
      lp().add_row({{excess, 1}, {eta, 1}, {out_.columns.cost[n], -1}}, 0, kFree);
    }
  }

  const Procurement& p_;
  const PlanTree& tree_;
  PlanProgram out_;
  std::vector<int> ready_, other_, migrated_;  // columns by node
  double most_compute_ = 0, most_cost_ = 0;
};

}  // namespace

PlanProgram program_of(const Procurement& procurement, const PlanTree& tree, const std::optional<std::vector<double>>& today) { return Builder(procurement, tree).build(today); }

}  // namespace lockgate::analysis
