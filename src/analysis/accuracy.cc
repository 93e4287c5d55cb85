#include "analysis/accuracy.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace lockgate::analysis {
namespace {

std::string percent(double share) { return fmt::format("{:.1f} %", 100 * share); }

double worst_of_ten(const std::vector<double>& errors) {
  std::vector<double> sizes;
  for (const double one : errors) sizes.push_back(std::abs(std::exp(one) - 1));
  std::sort(sizes.begin(), sizes.end());
  return sizes.empty() ? 0 : sizes[std::min(sizes.size() - 1, static_cast<std::size_t>(kCovered * static_cast<double>(sizes.size())))];
}

std::string or_dash(const std::vector<double>& errors) { return errors.empty() ? "–" : percent(mean_error(errors)); }

std::string row_of(const Fit& fit) {
  return fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", fit.family, fit.cases.size(), fit.constants, percent(mean_error(fit.in_sample)), percent(mean_error(fit.held_out)),
                     percent(worst_of_ten(fit.held_out)), percent(coverage(fit, kCovered)), or_dash(fit.ratios), or_dash(fit.other_chip));
}

std::string check_rows(const Accuracy& accuracy) {
  std::string out;
  for (std::size_t i = 0; i < accuracy.fits.size(); ++i)
    for (const Check& check : accuracy.checks[i])
      out += fmt::format("| {} | {} | {} | {:.0f} | {:.0f} | {:+.0f} % |\n", accuracy.fits[i].family, check.id, check.chip, check.measured, check.estimated, 100 * (check.estimated / check.measured - 1));
  return out;
}

std::string constant_rows(const Accuracy& accuracy) {
  std::string out;
  for (const ConstantRow& row : accuracy.table.rows) {
    const bool is_at_bound = row.is_fitted && (row.value > 0.99 * row.most || row.value < 1.01 * row.least);
    out += fmt::format("| {} | {} | {} | {:.3g} | {} |\n", row.family, to_string(row.constant), row.scope, row.value, !row.is_fitted ? "held: " + row.source : is_at_bound ? "fitted, at its bound" : "fitted");
  }
  return out;
}

Check check_of(const Case& one, std::string_view family, const ConstantTable& table) { return {one.id, one.chip, one.measured, one.rate(table.values_of(one.rows, family))}; }

constexpr const char* kIntro =
    "# How accurate the throughput model is\n\n"
    "Written by `python3 tools/accuracy.py` from the measurements in `market/`; a test compares this page with a fresh calibration.\n\n"
    "The constants of each family are fitted to its measurements by least squares on the logarithm of the error. *5-fold*: each measurement is foretold by a fit to four fifths of the\n"
    "others. *Covered*: the share of these that lie in the 90 % interval which the other folds' errors give. *Ratio*: the same work on two chips, both held out. *Other generation*: each\n"
    "generation of chips is foretold by a fit to the others, as a chip without measurements would be. Means are of the absolute error in percent.\n\n"
    "| family | measurements | fitted constants | in sample | 5-fold | 5-fold, nine in ten within | covered by 90 % | ratio | other generation |\n|---|---|---|---|---|---|---|---|---|\n";
constexpr const char* kChecks = "\n## Measurements that nothing was fitted to\n\n| family | measurement | chip | measured | estimated | error |\n|---|---|---|---|---|---|\n";
constexpr const char* kConstantTable =
    "\n## The constants\n\nA constant at its bound stands for more than its name says: something else that the model does not separate goes the same way.\n\n"
    "| family | constant | for | value | |\n|---|---|---|---|---|\n";
constexpr const char* kTurns =
    "\n## Turns of the law, foretold a year ahead\n\n"
    "`lockgate plan` takes its chances from the dated turns in `market/flips.tsv`. Here the same rates, each time from what was known on the day alone, give a chance that the key is open\n"
    "a year later, every 30 days; the Brier score is the mean square of that chance less what came (0 is best, a coin's is 0.25). *One rate*: of all turns, whichever way the key stands.\n"
    "The forecasts overlap and the turns are few, so the order of the three says more than their distance.\n\n"
    "| key | forecasts | posterior rates | one rate | stays as it is |\n|---|---|---|---|---|\n";

std::string turn_rows(const std::vector<Hindsight>& turns) {
  std::string out;
  for (const Hindsight& one : turns) out += fmt::format("| {} | {} | {:.3f} | {:.3f} | {:.3f} |\n", one.side, one.forecasts, one.posterior, one.constant, one.stays);
  return out;
}

}  // namespace

Result<Accuracy> measure_accuracy(const Market& market, const Parts& parts) {
  Accuracy out;
  out.table = market.constants;
  out.table.spreads.clear();
  for (const std::string& family : families()) {
    auto cases = cases_of(family, market, parts, true);
    const auto checked = cases_of(family, market, parts, false);
    if (!cases || !checked) return tl::unexpected(cases ? checked.error() : cases.error());
    Fit fit = calibrate(family, std::move(*cases), out.table);
    out.table.spreads.push_back({family, "level", quantile_of_size(fit.held_out, kCovered)});
    if (!fit.ratios.empty()) out.table.spreads.push_back({family, "ratio", quantile_of_size(fit.ratios, kCovered)});
    if (!fit.other_chip.empty()) out.table.spreads.push_back({family, "generation", quantile_of_size(fit.other_chip, kCovered)});
    out.checks.emplace_back();
    for (const Case& one : *checked) out.checks.back().push_back(check_of(one, family, out.table));
    out.fits.push_back(std::move(fit));
  }
  return out;
}

std::string accuracy_page(const Accuracy& accuracy, const std::vector<Hindsight>& turns) {
  std::string out = kIntro;
  for (const Fit& fit : accuracy.fits) out += row_of(fit);
  return out + kChecks + check_rows(accuracy) + kTurns + turn_rows(turns) + kConstantTable + constant_rows(accuracy);
}

std::string constants_sheet(const Accuracy& accuracy) {
  std::string out = "# Constants of the throughput model. Written by `python3 tools/accuracy.py`; scopes, bounds, starts and what is held are reviewed by hand.\n"
                    "family\tconstant\tscope\tvalue\tleast\tmost\tstart\tfitted\tsource\n";
  for (const ConstantRow& row : accuracy.table.rows) {
    const std::string bounds = row.is_fitted ? fmt::format("{:g}\t{:g}\t{:g}\tyes", row.least, row.most, row.start) : "\t\t\tno";
    out += fmt::format("{}\t{}\t{}\t{:.5g}\t{}\t{}\n", row.family, to_string(row.constant), row.scope, row.value, bounds, row.source);
  }
  return out;
}

std::string spreads_sheet(const Accuracy& accuracy) {
  std::string out = "# How far estimates lay from measurements that they were not fitted to: nine in ten within a factor of exp(value). Written by `python3 tools/accuracy.py`.\nfamily\tof\tvalue\n";
  for (const Spread& spread : accuracy.table.spreads) out += fmt::format("{}\t{}\t{:.4f}\n", spread.family, spread.of, spread.value);
  return out;
}

}  // namespace lockgate::analysis
