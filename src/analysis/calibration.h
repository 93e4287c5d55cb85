// Calibration: fits the constants of a family to its published measurements, by least squares on the logarithm of the error
// (Levenberg-Marquardt, Eigen), inside the bounds of market/constants.tsv, and says how well it foretells what it was not shown.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "analysis/market.h"

namespace lockgate::analysis {

// One measurement and the model's answer to it, as a function of constants only.
struct Case {
  std::string id;
  std::string chip;
  std::string generation;
  std::string pair;  // the same work; measurements of one pair on two chips make a ratio
  ConstantTable::Rows rows{};
  std::function<double(const Constants&)> rate;
  double measured = 0;
};

// Chips by catalogue id.
using Parts = std::map<std::string, Part, std::less<>>;

// The families, in the order of docs/accuracy.md.
std::vector<std::string> families();
// The measurements of a family: those that calibrate it, or those that are only compared with it. LG0905, LG0923.
Result<std::vector<Case>> cases_of(std::string_view family, const Market& market, const Parts& parts, bool is_fitted);

// Errors are logarithms of estimated over measured.
struct Fit {
  std::string family;
  std::vector<Case> cases;
  std::vector<double> in_sample;
  std::vector<double> held_out;    // each measurement by a fit to four fifths of the others
  std::vector<double> other_chip;  // each by a fit without its generation; empty: the family has one generation
  std::vector<double> ratios;      // of held-out estimates of the same work on two chips
  int constants = 0;
};

// Fits the rows of `family` in `table` and replaces their values. The same input gives the same constants.
Fit calibrate(std::string_view family, std::vector<Case> cases, ConstantTable& table);

double mean_error(const std::vector<double>& errors);                 // mean of |exp(e) - 1|
double quantile_of_size(std::vector<double> errors, double share);    // of |e|
// The share of held-out errors within the spread that the other folds' errors give: what a stated 90 % interval is worth.
double coverage(const Fit& fit, double share);

}  // namespace lockgate::analysis
