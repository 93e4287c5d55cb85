// Records: what was stated about money, units and stocks, as reviewed rows; and the published estimates that are to be reproduced.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/flow.h"
#include "base/date.h"
#include "base/source.h"

namespace lockgate::analysis {

// 10^9 USD. `concept_word` says what the amount is: a charge is not revenue, an order not a sale.
struct Statement {
  std::string id;
  Date date;
  std::string product;
  std::string concept_word;
  double low = 0;
  double high = 0;
  std::string period;
  std::string source;
  std::string what;
};

struct QuarterShare {
  std::string quarter;
  Date begin;
  Date end;
  std::string chip;
  double revenue_bn = 0;  // of all chips
  double share = 0;
  std::string source;
};

struct Units {
  std::string chip;
  std::string market;
  int year = 0;
  double low = 0;
  double high = 0;
  double coverage = 90;
  std::string kind;  // `sold`, `licensed`, `ordered`
  std::string source;
};

struct Stock {
  std::string chip;
  std::string market;
  double low = 0;
  double mid = 0;
  double high = 0;
  double coverage = 90;
  std::string source;
};

struct Published {
  std::string id;
  std::string what;
  std::optional<double> low;
  std::optional<double> mid;
  std::optional<double> high;
  double tolerance = 0;  // percent
  std::string source;
  std::string note;
};

struct Input {
  std::string estimate;
  std::string name;
  std::string value;
};

class Records {
 public:
  // nullptr when a file has errors (LG0401 to LG0403, LG0920, LG0921).
  static std::unique_ptr<const Records> load(const std::string& folder, Diagnostics& diagnostics);

  std::vector<Statement> statements;
  std::vector<QuarterShare> quarters;
  std::vector<Units> units;
  std::vector<Stock> stocks;
  std::vector<Published> estimates;
  std::vector<Input> inputs;

  const Statement* statement(std::string_view id) const;
  const Published* estimate(std::string_view id) const;
  const std::string* input(std::string_view estimate, std::string_view name) const;
  // Statements whose amount is, or reaches, `amount` within a twentieth.
  std::vector<const Statement*> about(double amount) const;
};

}  // namespace lockgate::analysis
