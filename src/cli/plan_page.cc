#include "cli/plan_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/layout.h"

namespace lockgate::cli {
namespace {

std::string whole(double value) { return value < 0 ? "-" + grouped(fmt::format("{:.0f}", -value)) : grouped(fmt::format("{:.0f}", value)); }

class Writer {
 public:
  Writer(const desk::DemandFile& demand, const analysis::Plan& plan) : demand_(demand), plan_(plan) {}

  Page write(const std::vector<analysis::Lack>& lacks) {
    const analysis::Solved& s = plan_.solved;
    page_.title(fmt::format("{}: what to order now", demand_.title));
    add_today();
    page_.gap();
    page_.pair("expected cost", fmt::format("{} {} to the end; in the worst {:.0f} % of cases {}", whole(s.expected), demand_.money, 100 * (1 - demand_.question.procurement.tail), whole(s.cvar)));
    page_.pair("waiting a quarter", fmt::format("costs {} {}", whole(plan_.waiting), demand_.money));
    page_.pair("knowing every turn", fmt::format("would be worth {}; planning as if nothing turned would cost {}", whole(plan_.evpi), whole(plan_.vss)));
    add_shortage();
    for (const analysis::Lack& lack : lacks) page_.item("!", fmt::format("quarter {}: {} needed, and {} short even with both keys open: the capacities and lead times of all suppliers allow no more", lack.quarter + 1, whole(lack.demand), whole(lack.lack)));
    add_turnings();
    add_regrets();
    add_proof();
    return std::move(page_);
  }

 private:
  void add_today() {
    const auto& suppliers = demand_.question.procurement.suppliers;
    double all = 0;
    for (std::size_t i = 0; i < suppliers.size(); ++i) all += plan_.solved.today[i] * suppliers[i].compute;
    if (all < 0.5) page_.line("nothing");
    for (std::size_t i = 0; i < suppliers.size(); ++i) {
      const double units = plan_.solved.today[i];
      if (units < 0.5) continue;
      const double worth = plan_.solved.cap_worth[i];
      page_.item("·", fmt::format("{}: {} units, {:.0f} % of the compute ordered{}", suppliers[i].name, whole(units), 100 * units * suppliers[i].compute / all,
                                  worth > 0.005 ? fmt::format("; all it has, one more would save {:.2f} {}", worth, demand_.money) : ""));
    }
  }

  void add_shortage() {
    std::string out;
    for (std::size_t q = 0; q < plan_.solved.shortage.size(); ++q)
      if (plan_.solved.short_chance[q] > 0.0005) out += fmt::format("{}Q{} {:.0f} % ({:.1f} % of demand)", out.empty() ? "" : ", ", q + 1, 100 * plan_.solved.short_chance[q], 100 * plan_.solved.shortage[q]);
    page_.pair("chance of a shortage", out.empty() ? "none" : out);
    if (demand_.question.procurement.budget) page_.pair("money", fmt::format("one more {} today would save {:.3f}", demand_.money, plan_.solved.budget_worth));
  }

  static std::string rate(const analysis::Rate& rate) { return fmt::format("{:.2f} a year, between {:.2f} and {:.2f} (90 %, from {} {} in {:.1f} years)", rate.median(), rate.quantile(0.05), rate.quantile(0.95), rate.turns, rate.turns == 1 ? "turn" : "turns", rate.years); }

  void add_turnings() {
    page_.gap();
    page_.heading("What would change the order");
    const analysis::Rate* const rates[] = {&demand_.washington.closing, &demand_.washington.opening, &demand_.beijing.closing, &demand_.beijing.opening};
    for (std::size_t t = 0; t < plan_.turnings.size(); ++t) {
      const analysis::Turning& turning = plan_.turnings[t];
      page_.item("·", fmt::format("{}: planned with {:.2f} a year; seen {}. {}", turning.hazard, turning.now, rate(*rates[t]),
                                  turning.changes_at ? fmt::format("From {:.2f} a year on, most would go to {}", *turning.changes_at, turning.to) : "No rate from a sixteenth to sixteen times of it changes who gets most"));
    }
  }

  void add_regrets() {
    page_.gap();
    page_.heading(fmt::format("Regret: what today's order would cost more than the best for that turn of events ({})", demand_.money));
    for (const analysis::RegretRow& row : plan_.regrets) {
      std::string out;
      for (std::size_t i = 0; i < row.regret.size(); ++i) out += fmt::format("{}{} {}", i == 0 ? "" : " · ", plan_.scenarios[i], whole(row.regret[i]));
      page_.item("·", fmt::format("{}: {}; at worst {}", row.plan, out, whole(row.worst)));
    }
  }

  void add_proof() {
    const analysis::Solved& s = plan_.solved;
    page_.gap();
    page_.heading("How sure the sum is");
    page_.line(fmt::format("{} nodes, {} columns, {} rows; checked by our own arithmetic: no plan over this tree costs less than {} (gap {:.1e}), and no row is broken by more than {:.1e}. Branches of probability {:.2g} were left out.", s.nodes, s.columns,
                           s.rows, whole(s.certificate.bound), s.certificate.gap(), s.certificate.violation, s.left_out));
    page_.line("The rates rest on few turns. The plan after today's order is made anew when the time comes; today's order is what binds.");
  }

  const desk::DemandFile& demand_;
  const analysis::Plan& plan_;
  Page page_;
};

}  // namespace

Page page_of(const desk::DemandFile& demand, const analysis::Plan& plan, const std::vector<analysis::Lack>& lacks) { return Writer(demand, plan).write(lacks); }

}  // namespace lockgate::cli
